package io.garonne.model.metering;

import io.garonne.model.Units;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a channel's meter beforehand. Never learned from readings, so that it cannot
 * depend on their order.
 *
 * @param ratedPower milliwatts, greater than 0
 * @param ratingStated whether somebody stated the rating; only then does M1 refuse power above 1.5
 *     times of it
 * @param resolution millijoules, greater than 0; null: as the reading's decoder says, else 1 Wh
 * @param modulus millijoules at which the register starts again from 0, or null if not known
 * @param register whether the channel has an energy register
 * @param reporting when the device reports
 * @param interval milliseconds between readings as configured on the device, greater than 0
 * @param maxGap milliseconds; a longer silence is not covered
 * @param counted what the register counts
 * @param sheetRate impressions for a hundred sheets of paper, 100 to 200, as somebody declared it;
 *     0: nobody did
 */
public record MeterProfile(
    long ratedPower,
    boolean ratingStated,
    @Nullable Long resolution,
    @Nullable Long modulus,
    Register register,
    Reporting reporting,
    long interval,
    long maxGap,
    Counted counted,
    long sheetRate) {

  /** What a register counts: everything that is in millijoules otherwise is in this. */
  public enum Counted {
    ENERGY,
    /** Printed sides; power is impressions a second, as a milliwatt is a millijoule a second. */
    IMPRESSIONS
  }

  /** Whether a channel has an energy register. */
  public enum Register {
    YES,
    NO,
    AUTO
  }

  /** When a device reports. */
  public enum Reporting {
    PERIODIC,
    ON_CHANGE
  }

  /** Milliwatts a socket of 16 A at 230 V carries. */
  public static final long DEFAULT_RATED_POWER = 3_680_000L;

  /**
   * 5 impressions a second: 300 a minute, about what the fastest cut-sheet machines print. A page
   * counter that gains more (and a tenth of it, M3) cannot have counted it. An office printer does
   * a fifth of that; but nobody states the speed of each, and a limit that is too low loses pages.
   */
  public static final long FASTEST_PRINTER = 5L;

  /** 1 Wh, for a register of which nobody stated the resolution. */
  public static final long DEFAULT_RESOLUTION = Units.MILLIJOULES_PER_WH;

  /** Milliseconds. */
  public static final long DEFAULT_INTERVAL = 60_000L;

  /** Milliseconds, periodic reporting. */
  public static final long DEFAULT_MAX_GAP = 600_000L;

  /** Milliseconds, reporting on change. */
  public static final long DEFAULT_MAX_GAP_ON_CHANGE = 3_900_000L;

  /** A channel of which nothing is stated. */
  public static final MeterProfile DEFAULT =
      new MeterProfile(
          DEFAULT_RATED_POWER,
          false,
          null,
          null,
          Register.AUTO,
          Reporting.PERIODIC,
          DEFAULT_INTERVAL,
          DEFAULT_MAX_GAP);

  /** A meter of energy. */
  public MeterProfile(
      long ratedPower,
      boolean ratingStated,
      @Nullable Long resolution,
      @Nullable Long modulus,
      Register register,
      Reporting reporting,
      long interval,
      long maxGap) {
    this(
        ratedPower,
        ratingStated,
        resolution,
        modulus,
        register,
        reporting,
        interval,
        maxGap,
        Counted.ENERGY,
        0);
  }

  public MeterProfile {
    require(ratedPower > 0, "rated power must be above 0 mW");
    require(resolution == null || resolution > 0, "resolution must be above 0 mJ");
    require(modulus == null || modulus > 0, "modulus must be above 0 mJ");
    require(interval > 0, "interval must be above 0 ms");
    require(maxGap > 0, "maxGap must be above 0 ms");
    require(
        sheetRate == 0 || (sheetRate >= PageCounter.SIMPLEX && sheetRate <= PageCounter.DUPLEX),
        "a sheet has one or two printed sides");
  }

  /** The same with a stated resolution in millijoules, greater than 0. */
  public MeterProfile withResolution(long millijoules) {
    return new MeterProfile(
        ratedPower,
        ratingStated,
        millijoules,
        modulus,
        register,
        reporting,
        interval,
        maxGap,
        counted,
        sheetRate);
  }

  /** The same with a declared rate of impressions for a hundred sheets, 100 to 200. */
  public MeterProfile withSheetRate(long impressions) {
    return new MeterProfile(
        ratedPower,
        ratingStated,
        resolution,
        modulus,
        register,
        reporting,
        interval,
        maxGap,
        counted,
        impressions);
  }

  /**
   * The page counter beside this meter: a register of single impressions that is read as often.
   * Without modulus: a printer's lifetime counter (RFC 3805, prtMarkerLifeCount) has 32 bits, which
   * the fastest machine would fill in 27 years.
   */
  public MeterProfile ofPages() {
    return new MeterProfile(
        FASTEST_PRINTER,
        false,
        1L,
        null,
        Register.YES,
        reporting,
        interval,
        maxGap,
        Counted.IMPRESSIONS,
        0);
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException(problem);
    }
  }
}
