package io.garonne.model.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The five periods of a total, shortest first. Each is a whole number of slots in every zone. */
public enum Period {
  QUARTER_HOUR,
  HOUR,
  DAY,
  MONTH,
  YEAR;

  /** Milliseconds of a slot: 15 minutes, which every zone's midnight falls on. */
  public static final long SLOT = 900_000L;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** As written in topics, exports and options: {@code quarter-hour} … {@code year}. */
  public String label() {
    return label;
  }

  /**
   * The period of this label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Period ofLabel(String label) {
    for (Period period : values()) {
      if (period.label.equals(label)) {
        return period;
      }
    }
    throw new IllegalArgumentException("no such period: " + label);
  }

  /** Start of the slot that an instant falls in; both in milliseconds since 1970 UTC. */
  public static long slotOf(long at) {
    return Math.floorDiv(at, SLOT) * SLOT;
  }

  /**
   * Start of the period that an instant falls in, both in milliseconds since 1970 UTC. Hours are
   * hours of the zone's offset, so an hour of a zone with a half-hour offset starts at its own full
   * hour; the hour that occurs twice in autumn is two hours.
   */
  public long startOf(long at, ZoneId zone) {
    if (this == QUARTER_HOUR) {
      return slotOf(at);
    }
    Instant instant = Instant.ofEpochMilli(at);
    if (this == HOUR) {
      long offset = zone.getRules().getOffset(instant).getTotalSeconds() * 1000L;
      return Math.floorDiv(at + offset, 3_600_000L) * 3_600_000L - offset;
    }
    LocalDateTime day = instant.atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.DAYS);
    LocalDateTime local =
        switch (this) {
          case MONTH -> day.withDayOfMonth(1);
          case YEAR -> day.withDayOfYear(1);
          default -> day;
        };
    return local.atZone(zone).toInstant().toEpochMilli();
  }

  /** End (exclusive) of the period that starts at {@code start}, in milliseconds since 1970 UTC. */
  public long endOf(long start, ZoneId zone) {
    if (this == QUARTER_HOUR) {
      return start + SLOT;
    }
    if (this == HOUR) {
      return start + 3_600_000L;
    }
    ZonedDateTime local = Instant.ofEpochMilli(start).atZone(zone);
    ZonedDateTime next =
        switch (this) {
          case MONTH -> local.plusMonths(1);
          case YEAR -> local.plusYears(1);
          default -> local.plusDays(1);
        };
    // Midnight may not exist (some zones change at 0:00); the day then starts when it can.
    return next.toLocalDate().atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
