package io.garonne.model.room;

import io.garonne.model.load.DayCurve;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * Load curves of several meters of one thing, added up quarter-hour by quarter-hour. Ten bytes for
 * each between the first and the last: there are as many of these as racks, strips and servers.
 */
final class Quarters {
  private final Set<Object> curves = new HashSet<>();
  private long base;
  private long[] powers = {};
  private short[] known = {};
  private final int expected;

  /**
   * Of a thing.
   *
   * @param expected how many curves it has, also those that say nothing
   */
  Quarters(int expected) {
    this.expected = expected;
  }

  private int all() {
    return Math.max(expected, curves.size());
  }

  /** Takes a quarter-hour of which anything is known. */
  interface Visitor {
    /**
     * One quarter-hour.
     *
     * @param start its start, milliseconds since 1970 UTC
     * @param power milliwatts, the sum of the curves that are known
     * @param whole whether all of them are
     */
    void quarter(long start, long power, boolean whole);
  }

  /**
   * Adds a day of a curve.
   *
   * @param curve tells curves apart
   * @param wanted which quarter-hours are, by their start
   */
  void add(Object curve, DayCurve day, LongPredicate wanted) {
    for (int q = 0; q < day.quarters(); q++) {
      long start = day.startOf(q);
      if (day.isKnown(q) && wanted.test(start)) {
        cover(day.start(), day.quarters());
        int index = (int) ((start - base) / DayCurve.QUARTER);
        powers[index] = Loads.together(powers[index], day.power(q));
        known[index]++;
        curves.add(curve);
      }
    }
  }

  /** Makes room for so many quarter-hours from one on. */
  private void cover(long from, int count) {
    if (powers.length == 0) {
      base = from;
    }
    int before = (int) Math.max(0, (base - from) / DayCurve.QUARTER);
    int end = (int) ((from - base) / DayCurve.QUARTER) + count;
    if (before == 0 && end <= powers.length) {
      return;
    }
    // Days come in their order: half as much again saves most of the copies.
    int length = Math.max(powers.length, end) + before;
    int room = before > 0 || powers.length == 0 ? length : length + powers.length / 2;
    long[] wider = new long[room];
    short[] widerKnown = new short[room];
    System.arraycopy(powers, 0, wider, before, powers.length);
    System.arraycopy(known, 0, widerKnown, before, known.length);
    powers = wider;
    known = widerKnown;
    base -= before * DayCurve.QUARTER;
  }

  /** Shows those of which anything is known, in their order. */
  void each(Visitor visitor) {
    for (int i = 0; i < powers.length; i++) {
      if (known[i] > 0) {
        visitor.quarter(base + i * DayCurve.QUARTER, powers[i], known[i] == all());
      }
    }
  }

  /** Powers of the quarter-hours in which every curve is known, in milliwatts, the least first. */
  long[] sorted() {
    long[] all = new long[powers.length];
    int count = 0;
    for (int i = 0; i < powers.length; i++) {
      if (known[i] > 0 && known[i] == all()) {
        all[count++] = powers[i];
      }
    }
    long[] sorted = Arrays.copyOf(all, count);
    Arrays.sort(sorted);
    return sorted;
  }
}
