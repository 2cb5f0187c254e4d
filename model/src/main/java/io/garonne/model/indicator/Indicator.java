package io.garonne.model.indicator;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the programme has set itself a target for. */
public enum Indicator {
  /** Electricity of digital equipment at constant user perimeter, in millijoules. */
  ELECTRICITY,
  /** Use and manufacturing of equipment at constant user perimeter, in grams CO₂e. */
  CARBON,
  /** Printed sides, copies among them, scans not: in impressions. */
  PRINTS;

  /** As in topics and files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The indicator of this label, or null. */
  public static @Nullable Indicator ofLabel(String label) {
    for (Indicator indicator : values()) {
      if (indicator.label().equals(label)) {
        return indicator;
      }
    }
    return null;
  }
}
