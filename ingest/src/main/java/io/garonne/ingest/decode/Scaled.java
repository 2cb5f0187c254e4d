package io.garonne.ingest.decode;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A number of a payload on its way to a quantity.
 *
 * @param value the number
 * @param step between two values it can have, above 0: at first its last written decimal
 */
record Scaled(BigDecimal value, BigDecimal step) {
  private static final MathContext DIGITS = MathContext.DECIMAL128;

  /** A number as it was written. */
  static Scaled written(BigDecimal value) {
    // 1E+3 was written by a device that rounds to thousands no more than "1000" was.
    return new Scaled(value, value.scale() < 0 ? BigDecimal.ONE : value.ulp());
  }

  Scaled times(BigDecimal factor) {
    return new Scaled(value.multiply(factor, DIGITS), step.multiply(factor.abs(), DIGITS));
  }

  Scaled dividedBy(BigDecimal divisor) {
    return new Scaled(value.divide(divisor, DIGITS), step.divide(divisor.abs(), DIGITS));
  }

  /** To so many decimals, half to even. */
  Scaled rounded(int decimals) {
    return cut(decimals, RoundingMode.HALF_EVEN);
  }

  /** Without what is behind the point. */
  Scaled truncated() {
    return cut(0, RoundingMode.DOWN);
  }

  private Scaled cut(int decimals, RoundingMode how) {
    BigDecimal least = BigDecimal.ONE.movePointLeft(decimals);
    return value.scale() <= decimals
        ? this
        : new Scaled(value.setScale(decimals, how), step.max(least));
  }
}
