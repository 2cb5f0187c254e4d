package io.garonne.ingest.decode;

import io.garonne.model.Units;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A unit that people write behind a number, with its exact scale. The case of its letters counts: 1
 * MW is a thousand million mW.
 */
enum Unit {
  MILLIWATT_HOUR("mWh", Quantity.ENERGY, Units.MILLIJOULES_PER_WH / 1000),
  WATT_HOUR("Wh", Quantity.ENERGY, Units.MILLIJOULES_PER_WH),
  KILOWATT_HOUR("kWh", Quantity.ENERGY, Units.MILLIJOULES_PER_KWH),
  MEGAWATT_HOUR("MWh", Quantity.ENERGY, 1000 * Units.MILLIJOULES_PER_KWH),
  GIGAWATT_HOUR("GWh", Quantity.ENERGY, 1_000_000 * Units.MILLIJOULES_PER_KWH),
  WATT_MINUTE("Wmin", Quantity.ENERGY, Units.MILLIJOULES_PER_WATT_MINUTE),
  JOULE("J", Quantity.ENERGY, 1000),
  KILOJOULE("kJ", Quantity.ENERGY, 1_000_000),
  MEGAJOULE("MJ", Quantity.ENERGY, 1_000_000_000),
  GIGAJOULE("GJ", Quantity.ENERGY, 1_000_000_000_000L),
  MILLIWATT("mW", Quantity.POWER, 1),
  WATT("W", Quantity.POWER, 1000),
  KILOWATT("kW", Quantity.POWER, 1_000_000),
  MEGAWATT("MW", Quantity.POWER, 1_000_000_000),
  MILLIVOLT("mV", Quantity.VOLTAGE, 1),
  VOLT("V", Quantity.VOLTAGE, 1000),
  KILOVOLT("kV", Quantity.VOLTAGE, 1_000_000),
  MILLIAMPERE("mA", Quantity.CURRENT, 1),
  AMPERE("A", Quantity.CURRENT, 1000),
  /** Of a power factor; its other unit is none. */
  PERCENT("%", Quantity.POWER_FACTOR, 10),
  ONE("", Quantity.POWER_FACTOR, 1000),
  PAGE("pages", Quantity.PAGES, 1);

  /** What a unit measures. */
  enum Quantity {
    ENERGY,
    POWER,
    VOLTAGE,
    CURRENT,
    POWER_FACTOR,
    PAGES
  }

  private final String symbol;
  private final Quantity quantity;
  private final long scale;

  /**
   * A unit.
   *
   * @param scale millijoules, milliwatts, millivolts, milliamperes, thousandths or pages in it
   */
  Unit(String symbol, Quantity quantity, long scale) {
    this.symbol = symbol;
    this.quantity = quantity;
    this.scale = scale;
  }

  Quantity quantity() {
    return quantity;
  }

  /** The unit with this symbol, or null. */
  static @Nullable Unit of(String symbol) {
    for (Unit unit : values()) {
      if (unit.symbol.equals(symbol)) {
        return unit;
      }
    }
    return null;
  }

  /** The symbols of a quantity's units, for people. */
  static String symbols(Quantity quantity) {
    return Arrays.stream(values())
        .filter(unit -> unit.quantity == quantity && !unit.symbol.isEmpty())
        .map(unit -> unit.symbol)
        .collect(Collectors.joining(", "));
  }

  /**
   * Says a value in this unit.
   *
   * @param step between two values of a register, in this unit
   */
  void say(Quantities said, BigDecimal value, BigDecimal step) {
    switch (quantity) {
      case ENERGY -> said.energy(value, scale, millijoules(step));
      case POWER -> said.watts(inUnits(value));
      case VOLTAGE -> said.voltage(value, scale);
      case CURRENT -> said.current(value, scale);
      case POWER_FACTOR -> said.powerFactor(inUnits(value));
      case PAGES -> said.pages(value);
    }
  }

  private BigDecimal inUnits(BigDecimal value) {
    return value.multiply(BigDecimal.valueOf(scale)).movePointLeft(3);
  }

  private long millijoules(BigDecimal step) {
    Long whole = Decimals.notNegative(step, scale);
    return whole == null ? 1 : Math.max(1, whole);
  }
}
