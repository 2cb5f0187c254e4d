package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.model.Reading;
import io.garonne.model.Units;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a Zigbee2MQTT device: a quantity, or a quantity and an endpoint or phase. Whatever
 * there is, a watt-hour appears in one channel: sums of endpoints are left out where the endpoints
 * have registers, and the phases of one register are added up.
 */
final class Zigbee2MqttFields {
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

  private Zigbee2MqttFields() {}

  /**
   * What a field's name says.
   *
   * @param quantity one of those above
   * @param channel the endpoint, {@link Reading#ONLY_CHANNEL} if there is none
   */
  record Field(String quantity, String channel) {

    /** Reads a name; null if it is none of electricity. */
    static @Nullable Field of(String name) {
      for (String quantity : QUANTITIES) {
        if (name.equals(quantity)) {
          return new Field(quantity, Reading.ONLY_CHANNEL);
        }
        if (name.startsWith(quantity) && name.charAt(quantity.length()) == '_') {
          String rest = name.substring(quantity.length() + 1);
          return ENDPOINT.matcher(rest).matches() ? new Field(quantity, rest) : null;
        }
      }
      return null;
    }

    boolean isPhase() {
      return channel.startsWith("phase_");
    }

    boolean isWhole() {
      return channel.equals(Reading.ONLY_CHANNEL);
    }

    boolean isRegister() {
      return quantity.equals("energy") || quantity.equals("consumption");
    }

    /** Whether it tells mains from batteries. */
    boolean isElectric() {
      return isRegister() || quantity.equals("power") || quantity.equals("current");
    }

    /** Whether it is a battery's millivolts. */
    boolean isBattery(@Nullable BigDecimal number) {
      return quantity.equals("voltage") && number != null && number.compareTo(MAX_VOLTS) >= 0;
    }

    /** Adds a number to its channel. */
    void number(@Nullable BigDecimal number, Channels channels) {
      Quantities said = channels.channel(channel);
      switch (quantity) {
        case "power" -> said.watts(number);
        case "energy", "consumption" -> register(number, said);
        case "current" -> said.current(number, Quantities.UNIT);
        case "power_factor" -> said.powerFactor(number);
        case "voltage" -> {
          if (!isBattery(number)) {
            said.voltage(number, Quantities.UNIT);
          }
        }
        default -> {
          // a state is no number, and exported energy no register
        }
      }
    }
  }

  /** Whether a field of electricity is there, known or not. */
  static boolean mentionsElectricity(ObjectNode payload) {
    for (Map.Entry<String, JsonNode> each : payload.properties()) {
      Field field = Field.of(each.getKey());
      if (field != null && field.isElectric()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads a device's message.
   *
   * @return whether there is a place for electricity in it
   */
  static boolean read(ObjectNode payload, Channels channels) {
    List<Map.Entry<Field, JsonNode>> fields = new ArrayList<>();
    Set<String> registers = new HashSet<>();
    boolean electric = false;
    boolean phases = false;
    boolean endpoints = false;
    for (Map.Entry<String, JsonNode> each : payload.properties()) {
      Field field = Field.of(each.getKey());
      if (field != null) {
        fields.add(Map.entry(field, each.getValue()));
        electric |= field.isElectric();
        boolean counted = field.isRegister() || field.quantity().equals("power");
        phases |= field.isPhase() && counted;
        endpoints |= !field.isPhase() && !field.isWhole() && counted;
        if (field.quantity().equals("energy")) {
          registers.add(field.channel());
        }
      }
    }
    // One register for several powers: the powers are its parts, and only their sum goes with it.
    boolean one =
        (phases || endpoints)
            && (registers.isEmpty() ? phases : registers.equals(Set.of(Reading.ONLY_CHANNEL)));
    // Meters of three phases call the first one power, not power_phase_a.
    boolean wholeIsPhaseA =
        phases && !payload.has("power_phase_a") && !payload.has("energy_phase_a");
    boolean sums = !one && (phases || endpoints) && !wholeIsPhaseA;
    for (Map.Entry<Field, JsonNode> each : fields) {
      Field field = each.getKey();
      boolean alias = field.quantity().equals("consumption") && registers.contains(field.channel());
      boolean counts =
          one ? field.isRegister() && field.isWhole() : electric && !(sums && field.isWhole());
      if (field.quantity().equals("state")) {
        channels.channel(field.channel()).state(Texts.onOff(each.getValue()));
      } else if (counts && !alias) {
        field.number(Decimals.number(each.getValue()), channels);
      }
    }
    if (one) {
      channels.only().watts(sum(payload, fields));
    }
    return electric;
  }

  /**
   * The power of all parts, or null if one is not known. Where there is no {@code power_phase_a},
   * {@code power} is that phase; else it is the sum already.
   */
  private static @Nullable BigDecimal sum(
      ObjectNode payload, List<Map.Entry<Field, JsonNode>> fields) {
    boolean phaseA = !payload.has("power_phase_a") && payload.has("power_phase_b");
    if (payload.has("power") && !phaseA) {
      return Decimals.number(payload.get("power"));
    }
    BigDecimal sum = null;
    for (Map.Entry<Field, JsonNode> each : fields) {
      if (each.getKey().quantity().equals("power")) {
        BigDecimal part = Decimals.number(each.getValue());
        if (part == null) {
          return null;
        }
        sum = sum == null ? part : sum.add(part);
      }
    }
    return sum;
  }

  private static void register(@Nullable BigDecimal number, Quantities said) {
    boolean fine = number != null && number.scale() > 2;
    said.energy(number, Units.MILLIJOULES_PER_KWH, fine ? null : (Long) STEP);
  }
}
