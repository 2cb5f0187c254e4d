package io.garonne.model.inventory;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A part of a number of units, or why there is none. */
public sealed interface Share {
  /** Units of which it is not known whether they belong to the part; in no other number here. */
  long unknown();

  /**
   * A share that could be computed.
   *
   * @param part units in it, 0 or above
   * @param of units of which it is known whether they are, above 0
   */
  record Known(long part, long of, long unknown) implements Share {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Known {
      if (part < 0 || part > of || of <= 0 || unknown < 0) {
        throw new IllegalArgumentException("no share: " + part + " of " + of);
      }
    }

    /** Per cent with one decimal, rounded half to even. */
    public BigDecimal percent() {
      return HUNDRED
          .multiply(BigDecimal.valueOf(part))
          .divide(BigDecimal.valueOf(of), 1, RoundingMode.HALF_EVEN);
    }

    /** Whether the share, not rounded, is at most so many per cent. */
    public boolean isAtMost(BigDecimal percent) {
      return compare(percent) <= 0;
    }

    /** Whether the share, not rounded, is at least so many per cent. */
    public boolean isAtLeast(BigDecimal percent) {
      return compare(percent) >= 0;
    }

    private int compare(BigDecimal percent) {
      return HUNDRED
          .multiply(BigDecimal.valueOf(part))
          .compareTo(percent.multiply(BigDecimal.valueOf(of)));
    }
  }

  /** No share: there is nothing to divide by. */
  record NotComputable(String reason, long unknown) implements Share {}
}
