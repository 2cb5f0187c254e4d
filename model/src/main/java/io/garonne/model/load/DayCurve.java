package io.garonne.model.load;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * The load curve of one device in one local day: its quarter-hours from local midnight on, 96 of
 * them, or 92 and 100 when clocks change. Immutable.
 */
public final class DayCurve {
  /** A quarter-hour in milliseconds. */
  public static final long QUARTER = 900_000L;

  private final LocalDate day;
  private final long start;
  private final long[] energy;
  private final long[] booked;
  private final long[] pages;

  private DayCurve(LocalDate day, long start, long[] energy, long[] booked, long[] pages) {
    this.day = day;
    this.start = start;
    this.energy = energy;
    this.booked = booked;
    this.pages = pages;
  }

  /** A day of which nothing is known. */
  public static DayCurve unknown(LocalDate day, ZoneId zone) {
    long start = day.atStartOfDay(zone).toInstant().toEpochMilli();
    long end = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
    int quarters = Math.toIntExact((end - start) / QUARTER);
    long[] noPages = new long[quarters];
    Arrays.fill(noPages, -1);
    return new DayCurve(day, start, new long[quarters], new long[quarters], noPages);
  }

  /**
   * A day from its quarter-hours, in order.
   *
   * @param energy millijoules
   * @param booked milliseconds for which the energy is known
   * @param pages impressions, or −1
   * @throws IllegalArgumentException if the day has another number of quarter-hours
   */
  public static DayCurve of(
      LocalDate day, ZoneId zone, long[] energy, long[] booked, long[] pages) {
    DayCurve of = unknown(day, zone);
    if (energy.length != of.quarters()
        || booked.length != of.quarters()
        || pages.length != of.quarters()) {
      throw new IllegalArgumentException(day + " has " + of.quarters() + " quarter-hours");
    }
    return new DayCurve(day, of.start, energy.clone(), booked.clone(), pages.clone());
  }

  /**
   * The same with one quarter-hour said anew.
   *
   * @param at its start, milliseconds since 1970 UTC
   * @param newEnergy millijoules booked in it, measured or interpolated
   * @param newBooked milliseconds of it inside booked steps; 0: nothing is known of it
   * @param newPages impressions printed in it, or −1: no page counter was read
   * @throws IllegalArgumentException if it is not in this day
   */
  public DayCurve with(long at, long newEnergy, long newBooked, long newPages) {
    int index = index(at);
    long[] energies = energy.clone();
    long[] times = booked.clone();
    long[] printed = pages.clone();
    energies[index] = newEnergy;
    times[index] = newBooked;
    printed[index] = newPages;
    return new DayCurve(day, start, energies, times, printed);
  }

  private int index(long at) {
    long index = Math.floorDiv(at - start, QUARTER);
    if (index < 0 || index >= energy.length) {
      throw new IllegalArgumentException("not in " + day);
    }
    return (int) index;
  }

  /** The local day. */
  public LocalDate day() {
    return day;
  }

  /** Local midnight, milliseconds since 1970 UTC. */
  public long start() {
    return start;
  }

  /** How many quarter-hours the day has. */
  public int quarters() {
    return energy.length;
  }

  /** Start of a quarter-hour, counted from 0, milliseconds since 1970 UTC. */
  public long startOf(int quarter) {
    return start + quarter * QUARTER;
  }

  /** Millijoules booked in a quarter-hour; 0 also where nothing is known. */
  public long energy(int quarter) {
    return energy[quarter];
  }

  /** Milliseconds of a quarter-hour for which its energy is known; 0 to {@link #QUARTER}. */
  public long booked(int quarter) {
    return booked[quarter];
  }

  /** Whether more than half of a quarter-hour is known. */
  public boolean isKnown(int quarter) {
    return booked[quarter] * 2 > QUARTER;
  }

  /** Mean power of a quarter-hour in milliwatts, over the time that is known; 0 if none is. */
  public long power(int quarter) {
    return booked[quarter] == 0 ? 0 : Math.round(energy[quarter] * 1000.0 / booked[quarter]);
  }

  /** Impressions printed in a quarter-hour, or −1: no page counter was read. */
  public long pages(int quarter) {
    return pages[quarter];
  }

  /** Whether nothing is known of any quarter-hour. */
  public boolean isUnknown() {
    return Arrays.stream(booked).allMatch(b -> b == 0) && Arrays.stream(pages).allMatch(p -> p < 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DayCurve of
        && start == of.start
        && day.equals(of.day)
        && Arrays.equals(energy, of.energy)
        && Arrays.equals(booked, of.booked)
        && Arrays.equals(pages, of.pages);
  }

  @Override
  public int hashCode() {
    return day.hashCode() * 31 + Arrays.hashCode(energy);
  }

  @Override
  public String toString() {
    return day + " " + Arrays.stream(energy).sum() + " mJ";
  }
}
