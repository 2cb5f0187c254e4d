package io.garonne.model.schedule;

import io.garonne.model.calendar.SiteCalendar.DayKind;
import io.garonne.model.load.DayCurve;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One local day of a printer, of all its meters and counters together, in a third of the memory of
 * a load curve: there may be hundreds of printers with 400 days each. Quarter-hours are counted
 * from local midnight.
 */
final class PrinterDay {
  /** A quarter-hour in seconds: milliwatts × seconds are millijoules. */
  static final long SECONDS = 900;

  static final long UNKNOWN = -1;

  private static final int[] REGULAR = IntStream.range(0, 96).toArray();

  private final LocalDate date;
  private final DayType type;
  private final int[] power;
  private final short[] pages;
  private final int[] slots;

  private PrinterDay(LocalDate date, DayType type, int[] power, short[] pages, int[] slots) {
    this.date = date;
    this.type = type;
    this.power = power;
    this.pages = pages;
    this.slots = slots;
  }

  /** One device's day. */
  static PrinterDay of(DayCurve curve, DayKind kind, ZoneId zone) {
    int quarters = curve.quarters();
    int[] power = new int[quarters];
    short[] pages = new short[quarters];
    for (int q = 0; q < quarters; q++) {
      power[q] = curve.isKnown(q) ? (int) Math.min(curve.power(q), Integer.MAX_VALUE) : -1;
      pages[q] = (short) Math.min(curve.pages(q), Short.MAX_VALUE);
    }
    return new PrinterDay(
        curve.day(), DayType.of(curve.day(), kind), power, pages, slots(curve, zone));
  }

  /** What the local clock shows in each quarter-hour; asked only where the clocks change. */
  private static int[] slots(DayCurve curve, ZoneId zone) {
    if (curve.quarters() == REGULAR.length) {
      return REGULAR;
    }
    int[] slots = new int[curve.quarters()];
    for (int q = 0; q < slots.length; q++) {
      ZonedDateTime at = Instant.ofEpochMilli(curve.startOf(q)).atZone(zone);
      slots[q] = at.getHour() * 4 + at.getMinute() / 15;
    }
    return slots;
  }

  /**
   * The same day of another device of the printer: powers add up, of a plug's and a poller's pages
   * the greater counts, as both count the same.
   *
   * @param here whether this device measures energy on any day: where one that does says nothing,
   *     the power is not known
   * @param there whether the other one does
   */
  PrinterDay with(PrinterDay other, boolean here, boolean there) {
    int[] sum = new int[power.length];
    short[] most = new short[power.length];
    for (int q = 0; q < sum.length; q++) {
      int mine = here ? power[q] : 0;
      int its = there ? other.power[q] : 0;
      sum[q] = mine < 0 || its < 0 || !(here || there) ? -1 : mine + its;
      most[q] = (short) Math.max(pages[q], other.pages[q]);
    }
    return new PrinterDay(date, type, sum, most, slots);
  }

  /** A day of which nothing is known, as long as this one. */
  PrinterDay unknown() {
    int[] none = new int[power.length];
    short[] noPages = new short[power.length];
    Arrays.fill(none, -1);
    Arrays.fill(noPages, (short) -1);
    return new PrinterDay(date, type, none, noPages, slots);
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
    for (int one : power) {
      known += one >= 0 ? 1 : 0;
    }
    return known;
  }

  /** Monday of its week. */
  LocalDate week() {
    return date.minusDays(date.getDayOfWeek().getValue() - 1L);
  }
}
