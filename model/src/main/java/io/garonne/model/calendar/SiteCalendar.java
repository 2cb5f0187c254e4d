package io.garonne.model.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When people are at a site, and when nobody is: off-hours.
 *
 * <ul>
 *   <li>Opening hours are those of {@code calendar.csv}. On a date, the site's own lines speak if
 *       any of them is in force then, on whatever weekday; else its group's; else the default,
 *       Monday to Friday, 08:00 to 18:00. Of those that speak and name the weekday, the ones with
 *       dates beat the ones without. If none names it, nobody is there.
 *   <li>No opening begins on a holiday (computed, or a line of kind {@code holiday} or {@code
 *       school-holiday}), unless an opening line is for that single date: whoever writes that means
 *       it. An opening that began the evening before runs on.
 *   <li>A closure removes exactly its time, whatever else is written.
 *   <li>Holidays of schools are decreed every few years and cannot be computed: without lines there
 *       are none. Those written for {@code zone:A} count for sites whose school zone is A.
 * </ul>
 *
 * <p>Instants are milliseconds since 1970 UTC, dates those of the site's zone. A local time that
 * does not exist on the day the clocks go forward is moved by the gap; one that occurs twice is the
 * first. Immutable.
 */
public final class SiteCalendar {
  /** What a date is for a site. */
  public enum DayKind {
    /** Somebody is there for some time. */
    OPEN,
    /** A holiday; nobody comes. */
    HOLIDAY,
    /** Closed: by a closure, or because the weekday has no opening hours. */
    CLOSED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As written in indicators and exports: {@code open}. */
    public String label() {
      return label;
    }
  }

  private final ZoneId zone;
  private final PublicHolidays holidays;
  private final OpeningHours openings;
  private final List<CalendarLine> closures;
  private final List<CalendarLine> holidayLines;
  private final List<CalendarLine> works;

  private SiteCalendar(
      ZoneId zone,
      PublicHolidays holidays,
      OpeningHours openings,
      List<CalendarLine> closures,
      List<CalendarLine> holidayLines,
      List<CalendarLine> works) {
    this.zone = zone;
    this.holidays = holidays;
    this.openings = openings;
    this.closures = closures;
    this.holidayLines = holidayLines;
    this.works = works;
  }

  /** The calendar of a site with the holidays of {@link PublicHolidays#FRANCE}. */
  public static SiteCalendar of(
      String site,
      @Nullable String group,
      @Nullable String schoolZone,
      ZoneId zone,
      List<CalendarLine> lines) {
    return of(site, group, schoolZone, zone, PublicHolidays.FRANCE, lines);
  }

  /**
   * The calendar of a site.
   *
   * @param group its calendar group, or null
   * @param schoolZone A, B, C or Corse, in any case; null: no school holidays but those written for
   *     the site or its group
   * @param zone its time zone
   * @param holidays those to be computed
   * @param lines of every site; those of others are left out
   */
  public static SiteCalendar of(
      String site,
      @Nullable String group,
      @Nullable String schoolZone,
      ZoneId zone,
      PublicHolidays holidays,
      List<CalendarLine> lines) {
    CalendarLine.Target own = new CalendarLine.Target.Site(site);
    List<CalendarLine> ours =
        lines.stream()
            .filter(
                line ->
                    switch (line.target()) {
                      case CalendarLine.Target.Site one -> one.equals(own);
                      case CalendarLine.Target.Group one -> one.name().equals(group);
                      case CalendarLine.Target.SchoolZone one ->
                          one.name().equalsIgnoreCase(schoolZone);
                    })
            .toList();
    List<CalendarLine> openings = kind(ours, CalendarLine.Kind.OPENING);
    return new SiteCalendar(
        zone,
        holidays,
        new OpeningHours(
            openings.stream().filter(line -> line.target().equals(own)).toList(),
            openings.stream().filter(line -> !line.target().equals(own)).toList(),
            zone),
        kind(ours, CalendarLine.Kind.CLOSURE),
        ours.stream().filter(line -> CalendarLine.isHoliday(line.kind())).toList(),
        kind(ours, CalendarLine.Kind.WORKS));
  }

  private static List<CalendarLine> kind(List<CalendarLine> lines, CalendarLine.Kind kind) {
    return lines.stream().filter(line -> line.kind() == kind).toList();
  }

  /** What a date is: {@code OPEN} if any opening that begins on it is left, else why not. */
  public DayKind kindOf(LocalDate date) {
    Span day = day(date);
    List<Span> left = Span.minus(openings(date), closures(day.from(), day(date.plusDays(1)).to()));
    if (!left.isEmpty()) {
      return DayKind.OPEN;
    }
    return isHoliday(date) && !isClosed(date) ? DayKind.HOLIDAY : DayKind.CLOSED;
  }

  /**
   * Whether closures cover a whole date, so that equipment that says nothing is no surprise. A
   * Sunday without opening hours is not closed in this sense: what runs all week should still be
   * heard; nor is a holiday.
   */
  public boolean isClosed(LocalDate date) {
    Span day = day(date);
    return Span.minus(List.of(day), closures(day.from(), day.to())).isEmpty();
  }

  /** Whether nobody is there at an instant. */
  public boolean isOffHours(long instant) {
    return millisOffHours(instant, instant + 1) == 1;
  }

  /**
   * How much of a time is off-hours, in milliseconds; exact also on days of 23 or 25 hours.
   *
   * @param from inclusive
   * @param to exclusive; the work done grows with the number of days
   * @throws IllegalArgumentException if {@code to} is before {@code from}
   */
  public long millisOffHours(long from, long to) {
    if (from > to) {
      throw new IllegalArgumentException("from is after to");
    }
    List<Span> open = new ArrayList<>();
    LocalDate end = date(to);
    // An opening over midnight began the day before.
    for (LocalDate date = date(from).minusDays(1); !date.isAfter(end); date = date.plusDays(1)) {
      for (Span span : openings(date)) {
        Span.addWithin(span.from(), span.to(), from, to, open);
      }
    }
    return to - from - Span.millis(Span.minus(open, closures(from, to)));
  }

  /** The lines of planned works that hold at an instant, in the order of the table. */
  public List<CalendarLine> works(long instant) {
    return works.stream()
        .filter(line -> !spans(List.of(line), instant, instant + 1).isEmpty())
        .toList();
  }

  private LocalDate date(long instant) {
    return Instant.ofEpochMilli(instant).atZone(zone).toLocalDate();
  }

  private Span day(LocalDate date) {
    return new Span(midnight(date), midnight(date.plusDays(1)));
  }

  private long midnight(LocalDate date) {
    return date.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private boolean isHoliday(LocalDate date) {
    return holidays.isHoliday(date)
        || holidayLines.stream()
            .anyMatch(
                line -> line.days().contains(date.getDayOfWeek()) && line.isInForce(date, zone));
  }

  /** Openings that begin on a date. */
  private List<Span> openings(LocalDate date) {
    boolean holiday = isHoliday(date);
    List<Span> spans = new ArrayList<>();
    for (CalendarLine line : openings.of(date)) {
      if (!holiday || line.isSingleDay()) {
        // Dates say on which days an opening begins; only an instant cuts it off.
        long first = line.from() instanceof CalendarLine.Edge.At at ? at.instant() : Long.MIN_VALUE;
        long last = line.to() instanceof CalendarLine.Edge.At at ? at.instant() : Long.MAX_VALUE;
        addHours(line, date, first, last, spans);
      }
    }
    return spans;
  }

  private List<Span> closures(long from, long to) {
    return spans(closures, from, to);
  }

  /** The time of lines within limits; their spans may overlap. */
  private List<Span> spans(List<CalendarLine> lines, long from, long to) {
    List<Span> spans = new ArrayList<>();
    for (CalendarLine line : lines) {
      long first = Math.max(from, line.start(zone));
      long last = Math.min(to, line.end(zone));
      if (first < last) {
        LocalDate end = date(last);
        for (LocalDate date = date(first).minusDays(1);
            !date.isAfter(end);
            date = date.plusDays(1)) {
          if (line.days().contains(date.getDayOfWeek())) {
            addHours(line, date, first, last, spans);
          }
        }
      }
    }
    return spans;
  }

  /** Adds the hours of a line that begin on a date, within limits; the whole day if it has none. */
  private void addHours(
      CalendarLine line, LocalDate date, long first, long last, List<Span> spans) {
    LocalTime opens = line.opens();
    LocalTime closes = line.closes();
    if (opens == null || closes == null) {
      Span day = day(date);
      Span.addWithin(day.from(), day.to(), first, last, spans);
    } else {
      LocalDate closing = closes.isAfter(opens) ? date : date.plusDays(1);
      // When the clocks go forward nothing may be left of them: that is no span.
      Span.addWithin(instant(opens, date), instant(closes, closing), first, last, spans);
    }
  }

  private long instant(LocalTime time, LocalDate date) {
    return time.equals(LocalTime.MIDNIGHT)
        ? midnight(date)
        : ZonedDateTime.of(date, time, zone).toInstant().toEpochMilli();
  }
}
