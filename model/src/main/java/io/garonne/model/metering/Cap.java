package io.garonne.model.metering;

import io.garonne.model.Units;
import java.math.BigInteger;

/**
 * What a register can have counted in some time: the limits of M3 and M6.
 *
 * <p>The resolution of a test is the profile's if it states one, else what the tested reading says,
 * else 1 Wh.
 */
final class Cap {
  /** 400 days in milliseconds: over a longer silence nothing is booked. */
  static final long LONGEST_STEP = 400L * 24 * 3600 * 1000;

  private static final long JITTER_CEILING = 300 * Units.MILLIJOULES_PER_WH;

  private final long ratedPower;
  private final long exactUpTo;
  private final long statedResolution;
  private final long longestMeasured;

  Cap(MeterProfile profile) {
    Long stated = profile.resolution();
    ratedPower = profile.ratedPower();
    exactUpTo = Long.MAX_VALUE / 11 / ratedPower;
    statedResolution = stated == null ? Sample.NONE : stated;
    longestMeasured = Math.max(profile.maxGap(), 2 * profile.interval());
  }

  /** Millijoules: the resolution with which this reading is tested. */
  long resolution(Sample reading) {
    long ofMeter = resolutionOfMeter(reading);
    // What a person read off a display may have fewer digits than what the device reports.
    return reading.ofRegister() == null ? ofMeter : Math.max(ofMeter, reading.resolution());
  }

  private long resolutionOfMeter(Sample reading) {
    if (statedResolution != Sample.NONE) {
      return statedResolution;
    }
    return reading.resolution() == Sample.NONE
        ? MeterProfile.DEFAULT_RESOLUTION
        : reading.resolution();
  }

  /**
   * Millijoules that the device can have consumed: ⌊rated power × time × 1.1⌋ + 2 × resolution, at
   * most {@link Long#MAX_VALUE}.
   *
   * @param millis at least 0
   */
  long of(long millis, long resolution) {
    if (millis <= exactUpTo && resolution < Long.MAX_VALUE / 8) {
      return ratedPower * millis * 11 / 10_000 + 2 * resolution;
    }
    BigInteger cap =
        BigInteger.valueOf(ratedPower)
            .multiply(BigInteger.valueOf(millis))
            .multiply(BigInteger.valueOf(11))
            .divide(BigInteger.valueOf(10_000))
            .add(BigInteger.TWO.multiply(BigInteger.valueOf(resolution)));
    return cap.bitLength() > 63 ? Long.MAX_VALUE : cap.longValueExact();
  }

  /**
   * Millijoules by which a register may fall and still be the same: 3 resolutions, at most 300 Wh,
   * but one resolution at least.
   */
  static long jitter(long resolution) {
    long three = resolution > JITTER_CEILING ? JITTER_CEILING : 3 * resolution;
    return Math.max(Math.min(three, JITTER_CEILING), resolution);
  }

  /** M4: whether a segment that booked so much is more than a display going back and forth. */
  static boolean isMoreThanJitter(long booked, long resolution) {
    return booked / 3 > resolution || (booked / 3 == resolution && booked % 3 > 0);
  }

  /** M10: whether a register step of so many milliseconds is interpolated. */
  boolean isInterpolated(long millis) {
    return millis > longestMeasured;
  }
}
