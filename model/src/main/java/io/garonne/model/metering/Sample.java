package io.garonne.model.metering;

import io.garonne.model.Reading;
import org.jspecify.annotations.Nullable;

/**
 * One instant of one channel as the meter sees it: what is left of a reading once M1 has removed
 * what cannot be, joined with everything else the channel said of that instant.
 *
 * @param at milliseconds since 1970 UTC, event time
 * @param energy register in millijoules, at least 0; {@link #NONE} if not said
 * @param power milliwatts, 0 to {@link #MAX_POWER}; {@link #NONE} if not said
 * @param state what the device said of itself, or null
 * @param resolution smallest step of the register in millijoules, greater than 0; {@link #NONE} if
 *     not said
 */
public record Sample(
    long at, long energy, long power, Reading.@Nullable State state, long resolution) {

  /** The device did not say. Below every value, so that the greater of the two is what was said. */
  public static final long NONE = Long.MIN_VALUE;

  /**
   * 100 MW in milliwatts. No channel draws more, whatever its rating: above it a power is void, so
   * that the energy of a step always fits a long.
   */
  public static final long MAX_POWER = 100_000_000_000L;

  /** See the fields; written out because a compact constructor loses its parameters' nullness. */
  public Sample(long at, long energy, long power, Reading.@Nullable State state, long resolution) {
    if (energy < 0 && energy != NONE) {
      throw new IllegalArgumentException("energy below 0: " + energy);
    }
    if ((power < 0 && power != NONE) || power > MAX_POWER) {
      throw new IllegalArgumentException("no such power: " + power);
    }
    if (resolution <= 0 && resolution != NONE) {
      throw new IllegalArgumentException("resolution not above 0: " + resolution);
    }
    this.at = at;
    this.energy = energy;
    this.power = power;
    this.state = state;
    this.resolution = resolution;
  }

  /**
   * What the meter uses of a reading. Void, and so left out, are a negative power, a power above
   * 1.5 times a stated rating and one above {@link #MAX_POWER}; a channel without a register has no
   * energy.
   */
  public static Sample of(Reading reading, MeterProfile profile) {
    Long energy = profile.register() == MeterProfile.Register.NO ? null : reading.energy();
    Long power = reading.power();
    Long resolution = energy == null ? null : reading.resolution();
    return new Sample(
        reading.at(),
        energy == null ? NONE : energy,
        power == null || !isPower(power, profile) ? NONE : power,
        reading.state(),
        resolution == null ? NONE : resolution);
  }

  /**
   * The page counter of a reading, as a sample of a meter of its own (see {@link
   * MeterProfile#ofPages()}): its energy is the count, of what {@link PageCounter} says. Null where
   * the reading has none.
   */
  public static @Nullable Sample ofPages(Reading reading) {
    Long pages = reading.pages();
    return pages == null ? null : new Sample(reading.at(), pages, NONE, null, NONE);
  }

  /** M1: whether a power in milliwatts can be one. */
  static boolean isPower(long power, MeterProfile profile) {
    return power >= 0
        && power <= MAX_POWER
        && !(profile.ratingStated() && isAboveRating(power, profile));
  }

  /** Whether a power in milliwatts, at least 0, is above 1.5 times the rating. */
  static boolean isAboveRating(long power, MeterProfile profile) {
    return power - profile.ratedPower() > profile.ratedPower() / 2;
  }

  /** Whether nothing is left that the meter uses. */
  public boolean isVoid() {
    return energy == NONE && power == NONE && state == null;
  }

  /**
   * Both in one, field by field, the greater winning (of states the one that {@link Reading.State}
   * lists later). Commutative, associative and idempotent: neither order nor repetition of arrival
   * can be seen in the result.
   *
   * @throws IllegalArgumentException if the other is of another instant
   */
  public Sample join(Sample sameAt) {
    if (sameAt.at != at) {
      throw new IllegalArgumentException("not of the same instant: " + at + ", " + sameAt.at);
    }
    return new Sample(
        at,
        Math.max(energy, sameAt.energy),
        Math.max(power, sameAt.power),
        later(state, sameAt.state),
        Math.max(resolution, sameAt.resolution));
  }

  private static Reading.@Nullable State later(
      Reading.@Nullable State one, Reading.@Nullable State other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) >= 0 ? one : other;
  }
}
