package io.garonne.model.schedule;

import io.garonne.model.calendar.SiteCalendar.DayKind;
import io.garonne.model.load.DayCurve;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * One local day of a printer, of all its meters and counters together. Quarter-hours are counted
 * from local midnight.
 */
final class PrinterDay {
  /** A quarter-hour in seconds: milliwatts × seconds are millijoules. */
  static final long SECONDS = 900;

  static final long UNKNOWN = -1;

  private final LocalDate date;
  private final DayType type;
  private final long[] power;
  private final long[] pages;
  private final int[] slots;

  private PrinterDay(LocalDate date, DayType type, long[] power, long[] pages, int[] slots) {
    this.date = date;
    this.type = type;
    this.power = power;
    this.pages = pages;
    this.slots = slots;
  }

  /**
   * Adds up what is known of a day.
   *
   * @param meters curves of the devices that measure its energy: where one of them says nothing,
   *     the power is not known
   * @param counters curves of the devices that count its pages
   * @param any one of them
   */
  static PrinterDay of(
      List<DayCurve> meters, List<DayCurve> counters, DayCurve any, DayKind kind, ZoneId zone) {
    int quarters = any.quarters();
    long[] power = new long[quarters];
    long[] pages = new long[quarters];
    int[] slots = new int[quarters];
    for (int q = 0; q < quarters; q++) {
      long sum = meters.isEmpty() ? UNKNOWN : 0;
      for (DayCurve meter : meters) {
        sum = sum < 0 || !meter.isKnown(q) ? UNKNOWN : sum + meter.power(q);
      }
      power[q] = sum;
      long printed = UNKNOWN;
      for (DayCurve counter : counters) {
        long more = counter.pages(q);
        // Two that count the same printer say the same: the plug and the poller.
        printed = Math.max(printed, more);
      }
      pages[q] = printed;
      ZonedDateTime at = Instant.ofEpochMilli(any.startOf(q)).atZone(zone);
      slots[q] = at.getHour() * 4 + at.getMinute() / 15;
    }
    return new PrinterDay(any.day(), DayType.of(any.day(), kind), power, pages, slots);
  }

  LocalDate date() {
    return date;
  }

  DayType type() {
    return type;
  }

  int quarters() {
    return power.length;
  }

  boolean isKnown(int quarter) {
    return power[quarter] >= 0;
  }

  /** Mean milliwatts, or {@link #UNKNOWN}. */
  long power(int quarter) {
    return power[quarter];
  }

  /** Impressions, or {@link #UNKNOWN}. */
  long pages(int quarter) {
    return pages[quarter];
  }

  /** Quarter-hour of the local clock, 0 to 95: one may occur twice a day, or not at all. */
  int slot(int quarter) {
    return slots[quarter];
  }

  int known() {
    int known = 0;
    for (long one : power) {
      known += one >= 0 ? 1 : 0;
    }
    return known;
  }

  /** Monday of its week. */
  LocalDate week() {
    return date.minusDays(date.getDayOfWeek().getValue() - 1L);
  }
}
