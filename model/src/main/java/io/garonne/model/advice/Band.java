package io.garonne.model.advice;

/**
 * Energy that is known with a band; what it is of, and over which time, says whoever has it.
 *
 * @param low millijoules, the lower end; below 0 means more instead of less
 * @param mid millijoules, the estimate
 * @param high millijoules, the upper end
 */
public record Band(long low, long mid, long high) {
  public Band {
    if (low > mid || mid > high) {
      throw new IllegalArgumentException("low, mid and high are not in order");
    }
  }

  /** Both together, as if both were wrong to the same side. */
  public Band plus(Band other) {
    return new Band(
        Math.addExact(low, other.low),
        Math.addExact(mid, other.mid),
        Math.addExact(high, other.high));
  }
}
