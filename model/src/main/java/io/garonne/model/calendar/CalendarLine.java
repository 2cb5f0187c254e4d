package io.garonne.model.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of the table {@code calendar}.
 *
 * @param target whom it concerns
 * @param kind what it says
 * @param days weekdays it is about, never empty; a span over midnight belongs to the day on which
 *     it begins
 * @param opens local time, or null: the whole day
 * @param closes local time, or null with {@code opens}; not after {@code opens} means on the next
 *     day, and midnight is the day's end
 * @param from start, inclusive; null for always
 * @param to end, exclusive; null for until further notice
 * @param note as people wrote it, may be empty
 */
public record CalendarLine(
    Target target,
    Kind kind,
    Set<DayOfWeek> days,
    @Nullable LocalTime opens,
    @Nullable LocalTime closes,
    @Nullable Edge from,
    @Nullable Edge to,
    String note) {

  /** What a line says. */
  public enum Kind {
    /** People are there between two times of day. */
    OPENING,
    /** Nobody is there, and equipment may be switched off. */
    CLOSURE,
    /** A holiday that cannot be computed, such as a bridge day. */
    HOLIDAY,
    /** School holidays. They are decreed, not computed: without such lines there are none. */
    SCHOOL_HOLIDAY,
    /** Works are planned; says nothing about opening. */
    WORKS;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** As written in the table: {@code school-holiday}. */
    public String label() {
      return label;
    }
  }

  /** Whom a line concerns. */
  public sealed interface Target {
    /** One site. */
    record Site(String name) implements Target {}

    /** The sites of a calendar group, written {@code group:NAME}. */
    record Group(String name) implements Target {}

    /**
     * The sites of a zone of school holidays, written {@code zone:A}; only for school holidays. In
     * capitals: A, B, C or CORSE.
     */
    record SchoolZone(String name) implements Target {}
  }

  /** Where the time of a line starts or ends. */
  public sealed interface Edge {
    /** Milliseconds since 1970 UTC. */
    long at(ZoneId zone);

    /** Local midnight at the start of a date, in the zone of the site. */
    record Midnight(LocalDate date) implements Edge {
      @Override
      public long at(ZoneId zone) {
        return date.atStartOfDay(zone).toInstant().toEpochMilli();
      }
    }

    /** An instant, milliseconds since 1970 UTC, cut to the quarter-hour. */
    record At(long instant) implements Edge {
      public At {
        instant = Period.slotOf(instant);
      }

      @Override
      public long at(ZoneId zone) {
        return instant;
      }
    }
  }

  /** What the cells of a line say. */
  public sealed interface Parsed {
    /** A line in order. */
    record Line(CalendarLine line) implements Parsed {}

    /** A line with problems, each a text without file and line number; never empty. */
    record Refused(List<String> problems) implements Parsed {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  public CalendarLine {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a calendar line without days");
    }
    days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    if ((opens == null) != (closes == null)) {
      throw new IllegalArgumentException("a calendar line with only one of opens and closes");
    }
    if (opens != null && opens.equals(closes) && !opens.equals(LocalTime.MIDNIGHT)) {
      throw new IllegalArgumentException("opens and closes are the same");
    }
    if (kind == Kind.OPENING && opens == null) {
      throw new IllegalArgumentException("an opening without opens and closes");
    }
    if (isHoliday(kind)
        && !(opens == null && from instanceof Edge.Midnight && to instanceof Edge.Midnight)) {
      throw new IllegalArgumentException("holidays are whole days with dates from and to");
    }
    if (target instanceof Target.SchoolZone && kind != Kind.SCHOOL_HOLIDAY) {
      throw new IllegalArgumentException("zone: is for school holidays");
    }
    if (isReversed(from, to)) {
      throw new IllegalArgumentException("from (inclusive) is not before to (exclusive)");
    }
  }

  /**
   * Reads a line; never throws.
   *
   * @param cells text by column: {@code site, kind, days, opens, closes, from, to, note}; a column
   *     that is not there is empty, one of another name is not looked at
   */
  public static Parsed parse(Map<String, String> cells) {
    return new CalendarCells(cells).line();
  }

  /** Whether it is about exactly one local date. */
  boolean isSingleDay() {
    return from instanceof Edge.Midnight first
        && to instanceof Edge.Midnight last
        && first.date().plusDays(1).equals(last.date());
  }

  /** Start in milliseconds since 1970 UTC; {@link Long#MIN_VALUE} for always. */
  long start(ZoneId zone) {
    return from == null ? Long.MIN_VALUE : from.at(zone);
  }

  /** End, exclusive; {@link Long#MAX_VALUE} for until further notice. */
  long end(ZoneId zone) {
    return to == null ? Long.MAX_VALUE : to.at(zone);
  }

  /** Whether any of a local date is between start and end, whatever the weekday. */
  boolean isInForce(LocalDate date, ZoneId zone) {
    long midnight = date.atStartOfDay(zone).toInstant().toEpochMilli();
    long next = date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
    return start(zone) < next && midnight < end(zone);
  }

  static boolean isHoliday(Kind kind) {
    return kind == Kind.HOLIDAY || kind == Kind.SCHOOL_HOLIDAY;
  }

  /** A date and an instant can only be compared once there is a zone. */
  static boolean isReversed(@Nullable Edge from, @Nullable Edge to) {
    if (from instanceof Edge.Midnight first && to instanceof Edge.Midnight last) {
      return !first.date().isBefore(last.date());
    }
    return from instanceof Edge.At first
        && to instanceof Edge.At last
        && first.instant() >= last.instant();
  }
}
