package io.garonne.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Exact conversions between vendors' units and the whole numbers used inside. Decimals are rounded
 * half to even to whole millijoules and milliwatts.
 */
public final class Units {
  /** 1 Wh = 3600 J. */
  public static final long MILLIJOULES_PER_WH = 3_600_000L;

  /** 1 kWh = 3.6 MJ. */
  public static final long MILLIJOULES_PER_KWH = 3_600_000_000L;

  /** 1 watt-minute = 60 J. */
  public static final long MILLIJOULES_PER_WATT_MINUTE = 60_000L;

  private Units() {}

  /**
   * The whole number nearest to {@code value × factor}, ties to even.
   *
   * @throws ArithmeticException if it does not fit a long
   */
  public static long scaled(BigDecimal value, long factor) {
    // A number like 1e999999999 or 1e-999999999 would expand to gigabytes of digits.
    long digitsBeforePoint = value.precision() - (long) value.scale();
    if (digitsBeforePoint > 19) {
      throw new ArithmeticException("out of range: " + digitsBeforePoint + " digits");
    }
    if (digitsBeforePoint < -19) {
      return 0;
    }
    return value
        .multiply(BigDecimal.valueOf(factor))
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  /** Millijoules as kWh with nine decimals, rounded half to even. */
  public static BigDecimal kilowattHours(long millijoules) {
    return BigDecimal.valueOf(millijoules)
        .divide(BigDecimal.valueOf(MILLIJOULES_PER_KWH), 9, RoundingMode.HALF_EVEN);
  }

  /** So many millionths of an amount that is 0 or more, rounded up. */
  public static long millionths(long amount, int ppm) {
    return amount / 1_000_000 * ppm + (amount % 1_000_000 * ppm + 999_999) / 1_000_000;
  }

  /**
   * An amount divided in proportion to weights: differences of the running sum, each rounded to the
   * nearest whole number, ties to even. The result adds up to the amount exactly.
   *
   * @param amount any number
   * @param weights none below 0; at least one above
   * @throws IllegalArgumentException if no weight is above 0
   */
  public static long[] divide(long amount, long[] weights) {
    BigDecimal whole = BigDecimal.ZERO;
    for (long weight : weights) {
      whole = whole.add(BigDecimal.valueOf(weight));
    }
    if (whole.signum() <= 0) {
      throw new IllegalArgumentException("no weight above 0");
    }
    long[] shares = new long[weights.length];
    BigDecimal upTo = BigDecimal.ZERO;
    long given = 0;
    for (int i = 0; i < weights.length; i++) {
      upTo = upTo.add(BigDecimal.valueOf(weights[i]));
      long running =
          BigDecimal.valueOf(amount)
              .multiply(upTo)
              .divide(whole, 0, RoundingMode.HALF_EVEN)
              .longValueExact();
      shares[i] = running - given;
      given = running;
    }
    return shares;
  }
}
