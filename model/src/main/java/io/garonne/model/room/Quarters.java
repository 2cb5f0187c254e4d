package io.garonne.model.room;

import io.garonne.model.load.DayCurve;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** Load curves of several meters of one thing, added up quarter-hour by quarter-hour. */
final class Quarters {
  private final Map<Object, Integer> curves = new HashMap<>();
  private final NavigableMap<Long, Quarter> quarters = new TreeMap<>();

  /**
   * One quarter-hour.
   *
   * @param power milliwatts, the sum of the curves that are known
   * @param curves how many are
   */
  record Quarter(long power, int curves) {
    Quarter plus(Quarter other) {
      return new Quarter(power + other.power, curves + other.curves);
    }
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
        quarters.merge(start, new Quarter(day.power(q), 1), Quarter::plus);
        curves.merge(curve, 1, Integer::sum);
      }
    }
  }

  /** Those of which anything is known, by start. */
  NavigableMap<Long, Quarter> known() {
    return quarters;
  }

  /** Whether every curve is known in a quarter-hour. */
  boolean isWhole(Quarter quarter) {
    return quarter.curves == curves.size();
  }
}
