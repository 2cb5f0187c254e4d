package io.garonne.model.indicator;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Metered units of a stratum, as far as they are known once single units are not: sums over them.
 *
 * @param meters how many were measured one by one; several units behind one meter are one of these
 * @param units how many units these are
 * @param energy millijoules
 * @param millis unit-milliseconds in service and metered
 * @param energySquares sum of squares of their energies, mJ²
 * @param energyMillis sum of energy × time, mJ·ms
 * @param millisSquares sum of squares of their times, ms²
 */
public record UnitSums(
    int meters,
    int units,
    long energy,
    long millis,
    double energySquares,
    double energyMillis,
    double millisSquares) {

  /** No unit. */
  public static final UnitSums NONE = new UnitSums(0, 0, 0, 0, 0, 0, 0);

  /**
   * The sums of units; the order of the units may show in the last digit of the squares.
   *
   * @param metered the units
   */
  public static UnitSums of(Collection<Stratum.MeteredUnit> metered) {
    UnitSums sums = NONE;
    for (Stratum.MeteredUnit unit : metered) {
      double e = unit.energy();
      double t = unit.millis();
      sums =
          sums.plus(
              new UnitSums(1, unit.units(), unit.energy(), unit.millis(), e * e, e * t, t * t));
    }
    return sums;
  }

  /** Both together. */
  public UnitSums plus(UnitSums other) {
    return new UnitSums(
        meters + other.meters,
        units + other.units,
        energy + other.energy,
        millis + other.millis,
        energySquares + other.energySquares,
        energyMillis + other.energyMillis,
        millisSquares + other.millisSquares);
  }

  /**
   * How far units are from what their time and the mean power would make them, as a share of their
   * mean energy, squared.
   *
   * @return null with less than two meters, or without energy
   */
  public @Nullable Spread spread() {
    if (meters < 2 || energy <= 0 || millis <= 0) {
      return null;
    }
    double power = (double) energy / millis;
    double squares = energySquares - 2 * power * energyMillis + power * power * millisSquares;
    double mean = (double) energy / meters;
    return new Spread(Math.max(0, squares) / (meters - 1) / (mean * mean), meters - 1);
  }

  /**
   * Spread between units.
   *
   * @param relativeVariance variance by the square of the mean, 0 or more
   * @param degrees degrees of freedom that it is known with, above 0
   */
  public record Spread(double relativeVariance, int degrees) {

    /** That of several strata taken as one kind. */
    Spread pooledWith(Spread other) {
      int all = degrees + other.degrees;
      return new Spread(
          (relativeVariance * degrees + other.relativeVariance * other.degrees) / all, all);
    }
  }
}
