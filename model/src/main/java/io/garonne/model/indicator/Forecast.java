package io.garonne.model.indicator;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What months to come will use, if it goes on: each is its calendar month of the last year, times
 * the mean change from a month to the same one a year later (the mean of the logarithms of those
 * ratios). The range is that of the same with the pairs drawn again, with replacement. Logarithms
 * and powers are those of every Java, to the last digit.
 *
 * @param energy millijoules
 * @param low 2.5 % of the draws are below, millijoules; null where there are less than twelve pairs
 * @param high 2.5 % of the draws are above, millijoules; null where there are less than twelve
 *     pairs
 */
public record Forecast(double energy, @Nullable Double low, @Nullable Double high) {
  private static final int FEWEST_PAIRS = 6;
  private static final int PAIRS_FOR_A_RANGE = 12;
  private static final int DRAWS = 2000;

  /**
   * A forecast.
   *
   * @param known millijoules of months that are known, each above 0
   * @param changes of pairs of a month and the same a year before, in the order of months: the one
   *     by the other, above 0
   * @param first first month that is asked for
   * @param months how many
   * @param seed of the draws: the same gives the same range
   * @return null if there are less than six pairs, or the last twelve months are not all known
   */
  public static @Nullable Forecast of(
      SortedMap<YearMonth, Long> known,
      Collection<Double> changes,
      YearMonth first,
      int months,
      long seed) {
    if (changes.size() < FEWEST_PAIRS) {
      return null;
    }
    SortedMap<Integer, Double> byYearsAhead = byYearsAhead(known, first, months);
    if (byYearsAhead.isEmpty()) {
      return null;
    }
    double[] all = changes.stream().mapToDouble(StrictMath::log).toArray();
    double energy = energy(byYearsAhead, Arrays.stream(all).average().orElseThrow());
    if (all.length < PAIRS_FOR_A_RANGE) {
      return new Forecast(energy, null, null);
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] draws = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      for (int i = 0; i < all.length; i++) {
        sum += all[random.nextInt(all.length)];
      }
      draws[draw] = energy(byYearsAhead, sum / all.length);
    }
    Arrays.sort(draws);
    return new Forecast(energy, draws[DRAWS / 40], draws[DRAWS - 1 - DRAWS / 40]);
  }

  /** Energy of the last year's months that stand for those asked for, by how many years later. */
  private static SortedMap<Integer, Double> byYearsAhead(
      SortedMap<YearMonth, Long> known, YearMonth first, int months) {
    SortedMap<Integer, Double> sums = new TreeMap<>();
    YearMonth last = known.lastKey();
    for (int i = 0; i < months; i++) {
      YearMonth wanted = first.plusMonths(i);
      int years = 0;
      while (wanted.minusYears(years).isAfter(last)) {
        years++;
      }
      Long base = known.get(wanted.minusYears(years));
      if (base == null) {
        return new TreeMap<>();
      }
      sums.merge(years, (double) base, Double::sum);
    }
    return sums;
  }

  private static double energy(SortedMap<Integer, Double> byYearsAhead, double change) {
    double energy = 0;
    for (var year : byYearsAhead.entrySet()) {
      energy += year.getValue() * StrictMath.exp(year.getKey() * change);
    }
    return energy;
  }
}
