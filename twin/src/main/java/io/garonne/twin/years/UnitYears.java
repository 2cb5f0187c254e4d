package io.garonne.twin.years;

import io.garonne.model.indicator.Stratum;
import io.garonne.model.indicator.StratumSample;
import io.garonne.model.inventory.Family;
import io.garonne.twin.Draw;

/**
 * What single units use. Invented: a unit keeps its level (logarithmically normal, by its kind's
 * spread), which changes by 12 % from the first year to the second, for people and habits change;
 * each half month differs by another 15 % (weeks by 20 %).
 */
final class UnitYears {
  private static final double YEAR_MILLIS = 365 * 86_400_000.0;
  private static final double MILLIJOULES = 3.6e9;
  private static final double HABITS = 0.12;
  private static final double HALF_MONTHS = 0.15;

  private final Conditions conditions;
  private final long seed;

  UnitYears(Conditions conditions, long seed) {
    this.conditions = conditions;
    this.seed = seed;
  }

  /** Millijoules by half month. */
  double[] energy(Unit unit) {
    double spread = unit.kind().spread();
    double sigma = Math.sqrt(StrictMath.log(1 + spread * spread));
    Draw draw = Draw.of(seed, unit.person());
    double level = StrictMath.exp(sigma * draw.normal() - sigma * sigma / 2);
    double later = level * StrictMath.exp(HABITS * draw.normal() - HABITS * HABITS / 2);
    double[] factors = conditions.factors(unit.entity(), unit.kind());
    double[] energy = new double[Halves.COUNT];
    for (int half = unit.from(); half < unit.to(); half++) {
      double noise = Math.max(0.1, 1 + HALF_MONTHS * middling(draw));
      energy[half] =
          unit.kind().kwhPerYear()
              * MILLIJOULES
              * (Halves.millis(half) / YEAR_MILLIS)
              * factors[half]
              * (half < Halves.COUNT / 2 ? level : later)
              * noise;
    }
    return energy;
  }

  /** Mean 0, standard deviation 1, and cheap: nearly normal. */
  private static double middling(Draw draw) {
    return (draw.uniform() + draw.uniform() + draw.uniform() + draw.uniform() - 2) * Math.sqrt(3);
  }

  /**
   * Cooling: 15 % of what it cools, and in a usual year another 20 %, by degree days.
   *
   * @param cooled millijoules of the servers
   */
  double[] cooling(Unit unit, double[] cooled) {
    double ofYear = 0;
    for (int half = 0; half < Halves.COUNT / 2; half++) {
      ofYear += cooled[half];
    }
    double[] energy = new double[Halves.COUNT];
    for (int half = unit.from(); half < unit.to(); half++) {
      double hot = conditions.degreeDays(half) / Conditions.USUAL_DEGREE_DAYS;
      energy[half] = 0.15 * cooled[half] + 0.2 * ofYear * hot;
    }
    return energy;
  }

  /** Share of a half month that a meter tells of: three of a hundred times, a third is missing. */
  double knownShare(Unit unit, int half) {
    return Draw.of(seed, ~unit.person(), half).chance(0.03) ? 2.0 / 3 : 1;
  }

  static StratumSample.Unit sampled(Unit unit, String family, long energy, long millis) {
    return new StratumSample.Unit(
        unit.name(),
        unit.entity(),
        family,
        unit.kind().model(),
        new Stratum.MeteredUnit(1, energy, millis),
        20_000,
        family.equals(Family.WORKSTATIONS.label()));
  }
}
