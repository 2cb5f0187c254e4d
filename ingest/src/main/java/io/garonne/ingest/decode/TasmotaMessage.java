package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.model.Reading;
import io.garonne.model.Reading.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One message of a device with Tasmota, whose topic and texts are known. */
final class TasmotaMessage {
  /** Last levels of the topics that are read. */
  static final Set<String> ENDS =
      Set.of("SENSOR", "ENERGY", "STATUS8", "STATUS10", "STATE", "LWT", "RESULT", "POWER");

  /** Sensors with keys like a meter's, in other units than a meter's. */
  private static final Set<String> NOT_ELECTRIC = Set.of("LD2410", "AS3935");

  /** Keys that people give to the values of their meters. */
  private static final Pattern ELECTRIC =
      Pattern.compile(
          "(?iu).*(power|leistung|watt|wh$|energ|bezug|einspeis|verbrauch|zähler|zaehler|consum"
              + "|import|export|total_?(in|out)|puissance|conso).*|[ep]_?(in|out|total|sum)");

  /** What plugs report to a Zigbee bridge; their scale is known to the bridge's owner only. */
  private static final List<String> ZIGBEE_ELECTRIC =
      List.of("ActivePower", "CurrentSummationDelivered", "RMSVoltage", "RMSCurrent", "Power");

  private static final Pattern RELAY = Pattern.compile("POWER\\d*");

  private final InboundMessage message;
  private final DecodeContext context;
  private final Announcement.Tasmota about;
  private final PayloadDecoder decoder;

  TasmotaMessage(
      InboundMessage message,
      DecodeContext context,
      Announcement.Tasmota about,
      PayloadDecoder decoder) {
    this.message = message;
    this.context = context;
    this.about = about;
    this.decoder = decoder;
  }

  /** Whether an object is what Tasmota sends of its meter. */
  static boolean isTelemetry(JsonNode payload) {
    return payload.has("Time") && payload.get("ENERGY") instanceof ObjectNode;
  }

  /**
   * Reads it.
   *
   * @param what the last level of the topic
   */
  Decoding decode(String what) {
    if (RELAY.matcher(what).matches()) {
      State state = relay(what, Texts.word(message));
      return state == null ? new Decoding.Ignored(Reason.STATE_ONLY) : state(state, null);
    }
    return switch (what) {
      case "LWT" -> {
        String word = Texts.word(message);
        yield word.equals(about.online())
            ? state(State.AVAILABLE, null)
            : word.equals(about.offline())
                ? state(State.UNAVAILABLE, null)
                : new Decoding.Ignored(Reason.AVAILABILITY);
      }
      case "STATE" -> state(true);
      case "RESULT" -> state(false);
      case "SENSOR", "ENERGY", "STATUS8", "STATUS10" -> telemetry(what);
      default -> recognised();
    };
  }

  /** Under a topic of the owner's making. */
  private Decoding recognised() {
    boolean telemetry =
        JsonPayload.read(message.payload()) instanceof JsonPayload.Parsed parsed
            && isTelemetry(
                parsed.object().path("StatusSNS").isObject()
                    ? parsed.object().get("StatusSNS")
                    : parsed.object());
    return telemetry ? telemetry("SENSOR") : new Decoding.Ignored(Reason.NOT_TELEMETRY);
  }

  private Decoding state(State state, @Nullable JsonNode time) {
    Channels channels = new Channels(context);
    channels.only().state(state);
    return channels.decoding(
        about.device(), Timing.of(time, about.device(), message, context), message, decoder);
  }

  /**
   * The relays: on if one is.
   *
   * @param all whether the message names all of them
   */
  private Decoding state(boolean all) {
    return switch (JsonPayload.read(message.payload())) {
      case JsonPayload.Unusable unusable -> unusable.decoding();
      case JsonPayload.Parsed parsed -> {
        State found = null;
        for (Map.Entry<String, JsonNode> field : parsed.object().properties()) {
          if (RELAY.matcher(field.getKey()).matches()) {
            State relay = relay(all ? "POWER" : field.getKey(), field.getValue().asText());
            found = found == State.ON || relay == null ? found : relay;
          }
        }
        yield found == null
            ? new Decoding.Ignored(all ? Reason.STATE_ONLY : Reason.NOT_TELEMETRY)
            : state(found, parsed.object().get("Time"));
      }
    };
  }

  /** What a relay's text says of the device: one of several that is off says nothing. */
  private @Nullable State relay(String name, String text) {
    if (text.equals(about.on())) {
      return State.ON;
    }
    return text.equals(about.off()) && name.equals("POWER") ? State.OFF : null;
  }

  private Decoding telemetry(String what) {
    return switch (JsonPayload.read(message.payload())) {
      case JsonPayload.Unusable unusable -> unusable.decoding();
      case JsonPayload.Parsed parsed -> {
        ObjectNode root = parsed.object();
        if (root.get("StatusSNS") instanceof ObjectNode status) {
          root = status;
        }
        // Firmware before 6 sent the energy object itself, under its own topic.
        JsonNode energy = what.equals("ENERGY") ? root : root.get("ENERGY");
        yield telemetry(root, energy);
      }
    };
  }

  private Decoding telemetry(ObjectNode root, @Nullable JsonNode energy) {
    List<TasmotaEnergy.Channel> channels = new ArrayList<>();
    boolean electric = TasmotaEnergy.clamps(root.get("ANALOG"), context, channels);
    if (energy != null) {
      electric = true;
      if (energy instanceof ObjectNode object && !TasmotaEnergy.meter(object, context, channels)) {
        return new Decoding.Rejected(
            Reason.AMBIGUOUS_PHASES, "registers and powers differ in number");
      }
    }
    if (!electric) {
      return withoutEnergy(root);
    }
    if (channels.isEmpty()) {
      return new Decoding.Rejected(Reason.NO_USABLE_VALUE, "no usable energy, power or voltage");
    }
    return switch (Timing.of(root.get("Time"), about.device(), message, context)) {
      case Timing.Unknown unknown -> unknown.decoding();
      case Timing.At when -> {
        List<Reading> readings = new ArrayList<>(channels.size());
        for (TasmotaEnergy.Channel channel : channels) {
          readings.add(
              channel
                  .said()
                  .reading(about.device(), channel.name(), when, message, decoder.name()));
        }
        yield new Decoding.Readings(readings);
      }
    };
  }

  /** A meter whose keys its owner has chosen must not be taken for a thermometer. */
  private static Decoding withoutEnergy(ObjectNode root) {
    for (JsonNode reporter : root.path("ZbReceived")) {
      for (String electric : ZIGBEE_ELECTRIC) {
        if (reporter.has(electric)) {
          return new Decoding.Rejected(
              Reason.NOT_SUPPORTED, "Tasmota's Zigbee bridge: known, not supported yet");
        }
      }
    }
    for (Map.Entry<String, JsonNode> sensor : root.properties()) {
      if (sensor.getValue() instanceof ObjectNode values
          && !NOT_ELECTRIC.contains(sensor.getKey())) {
        for (Map.Entry<String, JsonNode> value : values.properties()) {
          if (value.getValue().isNumber() && ELECTRIC.matcher(value.getKey()).matches()) {
            return new Decoding.Rejected(
                Reason.NOT_SUPPORTED,
                "the keys of a meter's script are free text: describe "
                    + sensor.getKey()
                    + "."
                    + value.getKey()
                    + " by a rule");
          }
        }
      }
    }
    return new Decoding.Ignored(Reason.NO_ENERGY);
  }
}
