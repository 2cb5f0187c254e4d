package io.garonne.ingest.poll;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a column of a device's table measures, and in which units it may be written. */
enum Quantity {
  /** A cumulative register, in Wh. */
  ENERGY("energy", "Wh=1 kWh=1000"),
  /** Active power, in W; VA only times the row's power factor. */
  POWER("power", "W=1 kW=1000 mW=0.001 VA=1"),
  VOLTAGE("voltage", "V=1 mV=0.001"),
  CURRENT("current", "A=1 mA=0.001"),
  /** From −1 to 1. */
  POWER_FACTOR("power-factor", "1=1 %=0.01");

  /** The unit of power that is none until it is multiplied by a power factor. */
  static final String APPARENT = "VA";

  private final String label;
  private final String units;

  Quantity(String label, String units) {
    this.label = label;
    this.units = units;
  }

  /** As tables write it. */
  String label() {
    return label;
  }

  /** The units it may be written in, for people: each with what one of it is in the first. */
  String units() {
    return units;
  }

  /** What one of this unit is in Wh, W, V, A or 1; null if it is no unit of this quantity. */
  @Nullable BigDecimal inBaseUnits(String unit) {
    for (String each : units.split(" ", -1)) {
      if (each.startsWith(unit + "=")) {
        return new BigDecimal(each.substring(unit.length() + 1));
      }
    }
    return null;
  }

  /** By its label; null if there is none. */
  static @Nullable Quantity of(String label) {
    for (Quantity each : values()) {
      if (each.label.equals(label)) {
        return each;
      }
    }
    return null;
  }
}
