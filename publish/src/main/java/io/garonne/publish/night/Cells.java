package io.garonne.publish.night;

import io.garonne.model.Units;
import io.garonne.model.advice.Cost;
import io.garonne.model.advice.NoFigure;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cells of tables for a person. What has no figure has a letter in its place, and the reason stands
 * below the table.
 */
final class Cells {
  private static final String NOTHING = "–";

  private final Texts texts;
  private final Map<NoFigure, String> notes = new EnumMap<>(NoFigure.class);

  Cells(Texts texts) {
    this.texts = texts;
  }

  /** A name without what could steer a terminal. */
  static String printable(@Nullable String name) {
    return name == null ? "" : name.replaceAll("\\p{Cntrl}", "?");
  }

  String family(String label) {
    return printable(texts.name("family", label));
  }

  String kilowattHours(long millijoules, int decimals) {
    return texts.decimal(Units.kilowattHours(millijoules), decimals);
  }

  String percent(@Nullable Double share) {
    return share == null || !Double.isFinite(share)
        ? NOTHING
        : texts.decimal(BigDecimal.valueOf(100 * share), 1) + texts.get("percent");
  }

  String cost(Cost cost) {
    return switch (cost) {
      case Cost.Known(long micros, String currency) ->
          texts.decimal(BigDecimal.valueOf(micros, 6), 2) + " " + printable(currency);
      case Cost.Unknown(NoFigure why) -> note(why);
    };
  }

  /** The letter that stands for a reason. */
  String note(NoFigure why) {
    return notes.computeIfAbsent(why, w -> "(" + (char) ('a' + notes.size()) + ")");
  }

  String reason(NoFigure why) {
    return texts.get("night.why." + why.label());
  }

  /** Writes what the letters stand for, and forgets them. */
  void writeNotes(Appendable out) throws IOException {
    for (Map.Entry<NoFigure, String> note :
        notes.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList()) {
      out.append(note.getValue()).append(' ').append(reason(note.getKey())).append('\n');
    }
    notes.clear();
  }
}
