package io.garonne.model.indicator;

import java.util.List;

/**
 * Units that are alike: of one entity and family, and of one model once five of it are metered.
 *
 * <p>What units without a meter use is estimated from those with one, by the ratio of energy to
 * unit-days (W. G. Cochran, Sampling Techniques, 3rd ed., chapter 6; finite-population correction
 * in chapter 2). All units metered, it is their plain sum.
 */
public final class Stratum {
  private Stratum() {}

  /**
   * A unit with a meter.
   *
   * @param energy millijoules in the time
   * @param days days of the time in which it was in service and metered, above 0
   */
  public record MeteredUnit(long energy, double days) {
    public MeteredUnit {
      if (!(days > 0)) {
        throw new IllegalArgumentException("a metered unit without metered time");
      }
    }
  }

  /**
   * Energy of a stratum.
   *
   * @param units units in service at any time in it, by the inventory
   * @param unitDays days of service, summed over units
   * @param metered the units with a meter
   * @throws IllegalArgumentException if more is metered than there is
   */
  public static Estimate estimate(int units, double unitDays, List<MeteredUnit> metered) {
    if (units == 0) {
      return Estimate.Known.ZERO;
    }
    if (metered.isEmpty()) {
      return new Estimate.NotMeasured();
    }
    int n = metered.size();
    long energy = metered.stream().mapToLong(MeteredUnit::energy).sum();
    double days = metered.stream().mapToDouble(MeteredUnit::days).sum();
    if (n > units || days > unitDays * (1 + 1e-9)) {
      throw new IllegalArgumentException("more units or days are metered than are in service");
    }
    double perDay = energy / days;
    long extrapolated = Math.round(perDay * Math.max(0, unitDays - days));
    if (n == units) {
      // Gaps of metered units are time, not sample: the unit itself is the best guess for them.
      return new Estimate.Known(energy, extrapolated, 0);
    }
    if (n == 1) {
      return new Estimate.Known(energy, extrapolated, Double.POSITIVE_INFINITY);
    }
    double squares = 0;
    for (MeteredUnit unit : metered) {
      double residual = unit.energy() - perDay * unit.days();
      squares += residual * residual;
    }
    double variance = squares / (n - 1);
    double correction = 1 - (double) n / units;
    double meanDays = days / n;
    double ofPerDay = Math.sqrt(correction * variance / n) / meanDays;
    return new Estimate.Known(
        energy, extrapolated, StudentT.quantile975(n - 1) * unitDays * ofPerDay);
  }

  /**
   * How many units a stratum needs with a meter, so that its half-width is at most a share of its
   * energy. Solves {@link #estimate}'s half-width for the number of units, by Student's t.
   *
   * @param units units in service, above 0
   * @param spread standard deviation between units by their mean, 0 or more
   * @param halfWidth wanted half-width by the energy, above 0
   */
  public static int unitsNeeded(int units, double spread, double halfWidth) {
    if (spread == 0) {
      return 1;
    }
    for (int n = 2; n < units; n++) {
      double correction = 1 - (double) n / units;
      if (StudentT.quantile975(n - 1) * spread * Math.sqrt(correction / n) <= halfWidth) {
        return n;
      }
    }
    return units;
  }
}
