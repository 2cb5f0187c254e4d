package io.garonne.model.inventory;

import static java.util.Comparator.comparingLong;

import io.garonne.model.calendar.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
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

  /** Whether an instant, in milliseconds since 1970 UTC, is in it. */
  public boolean holdsAt(long at) {
    return from <= at && at < to;
  }

  boolean overlaps(Validity other) {
    return from < other.to && other.from < to;
  }

  /** The time in both; only of those that overlap. */
  Validity within(Validity other) {
    return new Validity(Math.max(from, other.from), Math.min(to, other.to));
  }

  /** What is left of it outside others, in order. */
  public List<Validity> without(Collection<Validity> others) {
    List<Validity> left = new ArrayList<>();
    long at = from;
    for (Validity other :
        others.stream()
            .filter(one -> !one.isEmpty() && overlaps(one))
            .sorted(comparingLong(Validity::from))
            .toList()) {
      if (at < other.from) {
        left.add(new Validity(at, other.from));
      }
      at = Math.max(at, other.to);
    }
    if (at < to) {
      left.add(new Validity(at, to));
    }
    return left;
  }

  /** For people: {@code from 2026-03-01T00:00+01:00 on}. */
  String text(ZoneId zone) {
    if (from == Long.MIN_VALUE) {
      return to == Long.MAX_VALUE ? "at any time" : "until " + text(to, zone);
    }
    return "from " + text(from, zone) + (to == Long.MAX_VALUE ? " on" : " to " + text(to, zone));
  }

  /** The same of several, one after the other. */
  static String text(List<Validity> times, ZoneId zone) {
    return times.stream().map(time -> time.text(zone)).collect(Collectors.joining(", "));
  }

  private static String text(long at, ZoneId zone) {
    return Instant.ofEpochMilli(at).atZone(zone).toOffsetDateTime().toString();
  }
}
