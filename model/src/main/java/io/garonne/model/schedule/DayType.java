package io.garonne.model.schedule;

import io.garonne.model.calendar.SiteCalendar;
import io.garonne.model.calendar.SiteCalendar.DayKind;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Days that are alike: one timetable is for all of them.
 *
 * @param kind by the site's calendar
 * @param weekend Saturday or Sunday
 */
record DayType(DayKind kind, boolean weekend) implements Comparable<DayType> {
  /** Days of the coming year that savings are stated for. */
  static final int YEAR = 365;

  private static final Comparator<DayType> ORDER =
      Comparator.comparing(DayType::kind).thenComparing(DayType::weekend);

  static DayType of(LocalDate date, DayKind kind) {
    DayOfWeek day = date.getDayOfWeek();
    return new DayType(kind, day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY);
  }

  /** How many days of each type the year from a day on has. */
  static Map<DayType, Integer> year(LocalDate from, SiteCalendar calendar) {
    Map<DayType, Integer> days = new TreeMap<>();
    for (int i = 0; i < YEAR; i++) {
      LocalDate date = from.plusDays(i);
      days.merge(of(date, calendar.kindOf(date)), 1, Integer::sum);
    }
    return days;
  }

  @Override
  public int compareTo(DayType other) {
    return ORDER.compare(this, other);
  }
}
