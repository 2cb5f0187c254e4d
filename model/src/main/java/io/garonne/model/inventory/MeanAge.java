package io.garonne.model.inventory;

import java.math.BigDecimal;

/** A mean age of units, or why there is none. */
public sealed interface MeanAge {
  /** Units whose age is not known; not in the mean. */
  long unknown();

  /**
   * A mean that could be computed.
   *
   * @param years with two decimals, rounded half to even; each unit weighs the same
   * @param units whose age is known, above 0
   */
  record Known(BigDecimal years, long units, long unknown) implements MeanAge {}

  /** No mean: there is no unit of known age. */
  record NotComputable(String reason, long unknown) implements MeanAge {}
}
