package io.garonne.model.advice;

import java.util.Locale;

/** Why a figure is not there; people read it in their language. */
public enum NoFigure {
  /** The table of tariffs says no price for a day of it. */
  NO_TARIFF,
  /** The table of tariffs changes the currency within it. */
  SEVERAL_CURRENCIES,
  /** It is somebody's own equipment, and of fewer than five units: it would tell of persons. */
  FEW_UNITS,
  /** Fewer than four sites with this family can be compared. */
  FEW_SITES,
  /** Too little of the time is known. */
  LITTLE_KNOWN,
  /** Network and server rooms serve others at night as well, and a meter there is no unit. */
  NOT_ALIKE,
  /** Fewer than two weeks on either side can be compared. */
  FEW_DAYS,
  /** It is one person's. */
  PERSONAL,
  /** Nothing of it was metered. */
  NOT_METERED,
  /** One unit, or one day of each kind, says nothing of how much they differ. */
  SPREAD_UNKNOWN,
  /** The inventory has no consumption declared by the supplier. */
  NOT_DECLARED,
  /** The inventory has several for one model. */
  SEVERAL_DECLARED;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** As on the wire and in names of texts: {@code no-tariff}. */
  public String label() {
    return label;
  }

  /**
   * The reason of a label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static NoFigure ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
