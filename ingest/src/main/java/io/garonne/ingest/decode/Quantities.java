package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.garonne.model.Reading;
import io.garonne.model.Reading.State;
import io.garonne.model.Units;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one channel said, gathered value by value in the device's own units. A value that is
 * missing, no number or beyond anything electrical ({@link #LIMITS}) is left out.
 */
final class Quantities {
  /** Shown to people; the constants below it are the same limits. */
  static final String LIMITS =
      "registers 0 to 1 TWh, power -10 MW to 10 MW, voltage to 100 kV, current -100 kA to 100 kA";

  private static final long MAX_ENERGY = 1_000_000_000L * Units.MILLIJOULES_PER_KWH;
  private static final long MAX_POWER = 10_000_000_000L;
  private static final long MAX_VOLTAGE = 100_000_000L;
  private static final long MAX_CURRENT = 100_000_000L;
  private static final long MAX_PAGES = 10_000_000_000L;

  /** Thousandths of a unit in the unit: {@code volts(node, UNIT)}. */
  static final long UNIT = 1000;

  /** Of a value in thousandths: millivolts, milliamperes. */
  static final long MILLI = 1;

  private final DecodeContext context;
  private @Nullable Long energy;
  private @Nullable Long power;
  private @Nullable Long voltage;
  private @Nullable Long current;
  private @Nullable Long powerFactor;
  private @Nullable Long pages;
  private @Nullable State state;
  private @Nullable Long resolution;
  private boolean absurd;

  Quantities(DecodeContext context) {
    this.context = context;
  }

  /** A cumulative register whose step is the last decimal it was written with. */
  Quantities energy(@Nullable JsonNode value, long millijoulesPerUnit) {
    return energy(Decimals.number(value), millijoulesPerUnit, null);
  }

  /**
   * A cumulative register.
   *
   * @param step of the register in millijoules; null: the last decimal it was written with
   */
  Quantities energy(@Nullable BigDecimal value, long millijoulesPerUnit, @Nullable Long step) {
    if (value == null || value.signum() < 0) {
      return this; // a register below 0 is none
    }
    energy = within(Decimals.scaled(value, millijoulesPerUnit), 0, MAX_ENERGY);
    if (energy != null) {
      resolution = step != null ? step : (Long) Decimals.resolution(value, millijoulesPerUnit);
    }
    return this;
  }

  /** Active power in watts; live, a drift down to −2 W is 0. */
  Quantities watts(@Nullable JsonNode value) {
    return watts(Decimals.number(value));
  }

  /** Active power in watts; live, a drift down to −2 W is 0. */
  Quantities watts(@Nullable BigDecimal value) {
    if (value != null) {
      power = within(Decimals.power(value, context), -MAX_POWER, MAX_POWER);
    }
    return this;
  }

  /** Active power in {@link #UNIT}s for watts, {@link #MILLI} for milliwatts; as above. */
  Quantities power(@Nullable BigDecimal value, long milli) {
    return watts(value == null || milli == UNIT ? value : value.movePointLeft(3));
  }

  /** Voltage, at least 0; {@code milli} is {@link #UNIT} for volts. */
  Quantities voltage(@Nullable JsonNode value, long milli) {
    return voltage(Decimals.number(value), milli);
  }

  /** Voltage, at least 0; {@code milli} is {@link #UNIT} for volts. */
  Quantities voltage(@Nullable BigDecimal number, long milli) {
    if (number != null && number.signum() >= 0) {
      voltage = within(Decimals.scaled(number, milli), 0, MAX_VOLTAGE);
    }
    return this;
  }

  /** Current; {@code milli} is {@link #UNIT} for amperes. */
  Quantities current(@Nullable JsonNode value, long milli) {
    return current(Decimals.number(value), milli);
  }

  /** Current; {@code milli} is {@link #UNIT} for amperes. */
  Quantities current(@Nullable BigDecimal value, long milli) {
    if (value != null) {
      current = within(Decimals.scaled(value, milli), -MAX_CURRENT, MAX_CURRENT);
    }
    return this;
  }

  /** Power factor from −1 to 1; others are left out. */
  Quantities powerFactor(@Nullable JsonNode value) {
    return powerFactor(Decimals.number(value));
  }

  /** Power factor from −1 to 1; others are left out. */
  Quantities powerFactor(@Nullable BigDecimal value) {
    powerFactor = Decimals.powerFactor(value);
    return this;
  }

  /** A cumulative, whole count of pages. */
  Quantities pages(@Nullable JsonNode value) {
    return pages(Decimals.number(value));
  }

  /** A cumulative, whole count of pages. */
  Quantities pages(@Nullable BigDecimal number) {
    if (number != null && number.signum() >= 0 && Decimals.whole(number)) {
      pages = within(Decimals.scaled(number, 1), 0, MAX_PAGES);
    }
    return this;
  }

  /** What the device says of itself. */
  Quantities state(@Nullable State said) {
    state = said;
    return this;
  }

  /** Whether nothing usable was said. */
  boolean isEmpty() {
    return energy == null
        && power == null
        && voltage == null
        && current == null
        && powerFactor == null
        && pages == null
        && state == null;
  }

  /** Whether something electrical was said: energy, power, voltage or current. */
  boolean isElectric() {
    return energy != null || power != null || voltage != null || current != null;
  }

  /** Whether a value was beyond anything electrical. */
  boolean isAbsurd() {
    return absurd;
  }

  /** Why there is no reading, if this is empty. */
  Decoding nothing() {
    return absurd
        ? new Decoding.Rejected(Reason.ABSURD_VALUE, "believed are " + LIMITS)
        : new Decoding.Rejected(Reason.NO_USABLE_VALUE, "no field has a usable value");
  }

  /** As a reading of a channel; must not be empty. */
  Reading reading(
      String device, String channel, Timing.At when, InboundMessage message, String decoder) {
    return new Reading(
        device,
        channel,
        when.at(),
        when.source(),
        message.receivedAt(),
        energy,
        power,
        voltage,
        current,
        powerFactor,
        pages,
        state,
        resolution,
        decoder);
  }

  private @Nullable Long within(@Nullable Long value, long min, long max) {
    if (value == null || value < min || value > max) {
      absurd = true;
      return null;
    }
    return value;
  }
}
