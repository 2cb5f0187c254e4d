package io.garonne.model.offhours;

import io.garonne.model.indicator.HalfMonth;
import io.garonne.model.load.DayCurve;
import io.garonne.model.load.LoadHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The load curve of several devices together in the days of half a month that are over. One thread.
 *
 * <p>Where a device is silent for a while, its own median of the half stands in for it in the curve
 * (not in the energy): with 0, every gap of a large one would look like the base load.
 */
final class HalfCurve {
  /** Share of quarter-hours that a base load is the lowest of. */
  static final double BASE_QUANTILE = 0.05;

  /** Share of the meters' time that must be known of a quarter-hour, so that it says something. */
  private static final double ENOUGH_KNOWN = 0.5;

  private final long start;
  private final ZoneId zone;
  private final LocalDate first;
  private final LocalDate until;
  private final long[] off;
  private final long[] power;
  private final long[] known;
  private final long[] expected;
  private final long[] offEnergyByDay;
  private final Map<String, BitSet> units = new TreeMap<>();
  private final Map<String, Integer> quantities = new TreeMap<>();
  private long energy;

  /**
   * @param until the day after the last one that is over
   * @param off milliseconds of off-hours in each quarter-hour
   */
  HalfCurve(HalfMonth half, LocalDate until, ZoneId zone, long[] off) {
    this.start = half.startIn(zone);
    this.zone = zone;
    this.first = half.start();
    this.until = until;
    this.off = off;
    long end = until.atStartOfDay(zone).toInstant().toEpochMilli();
    int quarters = Math.toIntExact((end - start) / DayCurve.QUARTER);
    this.power = new long[quarters];
    this.known = new long[quarters];
    this.expected = new long[quarters];
    this.offEnergyByDay = new long[Math.toIntExact(ChronoUnit.DAYS.between(first, until))];
  }

  /** Adds a device. */
  void add(LoadHistory history, List<Equipment.Time> expectedTimes, String unit, int quantity) {
    long[] powers = new long[power.length];
    BitSet said = new BitSet();
    boolean any = false;
    for (LocalDate day = first; day.isBefore(until); day = day.plusDays(1)) {
      DayCurve curve = history.days().get(day);
      if (curve != null) {
        for (int quarter = 0; quarter < curve.quarters(); quarter++) {
          int at = Math.toIntExact((curve.startOf(quarter) - start) / DayCurve.QUARTER);
          long booked = curve.booked(quarter);
          if (booked > 0) {
            any = true;
            known[at] += booked;
            expected[at] += booked;
            energy = Math.addExact(energy, curve.energy(quarter));
            int ofMonth = day.getDayOfMonth() - first.getDayOfMonth();
            offEnergyByDay[ofMonth] += share(curve.energy(quarter), off[at]);
          }
          if (curve.isKnown(quarter)) {
            said.set(at);
            powers[at] = curve.power(quarter);
          }
        }
      }
    }
    BitSet expectedAt = expectedAt(expectedTimes);
    if (!said.isEmpty()) {
      fill(powers, said, expectedAt);
    }
    expect(history, expectedAt);
    if (any) {
      units.computeIfAbsent(unit, u -> new BitSet()).or(said);
      quantities.merge(unit, quantity, Math::max);
    }
  }

  /** Energy by time: in two steps, as no long holds the product of what a register may jump by. */
  private static long share(long energy, long millis) {
    return energy / DayCurve.QUARTER * millis
        + energy % DayCurve.QUARTER * millis / DayCurve.QUARTER;
  }

  private BitSet expectedAt(List<Equipment.Time> times) {
    BitSet at = new BitSet();
    for (int quarter = 0; quarter < power.length; quarter++) {
      long begins = start + quarter * DayCurve.QUARTER;
      if (times.stream().anyMatch(time -> time.has(begins))) {
        at.set(quarter);
      }
    }
    return at;
  }

  private void fill(long[] powers, BitSet said, BitSet expectedAt) {
    long median = quantile(said.stream().mapToLong(at -> powers[at]).toArray(), 0.5);
    for (int at = 0; at < power.length; at++) {
      power[at] += said.get(at) ? powers[at] : expectedAt.get(at) ? median : 0;
    }
  }

  /** What is booked is expected as well, whatever the tables say now. */
  private void expect(LoadHistory history, BitSet expectedAt) {
    for (int at = expectedAt.nextSetBit(0); at >= 0; at = expectedAt.nextSetBit(at + 1)) {
      long begins = start + at * DayCurve.QUARTER;
      LocalDate day = Instant.ofEpochMilli(begins).atZone(zone).toLocalDate();
      DayCurve curve = history.days().get(day);
      long booked =
          curve == null
              ? 0
              : curve.booked(Math.toIntExact((begins - curve.start()) / DayCurve.QUARTER));
      expected[at] += DayCurve.QUARTER - booked;
    }
  }

  /** Adds others' curve of the same days. */
  void add(HalfCurve other) {
    for (int at = 0; at < power.length; at++) {
      power[at] += other.power[at];
      known[at] += other.known[at];
      expected[at] += other.expected[at];
    }
    for (int day = 0; day < offEnergyByDay.length; day++) {
      offEnergyByDay[day] += other.offEnergyByDay[day];
    }
    other.units.forEach((unit, said) -> units.computeIfAbsent(unit, u -> new BitSet()).or(said));
    other.quantities.forEach((unit, quantity) -> quantities.merge(unit, quantity, Math::max));
    energy = Math.addExact(energy, other.energy);
  }

  /** Units that anything is known of, one for each meter or asset. */
  int meteredOneByOne() {
    return units.size();
  }

  /** The units behind them. */
  int units() {
    return quantities.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Millijoules. */
  long energy() {
    return energy;
  }

  /** Millijoules of off-hours by day, from the first. */
  long[] offEnergyByDay() {
    return offEnergyByDay.clone();
  }

  /** Milliseconds known. */
  long knownMillis() {
    return Arrays.stream(known).sum();
  }

  /** Milliseconds that should be. */
  long expectedMillis() {
    return Arrays.stream(expected).sum();
  }

  /** Milliseconds of off-hours known, summed over units; two feeds of a unit are one. */
  long offUnitMillis() {
    long sum = 0;
    for (Map.Entry<String, BitSet> unit : units.entrySet()) {
      long millis = unit.getValue().stream().mapToLong(at -> off[at]).sum();
      sum += millis * quantities.getOrDefault(unit.getKey(), 1);
    }
    return sum;
  }

  /**
   * What they always draw.
   *
   * @param power milliwatts
   * @param mean milliwatts that they draw together in the mean of the same quarter-hours
   * @param millis milliseconds that it holds for; 0: it is not known
   */
  record BaseLoad(long power, long mean, long millis) {}

  /** The base load: unknown where less than half of the quarter-hours say something. */
  BaseLoad base() {
    long[] usable =
        IntStream.range(0, power.length)
            .filter(at -> expected[at] > 0 && known[at] >= ENOUGH_KNOWN * expected[at])
            .mapToLong(at -> power[at])
            .toArray();
    return usable.length * 2 < power.length || usable.length == 0
        ? new BaseLoad(0, 0, 0)
        : new BaseLoad(
            quantile(usable, BASE_QUANTILE),
            Math.round(Arrays.stream(usable).average().orElse(0)),
            power.length * DayCurve.QUARTER);
  }

  /** The nearest-rank quantile of some values, at least one. */
  static long quantile(long[] values, double quantile) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(quantile * sorted.length) - 1)];
  }
}
