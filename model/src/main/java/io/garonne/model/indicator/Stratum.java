package io.garonne.model.indicator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Units that are alike: of one entity and family, and of one model once five of it are metered.
 *
 * <p>What units without a meter use is estimated from those with one, by the ratio of energy to
 * unit-time (W. G. Cochran, Sampling Techniques, 3rd ed., chapter 6; finite-population correction
 * in chapter 2). All units metered, it is their plain sum.
 */
public final class Stratum {
  /** Meters from which on a stratum's own spread is used, and a model is a stratum of its own. */
  public static final int ENOUGH_METERS = 5;

  private Stratum() {}

  /**
   * What one meter measures.
   *
   * @param units how many units are behind it, above 0
   * @param energy millijoules in the time
   * @param millis unit-milliseconds of the time in which they were in service and metered, above 0
   */
  public record MeteredUnit(int units, long energy, long millis) {
    public MeteredUnit {
      if (units < 1 || millis <= 0) {
        throw new IllegalArgumentException("a metered unit without units or metered time");
      }
    }
  }

  /**
   * Energy of a stratum, from its own spread alone.
   *
   * @param units units in service at any time in it, by the inventory
   * @param unitMillis milliseconds of service, summed over units
   * @param metered the units with a meter
   */
  public static Estimate estimate(int units, long unitMillis, List<MeteredUnit> metered) {
    return estimate(units, unitMillis, UnitSums.of(metered), null);
  }

  /**
   * Energy of a stratum.
   *
   * @param units units in service at any time in it, by the inventory
   * @param unitMillis milliseconds of service, summed over units
   * @param metered the units with a meter; more than are in service, or longer, counts as all
   * @param ofFamily the spread between units of this family wherever it is known, or null: it takes
   *     the place of the stratum's own while there are less than {@link #ENOUGH_METERS}
   */
  public static Estimate estimate(
      int units, long unitMillis, UnitSums metered, UnitSums.@Nullable Spread ofFamily) {
    if (metered.meters() == 0) {
      return units == 0 ? Estimate.Known.ZERO : new Estimate.NotMeasured();
    }
    double rate = (double) metered.energy() / metered.millis();
    long extrapolated = Math.round(rate * Math.max(0, unitMillis - metered.millis()));
    return new Estimate.Known(
        metered.energy(), extrapolated, halfWidth(units, unitMillis, metered, ofFamily));
  }

  /**
   * Energy of a stratum of which only the sums are known, and how units of its family differ.
   *
   * @param units units in service, by the inventory
   * @param unitMillis milliseconds of service, summed over units
   * @param metered how many units are metered, above 0
   * @param energy millijoules of these
   * @param millis unit-milliseconds of these, above 0
   * @param ofFamily spread between units of the family, or null: not known
   */
  static Estimate bySpreadOfFamily(
      int units,
      long unitMillis,
      int metered,
      long energy,
      long millis,
      UnitSums.@Nullable Spread ofFamily) {
    double rate = (double) energy / millis;
    long extrapolated = Math.round(rate * Math.max(0, unitMillis - millis));
    double halfWidth =
        metered >= units
            ? 0
            : ofFamily == null
                ? Double.POSITIVE_INFINITY
                : StudentT.quantile975(ofFamily.degrees())
                    * rate
                    * unitMillis
                    * relativeError(units, metered, metered, ofFamily.relativeVariance());
    return new Estimate.Known(energy, extrapolated, halfWidth);
  }

  /**
   * How many units count as metered: no more than the metered time makes whole ones of, rounded,
   * for a meter that said something for a day has not measured its unit. At least one.
   *
   * @param units units in service
   * @param unitMillis milliseconds of service, summed over units
   * @param metered units with a meter that said anything, above 0
   * @param millis unit-milliseconds that these were metered
   */
  static int metered(int units, long unitMillis, int metered, long millis) {
    if (unitMillis <= 0) {
      return metered;
    }
    long whole = Math.round((double) millis / unitMillis * units);
    return (int) Math.max(1, Math.min(metered, whole));
  }

  private static double halfWidth(
      int units, long unitMillis, UnitSums metered, UnitSums.@Nullable Spread ofFamily) {
    int saw = metered(units, unitMillis, metered.units(), metered.millis());
    if (saw >= units) {
      // Gaps of metered units are time, not sample: the unit itself is the best guess for them.
      return 0;
    }
    // Several units behind one meter are one of its kind.
    int meters = (int) Math.max(1, Math.round((double) metered.meters() * saw / metered.units()));
    UnitSums.Spread own = metered.spread();
    UnitSums.Spread spread =
        own == null || (meters < ENOUGH_METERS && ofFamily != null) ? ofFamily : own;
    if (spread == null) {
      return Double.POSITIVE_INFINITY;
    }
    double whole = (double) metered.energy() / metered.millis() * unitMillis;
    return StudentT.quantile975(spread.degrees())
        * whole
        * relativeError(units, saw, meters, spread.relativeVariance());
  }

  /** Standard error by the energy. */
  private static double relativeError(int units, int metered, int meters, double variance) {
    return Math.sqrt((1 - (double) metered / units) * variance / meters);
  }

  /**
   * How many units a stratum needs with a meter of their own, so that its half-width is at most a
   * share of its energy: {@link #estimate}'s half-width solved for the number of units.
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
      double error = relativeError(units, n, n, spread * spread);
      if (StudentT.quantile975(n - 1) * error <= halfWidth) {
        return n;
      }
    }
    return units;
  }
}
