package io.garonne.deploy.replay;

import java.util.Locale;

/**
 * How fast recorded time passes.
 *
 * @param factor recorded seconds per second; infinite: as fast as it goes
 */
public record Pace(double factor) {
  /** As fast as it goes. */
  public static final Pace MAX = new Pace(Double.POSITIVE_INFINITY);

  public Pace {
    if (!(factor > 0)) {
      throw new IllegalArgumentException("speed must be max or a number above 0");
    }
  }

  boolean isMax() {
    return Double.isInfinite(factor);
  }

  /**
   * From {@code max} or a number.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Pace parse(String text) {
    if (text.toLowerCase(Locale.ROOT).equals("max")) {
      return MAX;
    }
    try {
      return new Pace(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("speed must be max or a number above 0", e);
    }
  }
}
