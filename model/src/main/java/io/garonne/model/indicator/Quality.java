package io.garonne.model.indicator;

import java.util.Locale;

/**
 * How much of the metered time is known. The limits are ours; the names are those that NumEcoEval's
 * {@code qualite} has (HAUTE, MOYENNE, BASSE).
 */
public enum Quality {
  /** At least 95 % of the metered time. */
  HIGH(0.95),
  /** At least 70 %. */
  MEDIUM(0.70),
  /** Less. */
  LOW(0);

  private final double least;

  Quality(double least) {
    this.least = least;
  }

  /** As in topics and files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The quality of a figure.
   *
   * @param knownShare share of the metered time whose energy is known, 0 to 1
   */
  public static Quality of(double knownShare) {
    return knownShare >= HIGH.least ? HIGH : knownShare >= MEDIUM.least ? MEDIUM : LOW;
  }
}
