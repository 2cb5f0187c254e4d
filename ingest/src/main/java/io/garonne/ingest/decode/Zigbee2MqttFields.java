package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.model.Reading;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a Zigbee2MQTT device. Whatever there is, a watt-hour appears in one channel: sums
 * of endpoints are left out where the endpoints have registers, and the powers of one register are
 * added up.
 */
final class Zigbee2MqttFields {
  /** How the fields of a message belong together. */
  private enum Layout {
    /** Every channel stands for itself. */
    SEPARATE,
    /** What has no endpoint is the sum of what has one. */
    SUM_AND_PARTS,
    /** There is one register for several powers. */
    ONE_REGISTER
  }

  private Zigbee2MqttFields() {}

  /** Whether a field that only mains have is there, with a value or not. */
  static boolean mentionsElectricity(ObjectNode payload) {
    return fields(payload).keySet().stream().anyMatch(Zigbee2MqttField::isElectric);
  }

  /**
   * Reads a device's message.
   *
   * @return whether there is a place for electricity in it
   */
  static boolean read(ObjectNode payload, Channels channels) {
    Map<Zigbee2MqttField, JsonNode> fields = fields(payload);
    boolean electric = fields.keySet().stream().anyMatch(Zigbee2MqttField::isElectric);
    Layout layout = layout(fields.keySet());
    fields.forEach(
        (field, value) -> {
          if (field.isState()) {
            channels.channel(field.channel()).state(Texts.onOff(value));
          } else if (electric && counts(field, layout, fields)) {
            field.number(Decimals.number(value), channels);
          }
        });
    if (layout == Layout.ONE_REGISTER) {
      channels.only().watts(sumOfPowers(fields));
    }
    return electric;
  }

  private static Map<Zigbee2MqttField, JsonNode> fields(ObjectNode payload) {
    Map<Zigbee2MqttField, JsonNode> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : payload.properties()) {
      Zigbee2MqttField field = Zigbee2MqttField.of(each.getKey());
      if (field != null) {
        fields.put(field, each.getValue());
      }
    }
    return fields;
  }

  /** By names alone: a value that is not known for a while must not change the channels. */
  private static Layout layout(Set<Zigbee2MqttField> fields) {
    Set<String> parts = new HashSet<>();
    Set<String> registers = new HashSet<>();
    for (Zigbee2MqttField field : fields) {
      if (!field.isWhole() && (field.isPower() || field.isRegister())) {
        parts.add(field.channel());
      }
      if (field.isRegister()) {
        registers.add(field.channel());
      }
    }
    boolean phases = parts.stream().anyMatch(part -> part.startsWith("phase_"));
    if (parts.isEmpty() || (phases && !registers.isEmpty() && firstIsWhole(parts, registers))) {
      return Layout.SEPARATE;
    }
    boolean one = registers.isEmpty() ? phases : registers.equals(Set.of(Reading.ONLY_CHANNEL));
    return one ? Layout.ONE_REGISTER : Layout.SUM_AND_PARTS;
  }

  /** Whether phases have registers, and the first of them the names without a phase. */
  private static boolean firstIsWhole(Set<String> parts, Set<String> registers) {
    return !parts.contains("phase_a") && !registers.equals(Set.of(Reading.ONLY_CHANNEL));
  }

  private static boolean counts(
      Zigbee2MqttField field, Layout layout, Map<Zigbee2MqttField, JsonNode> fields) {
    if (field.isAlias() && fields.containsKey(new Zigbee2MqttField("energy", field.channel()))) {
      return false;
    }
    return switch (layout) {
      case SEPARATE -> true;
      case SUM_AND_PARTS -> !field.isWhole();
      case ONE_REGISTER -> field.isWhole() && field.isRegister();
    };
  }

  /**
   * The power of all parts, or null if one is not known. Meters of three phases call the first one
   * {@code power}; where there is {@code power_phase_a}, or where the parts are endpoints, {@code
   * power} is the sum already.
   */
  private static @Nullable BigDecimal sumOfPowers(Map<Zigbee2MqttField, JsonNode> fields) {
    JsonNode whole = fields.get(new Zigbee2MqttField("power", Reading.ONLY_CHANNEL));
    boolean firstIsWhole =
        fields.containsKey(new Zigbee2MqttField("power", "phase_b"))
            && !fields.containsKey(new Zigbee2MqttField("power", "phase_a"));
    if (whole != null && !firstIsWhole) {
      return Decimals.number(whole);
    }
    BigDecimal sum = null;
    for (Map.Entry<Zigbee2MqttField, JsonNode> each : fields.entrySet()) {
      if (each.getKey().isPower()) {
        BigDecimal part = Decimals.number(each.getValue());
        if (part == null) {
          return null;
        }
        sum = sum == null ? part : sum.add(part);
      }
    }
    return sum;
  }
}
