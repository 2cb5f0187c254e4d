package io.garonne.model.indicator;

/** Energy of a stratum over some time, as far as it is known. */
public sealed interface Estimate {

  /**
   * Known, in whole or from a sample.
   *
   * @param measured millijoules of metered units
   * @param extrapolated millijoules of the units without a meter, by the mean of those with one
   * @param halfWidth millijoules: with probability 95 % the energy is within so much; 0 if every
   *     unit is metered, infinite if the spread between units cannot be known
   */
  record Known(long measured, long extrapolated, double halfWidth) implements Estimate {
    /** Nothing, and that for sure: a closed site, or equipment that is gone. */
    public static final Known ZERO = new Known(0, 0, 0);

    public Known {
      if (!(halfWidth >= 0)) {
        throw new IllegalArgumentException("half-width below 0");
      }
    }

    /** Millijoules. */
    public long energy() {
      return measured + extrapolated;
    }
  }

  /** There is equipment, and none of it was metered: this is not 0. */
  record NotMeasured() implements Estimate {}
}
