package io.garonne.ingest.decode;

import io.garonne.model.Reading;
import io.garonne.model.Units;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a Zigbee2MQTT field says: {@code power_l2} is the power of endpoint l2.
 *
 * @param quantity one of those below
 * @param channel the endpoint or phase, {@link Reading#ONLY_CHANNEL} if there is none
 */
record Zigbee2MqttField(String quantity, String channel) {
  private static final List<String> QUANTITIES =
      List.of(
          "power_factor",
          "produced_energy",
          "power",
          "energy",
          "voltage",
          "current",
          "consumption",
          "state");

  private static final Pattern ENDPOINT =
      Pattern.compile(
          "l?\\d{1,2}|ep\\d{1,2}|ch\\d{1,2}|[a-c]"
              + "|(top_|bottom_|center_)?(left|right)|top|bottom|center|phase_[abc]");

  /** Volts; what is above comes from a battery, in millivolts. */
  private static final BigDecimal MAX_VOLTS = new BigDecimal(1000);

  /** Bridges write 12.1 for 12.10, so the step of registers with two decimals is not seen. */
  private static final long STEP = Units.MILLIJOULES_PER_KWH / 100;

  /** Reads a name; null if it is none of electricity. */
  static @Nullable Zigbee2MqttField of(String name) {
    for (String quantity : QUANTITIES) {
      if (name.equals(quantity)) {
        return new Zigbee2MqttField(quantity, Reading.ONLY_CHANNEL);
      }
      if (name.startsWith(quantity) && name.charAt(quantity.length()) == '_') {
        String rest = name.substring(quantity.length() + 1);
        return ENDPOINT.matcher(rest).matches() ? new Zigbee2MqttField(quantity, rest) : null;
      }
    }
    return null;
  }

  boolean isPhase() {
    return channel.startsWith("phase_");
  }

  /** Whether it is the device's as a whole. */
  boolean isWhole() {
    return channel.equals(Reading.ONLY_CHANNEL);
  }

  boolean isPower() {
    return quantity.equals("power");
  }

  boolean isState() {
    return quantity.equals("state");
  }

  /** By its name of today, or by the one before. */
  boolean isRegister() {
    return quantity.equals("energy") || isAlias();
  }

  /** Energy's old name. */
  boolean isAlias() {
    return quantity.equals("consumption");
  }

  /** Whether only mains have it. */
  boolean isElectric() {
    return isRegister() || isPower() || quantity.equals("current");
  }

  /** Whether a number is a battery's millivolts. */
  boolean isBattery(@Nullable BigDecimal number) {
    return quantity.equals("voltage") && number != null && number.compareTo(MAX_VOLTS) >= 0;
  }

  /** Adds a number to its channel; exported energy is no register of ours. */
  void number(@Nullable BigDecimal number, Channels channels) {
    Quantities said = channels.channel(channel);
    switch (quantity) {
      case "power" -> said.watts(number);
      case "energy", "consumption" -> {
        boolean fine = number != null && number.scale() > 2;
        said.energy(number, Units.MILLIJOULES_PER_KWH, fine ? null : (Long) STEP);
      }
      case "current" -> said.current(number, Quantities.UNIT);
      case "power_factor" -> said.powerFactor(number);
      case "voltage" -> said.voltage(isBattery(number) ? null : number, Quantities.UNIT);
      default -> {
        // nothing that is counted
      }
    }
  }
}
