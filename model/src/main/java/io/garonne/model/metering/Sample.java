package io.garonne.model.metering;

import io.garonne.model.Reading;
import java.util.Objects;
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
 * @param ofRegister what a person said of the register at this instant, or null
 * @param ofPower the same of the power; it is never read by a person, only void
 */
public record Sample(
    long at,
    long energy,
    long power,
    Reading.@Nullable State state,
    long resolution,
    @Nullable Amendment ofRegister,
    @Nullable Amendment ofPower) {

  /** The device did not say. Below every value, so that the greater of the two is what was said. */
  public static final long NONE = Long.MIN_VALUE;

  /**
   * 100 MW in milliwatts. No channel draws more, whatever its rating: above it a power is void, so
   * that the energy of a step always fits a long.
   */
  public static final long MAX_POWER = 100_000_000_000L;

  /** See the fields; written out because a compact constructor loses its parameters' nullness. */
  public Sample(
      long at,
      long energy,
      long power,
      Reading.@Nullable State state,
      long resolution,
      @Nullable Amendment ofRegister,
      @Nullable Amendment ofPower) {
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
    this.ofRegister = ofRegister;
    this.ofPower = ofPower;
  }

  /** What the device said, of which no person has said anything. */
  public Sample(long at, long energy, long power, Reading.@Nullable State state, long resolution) {
    this(at, energy, power, state, resolution, null, null);
  }

  /** What a person said of the register, or of the page counter. */
  public static Sample ofRegister(long at, Amendment amendment) {
    return new Sample(at, NONE, NONE, null, NONE, amendment, null);
  }

  /** What a person said of the power. */
  public static Sample ofPower(long at, Amendment amendment) {
    return new Sample(at, NONE, NONE, null, NONE, null, amendment);
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
    return energy == NONE
        && power == NONE
        && state == null
        && ofRegister == null
        && ofPower == null;
  }

  /**
   * What counts of it once persons have been heard: null if nothing does, as if the instant had
   * never been spoken of. The register of a reading by a person, and of an exchange, is what was
   * said; an exchange says so in {@link #ofRegister()}, and its register is the new meter's.
   */
  @Nullable Sample amended() {
    if (!isAmended()) {
      return this;
    }
    long countedEnergy = energy;
    long countedResolution = resolution;
    Amendment kept = null;
    if (ofRegister != null) {
      switch (ofRegister.kind()) {
        case WITHDRAWN -> {}
        case VOID -> {
          countedEnergy = NONE;
          countedResolution = NONE;
        }
        case MANUAL, EXCHANGE -> {
          boolean exchange = ofRegister.kind() == Amendment.Kind.EXCHANGE;
          countedEnergy = exchange ? ofRegister.first() : ofRegister.last();
          countedResolution = ofRegister.resolution();
          kept = ofRegister;
        }
      }
    }
    boolean powerIsVoid = ofPower != null && ofPower.kind() == Amendment.Kind.VOID;
    Sample counted =
        new Sample(
            at, countedEnergy, powerIsVoid ? NONE : power, state, countedResolution, kept, null);
    return counted.isVoid() ? null : counted;
  }

  /** Whether a person said anything of it. */
  public boolean isAmended() {
    return ofRegister != null || ofPower != null;
  }

  /**
   * When the newest of what persons said of it was recorded, milliseconds since 1970 UTC; {@link
   * #NONE} if none did.
   */
  public long amendedAt() {
    return Math.max(
        ofRegister == null ? NONE : ofRegister.recordedAt(),
        ofPower == null ? NONE : ofPower.recordedAt());
  }

  /** Whether one meter ended here and another began. */
  public boolean isExchange() {
    return ofRegister != null && ofRegister.kind() == Amendment.Kind.EXCHANGE;
  }

  /** Where the old meter of an exchange ended, as a reading. */
  Sample endOfOldMeter() {
    Amendment exchange = Objects.requireNonNull(ofRegister);
    return new Sample(at, exchange.last(), power, state, resolution, ofRegister, null);
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
        Math.max(resolution, sameAt.resolution),
        newer(ofRegister, sameAt.ofRegister),
        newer(ofPower, sameAt.ofPower));
  }

  private static @Nullable Amendment newer(@Nullable Amendment one, @Nullable Amendment other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.join(other);
  }

  private static Reading.@Nullable State later(
      Reading.@Nullable State one, Reading.@Nullable State other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) >= 0 ? one : other;
  }
}
