package io.garonne.model.indicator;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * Half of a calendar month: its days 1 to 15, or those behind them. What is known of single units
 * of somebody's own lives 30 days; half a month, and the days until it is final, are within them.
 *
 * @param month month
 * @param second whether it is the second half
 */
public record HalfMonth(YearMonth month, boolean second) implements Comparable<HalfMonth> {
  private static final int FIRST_DAYS = 15;

  /** The half that a day is in. */
  public static HalfMonth of(LocalDate day) {
    return new HalfMonth(YearMonth.from(day), day.getDayOfMonth() > FIRST_DAYS);
  }

  /** First day of it. */
  public LocalDate start() {
    return month.atDay(second ? FIRST_DAYS + 1 : 1);
  }

  /** The day after its last one. */
  public LocalDate end() {
    return second ? month.plusMonths(1).atDay(1) : month.atDay(FIRST_DAYS + 1);
  }

  /** When it begins in a zone, milliseconds since 1970 UTC. */
  public long startIn(ZoneId zone) {
    return dayIn(0, zone);
  }

  /** When it ends in a zone, exclusive, milliseconds since 1970 UTC. */
  public long endIn(ZoneId zone) {
    return end().atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** The beginning of a day in a zone so many days after its first, milliseconds since 1970 UTC. */
  public long dayIn(long days, ZoneId zone) {
    return start().plusDays(days).atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** For people and keys: {@code 2026-03/1} or {@code 2026-03/2}. */
  @Override
  public String toString() {
    return month + (second ? "/2" : "/1");
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static HalfMonth parse(String text) {
    if (!text.endsWith("/1") && !text.endsWith("/2")) {
      throw new IllegalArgumentException("no half of a month: " + text);
    }
    return new HalfMonth(
        YearMonth.parse(text.substring(0, text.length() - 2)), text.endsWith("/2"));
  }

  @Override
  public int compareTo(HalfMonth other) {
    int byMonth = month.compareTo(other.month);
    return byMonth != 0 ? byMonth : Boolean.compare(second, other.second);
  }
}
