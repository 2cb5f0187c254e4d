package io.garonne.model.metering;

import java.math.BigInteger;

/**
 * Running sums over a step, in whole millijoules. A piece between two instants is the difference of
 * the running sums there; so pieces add up to the whole, however it is cut (M9). Every value is the
 * exact fraction rounded once, half to even.
 */
final class Spread {
  private static final BigInteger TWO = BigInteger.TWO;

  private Spread() {}

  /**
   * Running sum of a register step that is spread evenly.
   *
   * @param energy millijoules of the whole step, at least 0
   * @param elapsed milliseconds since its start, 0 to {@code length}
   * @param length milliseconds of the whole step, greater than 0
   */
  static long even(long energy, long elapsed, long length) {
    if (elapsed == length) {
      return energy;
    }
    if (fits(energy, elapsed)) {
      return halfEven(energy * elapsed, length);
    }
    return halfEven(
        BigInteger.valueOf(energy).multiply(BigInteger.valueOf(elapsed)),
        BigInteger.valueOf(length));
  }

  /**
   * Running integral of power that goes in a straight line from one value to another: {@code
   * elapsed × (2 × start × length + (end − start) × elapsed) ÷ (2000 × length)}, which over the
   * whole length is {@code (start + end) × length ÷ 2000}. A value that holds is a line that ends
   * where it starts.
   *
   * @param start milliwatts at the start, 0 to {@link Sample#MAX_POWER}
   * @param end milliwatts at the end, in the same range
   * @param elapsed milliseconds since the start, at least 0
   * @param length milliseconds of the whole line, greater than 0
   */
  static long line(long start, long end, long elapsed, long length) {
    if (start == end || elapsed == length) {
      long sum = start == end ? 2 * start : start + end;
      if (fits(sum, elapsed)) {
        return halfEven(sum * elapsed, 2000);
      }
      return halfEven(
          BigInteger.valueOf(sum).multiply(BigInteger.valueOf(elapsed)), BigInteger.valueOf(2000));
    }
    if (fits(2 * start, length) && fits(end - start, elapsed)) {
      long slope = (end - start) * elapsed;
      long twice = 2 * start * length;
      if (twice + slope >= twice == slope >= 0
          && fits(twice + slope, elapsed)
          && fits(2000, length)) {
        return halfEven((twice + slope) * elapsed, 2000 * length);
      }
    }
    BigInteger wide = BigInteger.valueOf(length);
    BigInteger height =
        BigInteger.valueOf(2 * start)
            .multiply(wide)
            .add(BigInteger.valueOf(end - start).multiply(BigInteger.valueOf(elapsed)));
    return halfEven(
        height.multiply(BigInteger.valueOf(elapsed)), wide.multiply(BigInteger.valueOf(2000)));
  }

  /** Whether a product fits a long. */
  static boolean fits(long a, long b) {
    long low = a * b;
    return Math.multiplyHigh(a, b) == low >> 63;
  }

  /** The whole number nearest to a fraction, ties to even; numerator at least 0. */
  static long halfEven(long numerator, long denominator) {
    long quotient = numerator / denominator;
    long rest = numerator - quotient * denominator;
    long toNext = denominator - rest;
    return rest > toNext || (rest == toNext && (quotient & 1) == 1) ? quotient + 1 : quotient;
  }

  private static long halfEven(BigInteger numerator, BigInteger denominator) {
    BigInteger[] parts = numerator.divideAndRemainder(denominator);
    int half = parts[1].multiply(TWO).compareTo(denominator);
    boolean up = half > 0 || (half == 0 && parts[0].testBit(0));
    return (up ? parts[0].add(BigInteger.ONE) : parts[0]).longValueExact();
  }
}
