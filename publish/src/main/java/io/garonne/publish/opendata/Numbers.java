package io.garonne.publish.opendata;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Numbers as cells: decimal point, no exponent, the same digits for the same values. */
final class Numbers {
  private static final BigDecimal MILLIJOULES_PER_KWH = BigDecimal.valueOf(3_600_000_000L);
  private static final BigDecimal MILLIJOULES_PER_WH_TIMES_GRAMS =
      MILLIJOULES_PER_KWH.multiply(BigDecimal.valueOf(1000));
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Numbers() {}

  static String kilowattHours(long millijoules) {
    return kilowattHours(BigInteger.valueOf(millijoules));
  }

  static String kilowattHours(BigInteger millijoules) {
    return by(new BigDecimal(millijoules), MILLIJOULES_PER_KWH, 6);
  }

  /** Kilograms of so many millijoules at so many grams for a kWh. */
  static String kilograms(long millijoules, double gramsPerKilowattHour) {
    return kilograms(BigInteger.valueOf(millijoules), BigDecimal.valueOf(gramsPerKilowattHour));
  }

  static String kilograms(BigInteger millijoules, BigDecimal gramsPerKilowattHour) {
    return by(
        new BigDecimal(millijoules).multiply(gramsPerKilowattHour),
        MILLIJOULES_PER_WH_TIMES_GRAMS,
        6);
  }

  static String kilowattHoursBy(long millijoules, @Nullable Long units) {
    return kilowattHoursBy(BigInteger.valueOf(millijoules), units);
  }

  static String kilowattHoursBy(BigInteger millijoules, @Nullable Long units) {
    return units == null || units <= 0
        ? ""
        : by(
            new BigDecimal(millijoules),
            MILLIJOULES_PER_KWH.multiply(BigDecimal.valueOf(units)),
            6);
  }

  static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).toPlainString();
  }

  static long millis(String seconds) {
    return new BigDecimal(seconds).movePointRight(3).longValueExact();
  }

  static String percent(long part, long whole) {
    return whole <= 0 ? "" : by(BigDecimal.valueOf(part).multiply(HUNDRED), whole, 1);
  }

  /** A ratio; −0.15 is {@code -15.0}. */
  static String percent(@Nullable Double ratio) {
    return ratio == null || !Double.isFinite(ratio)
        ? ""
        : BigDecimal.valueOf(ratio)
            .multiply(HUNDRED)
            .setScale(1, RoundingMode.HALF_EVEN)
            .toPlainString();
  }

  static String by(BigDecimal part, long whole, int decimals) {
    return by(part, BigDecimal.valueOf(whole), decimals);
  }

  private static String by(BigDecimal part, BigDecimal whole, int decimals) {
    return part.divide(whole, decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** A factor as it was given. */
  static String plain(double value) {
    BigDecimal exact = BigDecimal.valueOf(value);
    return (exact.stripTrailingZeros().scale() <= 0
            ? exact.setScale(0, RoundingMode.UNNECESSARY)
            : exact.stripTrailingZeros())
        .toPlainString();
  }

  static String of(@Nullable Long value) {
    return value == null ? "" : Long.toString(value);
  }
}
