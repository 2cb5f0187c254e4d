package io.garonne.twin;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A zone's local days, counted from the one that holds the epoch. Not for several threads. */
final class Days {
  private static final long DAY = 86_400_000L;

  /** The same every year in France. */
  private static final Set<MonthDay> FIXED =
      Set.of(
          MonthDay.of(1, 1),
          MonthDay.of(5, 1),
          MonthDay.of(5, 8),
          MonthDay.of(7, 14),
          MonthDay.of(8, 15),
          MonthDay.of(11, 1),
          MonthDay.of(11, 11),
          MonthDay.of(12, 25));

  /**
   * A local day.
   *
   * @param date its date
   * @param start milliseconds since 1970 UTC
   * @param minutes 1440, one hour less or more where the clocks change
   * @param presence share of office workers who come in
   */
  record Day(LocalDate date, long start, int minutes, double presence) {
    boolean working() {
      return presence > 0;
    }
  }

  private final ZoneId zone;
  private final List<Day> days = new ArrayList<>();

  Days(ZoneId zone, long epoch) {
    this.zone = zone;
    days.add(day(Instant.ofEpochMilli(epoch).atZone(zone).toLocalDate()));
  }

  ZoneId zone() {
    return zone;
  }

  Day day(int index) {
    while (days.size() <= index) {
      days.add(day(days.get(days.size() - 1).date.plusDays(1)));
    }
    return days.get(index);
  }

  /**
   * The day that an instant falls in.
   *
   * @throws IllegalArgumentException if it is before the first
   */
  int indexOf(long at) {
    long first = days.get(0).start;
    if (at < first) {
      throw new IllegalArgumentException(
          Instant.ofEpochMilli(at) + " is before the estate's epoch");
    }
    int index = (int) ((at - first) / DAY);
    while (day(index).start > at) {
      index--;
    }
    while (day(index).start + day(index).minutes * 60_000L <= at) {
      index++;
    }
    return index;
  }

  private Day day(LocalDate date) {
    long start = date.atStartOfDay(zone).toInstant().toEpochMilli();
    long end = date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
    return new Day(date, start, (int) ((end - start) / 60_000), presence(date));
  }

  private static double presence(LocalDate date) {
    DayOfWeek day = date.getDayOfWeek();
    if (day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY || holiday(date)) {
      return 0;
    }
    double ofWeek = day == DayOfWeek.WEDNESDAY || day == DayOfWeek.FRIDAY ? 0.64 : 0.84;
    boolean christmas = date.getMonth() == Month.DECEMBER && date.getDayOfMonth() > 22;
    return date.getMonth() == Month.AUGUST || christmas ? ofWeek / 2 : ofWeek;
  }

  /** Whether France has a public holiday. */
  static boolean holiday(LocalDate date) {
    if (FIXED.contains(MonthDay.from(date))) {
      return true;
    }
    long afterEaster = date.toEpochDay() - easter(date.getYear()).toEpochDay();
    return afterEaster == 1 || afterEaster == 39 || afterEaster == 50;
  }

  /** Easter Sunday: Butcher's rule for the Gregorian calendar. */
  static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return LocalDate.of(year, n / 31, n % 31 + 1);
  }
}
