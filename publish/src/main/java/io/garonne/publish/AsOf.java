package io.garonne.publish;

import io.garonne.model.advice.Advice;
import io.garonne.model.advice.AdviceMade;
import io.garonne.model.wire.IsoTime;
import io.garonne.publish.text.Texts;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As of when advice is, for people and for machines.
 *
 * @param made when, or null: an earlier version did not say
 */
public record AsOf(@Nullable AdviceMade made) {
  /** The columns of CSV that say it. */
  public static final List<String> COLUMNS = List.of("made", "curves_until");

  /** Of everything that is advised. */
  public static AsOf of(Collection<? extends Advice> all) {
    return new AsOf(
        all.stream()
            .filter(AdviceMade.class::isInstance)
            .map(AdviceMade.class::cast)
            .findFirst()
            .orElse(null));
  }

  /** A line with its end, or nothing where it is not known. */
  public String line(Texts texts, ZoneId zone) {
    if (made == null) {
      return "";
    }
    Long until = made.until();
    String at = texts.dateAndTime(made.at(), zone);
    return (until == null
            ? texts.get("advice.made-of-nothing", at)
            : texts.get("advice.made", at, texts.dateAndTime(until, zone)))
        + "\n";
  }

  /** The cells of {@link #COLUMNS}; empty where it is not known. */
  public List<String> cells() {
    Long until = made == null ? null : made.until();
    return List.of(
        made == null ? "" : IsoTime.format(made.at()), until == null ? "" : IsoTime.format(until));
  }
}
