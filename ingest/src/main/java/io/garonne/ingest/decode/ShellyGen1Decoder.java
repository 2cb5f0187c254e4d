package io.garonne.ingest.decode;

import static io.garonne.ingest.decode.Description.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.model.Reading.State;
import io.garonne.model.Units;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shelly's first generation: one plain value per topic below {@code shellies/<id>/}. A relay's
 * {@code energy} counts watt-minutes since the last boot, a clamp's {@code total} watt-hours since
 * ever; the clamp's own {@code energy} is a second counter of the same electricity and not read.
 *
 * <p>Source: shelly-api-docs.shelly.cloud/gen1.
 */
public final class ShellyGen1Decoder implements PayloadDecoder {
  static final long MILLIJOULES_PER_WATT_MINUTE = 60_000;

  /** A clamp's total has one decimal, and drops it where it is 0. */
  static final long TOTAL_STEP = Units.MILLIJOULES_PER_WH / 10;

  @Override
  public String name() {
    return "shelly-gen1";
  }

  @Override
  public Description description() {
    return new Description(
        "Shelly Gen1 (Plug, Plug S, 1PM, 2.5, 4Pro, EM, 3EM, dimmers)",
        List.of("shellies/<id>/…", "the JSON of HTTP /status under any topic, and …/info"),
        List.of(
            value("relay/<i>, light/<i>", "on, off, overpower", "state of channel <i>"),
            value("relay|meter|light|roller/<i>/power", "W", "power"),
            value("relay|meter|light|roller/<i>/energy", "watt-minutes", "register (÷ 60 = Wh)"),
            value("emeter/<i>/total", "Wh", "register"),
            value("emeter/<i>/power, voltage, current, pf", "W, V, A, -", "as they are"),
            value("emeter/<i>/energy", "watt-minutes", "not read: the total counts the same"),
            value("emeter/<i>/total_returned, returned_energy", "Wh", "not read: export"),
            value("total_power", "W", "not read: sum of the clamps"),
            value("online", "true, false", "available, unavailable"),
            value("/status: meters[].total, emeters[].total", "watt-minutes, Wh", "register"),
            value("/status: unixtime", "s since 1970 UTC", "time"),
            value(
                "/status: meters[].timestamp",
                "local clock as epoch",
                "time if unixtime is missing")),
        List.of(
            "MQTT messages have no time: the arrival counts, and retained ones are ignored.",
            "A relay's energy starts at 0 after every boot.",
            "Power can stay at its last value after the relay has been switched off.",
            "The relay of an EM or 3EM drives a contactor: its state is not the clamps' state. It is"
                + " known by an id that begins with shellyem; with an id of one's own it would be"
                + " shown as the state of channel 0.",
            "A device read over /status has its MAC address as name (or the topic, if the answer"
                + " has none); take either MQTT or /status, not both."),
        List.of("shelly-api-docs.shelly.cloud/gen1"));
  }

  @Override
  public boolean claims(String topic) {
    return topic.startsWith(ShellyGen1Topic.PREFIX);
  }

  @Override
  public boolean recognises(String topic, ObjectNode payload) {
    return payload.path("emeters").path(0).has("is_valid")
        || payload.path("meters").path(0).has("is_valid");
  }

  @Override
  public Decoding decode(InboundMessage message, DecodeContext context) {
    if (!claims(message.topic())) {
      return status(null, message, context);
    }
    ShellyGen1Topic topic = ShellyGen1Topic.of(message.topic());
    if (topic == null) {
      return new Decoding.Ignored(withoutDevice(message.topic()));
    }
    String device = topic.device();
    Channels channels = new Channels(context);
    Reason ignored = null;
    switch (topic.component()) {
      case "info" -> {
        return status(device, message, context);
      }
      case "online" -> channels.only().state(Texts.reachable(Texts.word(message)));
      case "voltage" -> channels.only().voltage(number(message), Quantities.UNIT);
      case "announce" -> ignored = Reason.DISCOVERY;
      case "command" -> ignored = Reason.NOT_TELEMETRY;
      case "total_power" -> ignored = Reason.SUM_OF_PARTS;
      default -> ignored = component(topic, message, channels.channel(topic.channel()));
    }
    return ignored != null
        ? new Decoding.Ignored(ignored)
        : channels.decoding(
            device, Timing.of((String) null, device, message, context), message, this);
  }

  private static Reason withoutDevice(String topic) {
    return switch (topic.substring(ShellyGen1Topic.PREFIX.length())) {
      case "announce" -> Reason.DISCOVERY;
      case "command" -> Reason.NOT_TELEMETRY;
      default -> Reason.NO_ENERGY; // inputs, thermometers
    };
  }

  /** Adds what a component says; returns why it is ignored, or null. */
  private static @Nullable Reason component(
      ShellyGen1Topic topic, InboundMessage message, Quantities said) {
    switch (topic.quantity()) {
      case "" -> {
        return state(topic, Texts.word(message), said);
      }
      case "power" -> said.watts(number(message));
      case "voltage" -> said.voltage(number(message), Quantities.UNIT);
      case "current" -> said.current(number(message), Quantities.UNIT);
      case "pf" -> said.powerFactor(number(message));
      case "total" -> said.energy(number(message), Units.MILLIJOULES_PER_WH, TOTAL_STEP);
      case "energy" -> {
        if (topic.clamp()) {
          return Reason.NOT_THE_REGISTER;
        }
        said.energy(number(message), MILLIJOULES_PER_WATT_MINUTE, null);
      }
      case "total_returned", "returned_energy" -> {
        return Reason.NOT_THE_REGISTER;
      }
      case "total_power" -> {
        return Reason.SUM_OF_PARTS;
      }
      case "reactive_power" -> {
        return Reason.NO_ENERGY;
      }
      case "command", "set" -> {
        return Reason.NOT_TELEMETRY;
      }
      default -> {
        return Reason.STATE_ONLY;
      }
    }
    return null;
  }

  /** The relay of a device with clamps drives a contactor; power flows whatever it says. */
  private static @Nullable Reason state(ShellyGen1Topic topic, String word, Quantities said) {
    State state = word.equals("overpower") ? State.OFF : Texts.onOff(word);
    if (state == null || !topic.switched() || topic.device().startsWith("shellyem")) {
      return Reason.STATE_ONLY;
    }
    said.state(state);
    return null;
  }

  private Decoding status(@Nullable String id, InboundMessage message, DecodeContext context) {
    return switch (JsonPayload.read(message.payload())) {
      case JsonPayload.Unusable unusable -> unusable.decoding();
      case JsonPayload.Parsed parsed -> {
        ObjectNode status = parsed.object();
        JsonNode mac = status.get("mac");
        String device =
            id != null ? id : mac != null && mac.isTextual() ? mac.asText() : message.topic();
        Channels channels = new Channels(context);
        if (!ShellyGen1Status.read(status, channels)) {
          yield new Decoding.Ignored(Reason.NO_ENERGY);
        }
        yield channels.decoding(
            device, ShellyGen1Status.timing(status, device, message, context), message, this);
      }
    };
  }

  private static @Nullable BigDecimal number(InboundMessage message) {
    return Decimals.number(Texts.word(message));
  }
}
