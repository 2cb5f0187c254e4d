package io.garonne.model.inventory;

import io.garonne.model.calendar.Period;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * From when until when something holds.
 *
 * @param from milliseconds since 1970 UTC, inclusive, on a quarter-hour; {@link Long#MIN_VALUE}:
 *     always
 * @param to milliseconds since 1970 UTC, exclusive, on a quarter-hour; {@link Long#MAX_VALUE}:
 *     until further notice
 */
public record Validity(long from, long to) {

  /** What a line's {@code from} and {@code to} say; dates mean midnight in the zone of each. */
  static Validity of(EstateLine line, ZoneId ofFrom, ZoneId ofTo) {
    return new Validity(
        instant(line.cell("from"), ofFrom, Long.MIN_VALUE),
        instant(line.cell("to"), ofTo, Long.MAX_VALUE));
  }

  /** A moment as a table writes it; an instant is cut down to the quarter-hour. */
  public static long instant(@Nullable String cell, ZoneId zone, long ifBlank) {
    if (cell == null) {
      return ifBlank;
    }
    long at =
        cell.length() == 10
            ? LocalDate.parse(cell).atStartOfDay(zone).toInstant().toEpochMilli()
            : OffsetDateTime.parse(cell).toInstant().toEpochMilli();
    return Period.slotOf(at);
  }

  boolean isEmpty() {
    return from >= to;
  }

  boolean holdsAt(long at) {
    return from <= at && at < to;
  }

  boolean overlaps(Validity other) {
    return from < other.to && other.from < to;
  }
}
