package io.garonne.model.indicator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carbon of a figure's electricity.
 *
 * @param carbon it, or null: a factor is missing
 * @param factors the factors, by year
 * @param missing years without a factor
 */
public record UseCarbon(@Nullable Carbon carbon, List<YearFactor> factors, List<Integer> missing) {
  public UseCarbon {
    factors = List.copyOf(factors);
    missing = List.copyOf(missing);
  }

  /**
   * A year's factor.
   *
   * @param year year
   * @param grams grams CO₂e per kWh
   * @param source where it is from
   */
  public record YearFactor(int year, double grams, String source) {}
}
