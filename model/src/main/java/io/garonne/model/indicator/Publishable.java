package io.garonne.model.indicator;

import java.util.Locale;

/** Whether a month's figure may be published; what is worse comes later. */
public enum Publishable {
  /** Final, and every device that was expected has been heard since. */
  YES,
  /**
   * Final, and some device has not been heard for 35 days after the end: what it used is not in it.
   */
  LOWER_BOUND,
  /** Final, but some device has not been heard since: its register may still tell. */
  WAITING,
  /** Not final. */
  PROVISIONAL;

  /** As in topics and files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The worse of two. */
  public Publishable and(Publishable other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
