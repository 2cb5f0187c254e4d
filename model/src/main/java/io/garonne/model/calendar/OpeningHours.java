package io.garonne.model.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;

/**
 * When people are at a site in an ordinary week, before closures and holidays.
 *
 * <p>On a date, the site's own opening lines speak if any of them is in force then, else its
 * group's, else {@link #DEFAULT}: so a site that writes {@code mon-thu} is not open on a Friday
 * because its group is. Among the lines that speak and name the weekday, those with dates beat
 * those without; several that are left count together (a lunch break is two lines). If none names
 * the weekday, nobody is there.
 *
 * @param site opening lines of the site
 * @param group opening lines of its group
 */
record OpeningHours(List<CalendarLine> site, List<CalendarLine> group, ZoneId zone) {
  /** Where nobody has written anything: Monday to Friday, 08:00 to 18:00. */
  static final CalendarLine DEFAULT =
      new CalendarLine(
          new CalendarLine.Target.Site("default"),
          CalendarLine.Kind.OPENING,
          EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
          LocalTime.of(8, 0),
          LocalTime.of(18, 0),
          null,
          null,
          "");

  OpeningHours {
    site = List.copyOf(site);
    group = List.copyOf(group);
  }

  /** The lines that count for the openings beginning on a date. */
  List<CalendarLine> of(LocalDate date) {
    List<CalendarLine> speaking = inForce(site, date);
    if (speaking.isEmpty()) {
      speaking = inForce(group, date);
    }
    if (speaking.isEmpty()) {
      speaking = List.of(DEFAULT);
    }
    List<CalendarLine> today =
        speaking.stream().filter(line -> line.days().contains(date.getDayOfWeek())).toList();
    List<CalendarLine> dated =
        today.stream().filter(line -> line.from() != null || line.to() != null).toList();
    return dated.isEmpty() ? today : dated;
  }

  private List<CalendarLine> inForce(List<CalendarLine> lines, LocalDate date) {
    return lines.stream().filter(line -> line.isInForce(date, zone)).toList();
  }
}
