package io.garonne.model.room;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * Fuels that a data centre burns, with the energy that counts for them: the conversion factors of
 * EN 50600-4-1 as its factsheet by ICTFOOTPRINT.eu gives them. No other factor is known here;
 * emissions of a fuel have to be supplied by whoever reports them.
 */
public enum Fuel {
  /** Litres, 9.9 kWh each. */
  DIESEL("l", "9.9"),
  /** Cubic metres, 10.5 kWh each. */
  GAS("m3", "10.5"),
  /** Kilograms, 38.9 kWh each. */
  HYDROGEN("kg", "38.9"),
  /** Litres, 6 kWh each. */
  BIOETHANOL("l", "6");

  private final String unit;

  @SuppressWarnings("ImmutableEnumChecker") // BigDecimal is immutable
  private final BigDecimal kilowattHours;

  Fuel(String unit, String kilowattHours) {
    this.unit = unit;
    this.kilowattHours = new BigDecimal(kilowattHours);
  }

  /** What it is counted in: {@code l}, {@code m3} or {@code kg}. */
  public String unit() {
    return unit;
  }

  /** kWh of one unit. */
  public BigDecimal kilowattHours() {
    return kilowattHours;
  }

  /** As the table writes it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The fuel of this label; the table admits no other. */
  public static Fuel ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
