package io.garonne.model.indicator;

/**
 * The 97.5 % quantile of Student's t distribution: half of it on either side leaves 95 %. From the
 * usual table (three decimals); between its lines the smaller number of degrees counts, which errs
 * on the wide side.
 */
public final class StudentT {
  private static final double[] UP_TO_30 = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042
  };

  private StudentT() {}

  /**
   * The quantile.
   *
   * @param degrees degrees of freedom, above 0
   */
  public static double quantile975(int degrees) {
    if (degrees < 1) {
      throw new IllegalArgumentException("no degrees of freedom");
    }
    if (degrees <= UP_TO_30.length) {
      return UP_TO_30[degrees - 1];
    }
    if (degrees < 40) {
      return 2.042;
    }
    if (degrees < 60) {
      return 2.021;
    }
    if (degrees < 120) {
      return 2.000;
    }
    return degrees < 1000 ? 1.980 : 1.962;
  }
}
