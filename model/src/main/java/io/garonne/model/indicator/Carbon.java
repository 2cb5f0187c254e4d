package io.garonne.model.indicator;

import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Carbon of electricity use: consumption mix at the socket, life-cycle, location-based; guarantees
 * of origin are not deducted.
 *
 * @param atReferenceFactor grams CO₂e at the factor of the reference year: the headline
 * @param atEachYearsFactor grams CO₂e at the factor of each month's own year
 */
public record Carbon(double atReferenceFactor, double atEachYearsFactor) {

  private static final double MILLIGRAMS = 1000;

  /** What the grid did, not the programme: grams CO₂e. */
  public double gridEffect() {
    return toMilligrams(atEachYearsFactor - atReferenceFactor);
  }

  /** Grams to the milligram: nobody weighs less, and what binary fractions add is no weight. */
  static double toMilligrams(double grams) {
    return Math.rint(grams * MILLIGRAMS) / MILLIGRAMS;
  }

  /**
   * Carbon of months.
   *
   * @param energy millijoules of each month
   * @param factors grams CO₂e per kWh, by year
   * @return null if the factor of a year is missing
   */
  public static @Nullable Carbon of(
      Map<YearMonth, Long> energy, int referenceYear, Map<Integer, Double> factors) {
    Double reference = factors.get(referenceYear);
    double atReference = 0;
    double atEach = 0;
    for (Map.Entry<YearMonth, Long> month : new TreeMap<>(energy).entrySet()) {
      Double own = factors.get(month.getKey().getYear());
      if (reference == null || own == null) {
        return null;
      }
      double kilowattHours = month.getValue() / 3.6e9;
      atReference += kilowattHours * reference;
      atEach += kilowattHours * own;
    }
    return new Carbon(toMilligrams(atReference), toMilligrams(atEach));
  }
}
