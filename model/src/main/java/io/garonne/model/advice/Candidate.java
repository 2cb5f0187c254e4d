package io.garonne.model.advice;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A printer that may be too many, or too large.
 *
 * @param kind what could be done
 * @param site where
 * @param room the room, or null: somewhere at the site
 * @param printers which could go or be replaced
 * @param to the printer that would carry their use, or the model that would
 * @param used quarter-hours a month with use: of all together (merging), of the one (downsizing)
 * @param capacity what {@code to} is known to carry, in the same unit
 * @param pages whether {@code used} and {@code capacity} are impressions a month instead
 * @param saving millijoules a year that would be drawn no more
 * @param worth of a kWh
 * @param last last day that was looked at, or null: an earlier version did not say
 */
public record Candidate(
    Kind kind,
    String site,
    @Nullable String room,
    List<String> printers,
    String to,
    long used,
    long capacity,
    boolean pages,
    long saving,
    Worth worth,
    @Nullable LocalDate last)
    implements Advice {

  public Candidate {
    printers = List.copyOf(printers);
    if (printers.isEmpty()) {
      throw new IllegalArgumentException("a candidate is of a printer");
    }
  }

  /** What could be done. */
  public enum Kind {
    /** One printer could do what several do. */
    MERGE,
    /** A smaller model would do. */
    DOWNSIZE;

    /** As in topics: {@code merge}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String key() {
    return kind == Kind.MERGE
        ? Keys.of("candidate", "merge", site, room == null ? "" : room)
        : Keys.of("candidate", "downsize", site, printers.get(0));
  }
}
