package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.model.Reading;
import io.garonne.model.Units;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The components of a Shelly Gen2 that know electricity: meters of switches, and clamps. */
final class ShellyComponents {
  private static final List<String> PHASES = List.of("a", "b", "c");

  /** Registers of clamps have two decimals, of which JSON drops the zeros. */
  private static final long CLAMP_STEP = Units.MILLIJOULES_PER_WH / 100;

  /** Registers of switches have three decimals, of which some senders drop the zeros. */
  private static final long SWITCH_STEP = Units.MILLIJOULES_PER_WH / 1000;

  private ShellyComponents() {}

  /**
   * Reads a status: of several components by name, or of one whose name was in the request.
   *
   * @return whether there is a place for electricity in it
   */
  static boolean readAll(ObjectNode status, boolean clamps, Channels channels) {
    boolean contactor = clamps;
    for (Map.Entry<String, JsonNode> each : status.properties()) {
      contactor |= each.getKey().startsWith("em");
    }
    boolean electric = false;
    for (Map.Entry<String, JsonNode> each : status.properties()) {
      if (each.getValue() instanceof ObjectNode component) {
        electric |= read(each.getKey(), component, contactor, channels);
      }
    }
    return electric || unnamed(status, channels);
  }

  /**
   * Reads one component.
   *
   * @param name like {@code switch:0}
   * @param contactor whether the device's switches drive contactors
   * @return whether there is a place for electricity in it
   */
  static boolean read(String name, ObjectNode component, boolean contactor, Channels channels) {
    int colon = name.indexOf(':');
    if (colon < 0) {
      return false;
    }
    String index = name.substring(colon + 1);
    return switch (name.substring(0, colon)) {
      case "switch", "pm1", "cover", "light", "rgb", "rgbw", "cct" ->
          metered(index, component, contactor, channels);
      case "em", "emdata" -> phases(component, channels);
      case "em1", "em1data" -> clamp(index, "", component, channels);
      default -> false;
    };
  }

  /** The answer to {@code Switch.GetStatus} and its like is the component itself. */
  private static boolean unnamed(ObjectNode status, Channels channels) {
    String index = status.path("id").asText(Reading.ONLY_CHANNEL);
    if (status.has("apower") || status.has("aenergy")) {
      return metered(index, status, false, channels);
    }
    if (status.has("act_power") || status.has("total_act_energy")) {
      return clamp(index, "", status, channels);
    }
    return phases(status, channels);
  }

  private static boolean metered(
      String index, ObjectNode component, boolean contactor, Channels channels) {
    JsonNode total = component.path("aenergy").get("total");
    JsonNode power = component.get("apower");
    boolean meter = power != null || total != null;
    boolean output = component.has("output") && (meter || !contactor);
    if (!meter && !output && !component.has("voltage") && !component.has("current")) {
      return false; // counters of switching, temperatures
    }
    Quantities said = channels.channel(index);
    BigDecimal register = Decimals.number(total);
    said.energy(
        register,
        Units.MILLIJOULES_PER_WH,
        register != null && register.scale() > 0 ? (Long) SWITCH_STEP : null);
    measured(component, "", power, "apower", said);
    if (output) {
      said.state(Texts.onOff(component.get("output")));
    }
    return true;
  }

  private static boolean phases(ObjectNode component, Channels channels) {
    boolean electric = false;
    for (String phase : PHASES) {
      electric |= clamp(phase, phase + "_", component, channels);
    }
    return electric;
  }

  private static boolean clamp(
      String channel, String prefix, ObjectNode component, Channels channels) {
    JsonNode power = component.get(prefix + "act_power");
    JsonNode total = component.get(prefix + "total_act_energy");
    if (power == null
        && total == null
        && !component.has(prefix + "voltage")
        && !component.has(prefix + "current")) {
      return false;
    }
    Quantities said = channels.channel(channel);
    said.energy(Decimals.number(total), Units.MILLIJOULES_PER_WH, CLAMP_STEP);
    measured(component, prefix, power, "act_power", said);
    return true;
  }

  private static void measured(
      ObjectNode in, String prefix, @Nullable JsonNode power, String powerName, Quantities said) {
    JsonNode errors = in.get(prefix + "errors");
    if (trusted(errors, powerName)) {
      said.watts(power);
    }
    if (trusted(errors, "voltage")) {
      said.voltage(in.get(prefix + "voltage"), Quantities.UNIT);
    }
    if (trusted(errors, "current")) {
      said.current(in.get(prefix + "current"), Quantities.UNIT);
    }
    if (trusted(errors, "pf")) {
      said.powerFactor(in.get(prefix + "pf"));
    }
  }

  /** Whether no error says that the meter failed or that this quantity is out of its range. */
  private static boolean trusted(@Nullable JsonNode errors, String quantity) {
    if (errors != null) {
      for (JsonNode each : errors) {
        String error = each.asText();
        if (error.startsWith("power_me") || error.equals("out_of_range:" + quantity)) {
          return false;
        }
      }
    }
    return true;
  }
}
