package io.garonne.ingest.decode;

import static io.garonne.ingest.decode.Description.value;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.model.Reading.State;
import java.math.BigDecimal;
import java.util.List;

/**
 * Zigbee2MQTT. Every message repeats all that the bridge remembers of a device, whether it is new
 * or not. {@code last_seen} is taken as the time: it is the last radio contact, so nothing in the
 * message is younger, but a value that the device did not report then may be older; a register that
 * stands still meanwhile is counted in one step when it moves.
 *
 * <p>Source: zigbee2mqtt.io/guide/usage/mqtt_topics_and_messages, /guide/configuration.
 */
public final class Zigbee2MqttDecoder implements PayloadDecoder {
  private static final String BASE = "zigbee2mqtt";
  private static final String AVAILABILITY = "/availability";

  /** Of the bridge: discovery names it for each device, none of which it is. */
  private static final String BRIDGE_STATE = "/bridge/state";

  @Override
  public String name() {
    return "zigbee2mqtt";
  }

  @Override
  public Description description() {
    return new Description(
        "Zigbee2MQTT (plugs and meters of any make)",
        List.of(
            "…/zigbee2mqtt/<friendly name>, also bases that begin with zigbee2mqtt",
            "…/zigbee2mqtt/<friendly name>/<field> (output: attribute)",
            "…/availability",
            "any other base: an object with linkquality and a value below"),
        List.of(
            value(
                "energy, consumption",
                "kWh",
                "register; consumption only where there is no energy"),
            value("power, current, voltage, power_factor", "W, A, V, -", "as they are"),
            value("…_l1, _l2, _left, _right, _1 …", "", "a channel of that name"),
            value("power_phase_b, power_phase_c", "W", "added to power: one channel"),
            value("state", "ON, OFF", "state"),
            value("last_seen", "ISO 8601 or ms since 1970", "time; it means radio contact"),
            value("produced_energy, energy_today …", "kWh", "not read: export, windows"),
            value("availability", "online, offline or {\"state\":…}", "available, unavailable")),
        List.of(
            "Messages repeat what the bridge remembers: with last_seen: disable (the default) an old"
                + " value looks new.",
            "Voltage is read only beside power, current or energy: batteries report millivolts.",
            "A group repeats its members' state under its own name; groups are not told from"
                + " devices. Energy of groups is not published, so nothing counts twice.",
            "A device's register step is 10 Wh unless it writes more decimals."),
        List.of(
            "zigbee2mqtt.io/guide/usage/mqtt_topics_and_messages",
            "zigbee2mqtt.io/guide/configuration/mqtt",
            "zigbee2mqtt.io/guide/configuration/device-availability"));
  }

  @Override
  public boolean claims(String topic) {
    return base(topic) >= 0;
  }

  @Override
  public boolean recognises(String topic, ObjectNode payload) {
    if (topic.endsWith(AVAILABILITY) || topic.endsWith(BRIDGE_STATE)) {
      return payload.size() == 1 && Texts.reachable(payload.path("state").asText()) != null;
    }
    return payload.has("linkquality")
        && (payload.has("state") || Zigbee2MqttFields.mentionsElectricity(payload));
  }

  @Override
  public Decoding decode(InboundMessage message, DecodeContext context) {
    String topic = message.topic();
    int base = base(topic);
    int end = base < 0 ? -1 : topic.indexOf('/', base);
    String name = end < 0 ? topic : topic.substring(end + 1);
    if (end >= 0 && (name.equals("bridge") || name.startsWith("bridge/"))) {
      return bridge(name);
    }
    if (base < 0 && topic.endsWith(BRIDGE_STATE)) {
      return bridge("bridge/state");
    }
    // Under a base of one's own the whole topic is the name: its levels cannot be told apart.
    String device = end >= 0 && end - base == BASE.length() ? name : topic;
    if (isCommand(device)) {
      return new Decoding.Ignored(Reason.NOT_TELEMETRY);
    }
    if (device.endsWith(AVAILABILITY)) {
      return availability(parent(device), message, context);
    }
    return switch (JsonPayload.read(message.payload())) {
      case JsonPayload.Parsed parsed -> state(parsed.object(), device, message, context);
      case JsonPayload.Unusable unusable ->
          base >= 0 && name.indexOf('/') > 0 && message.payload().length > 0
              ? attribute(device, message, context, unusable.decoding())
              : unusable.decoding();
    };
  }

  private static Decoding bridge(String name) {
    return new Decoding.Ignored(
        switch (name) {
          case "bridge/state" -> Reason.AVAILABILITY;
          case "bridge/devices", "bridge/groups", "bridge/info", "bridge/definitions" ->
              Reason.DISCOVERY;
          default -> Reason.NOT_TELEMETRY;
        });
  }

  private Decoding availability(String device, InboundMessage message, DecodeContext context) {
    String word =
        JsonPayload.read(message.payload()) instanceof JsonPayload.Parsed parsed
            ? parsed.object().path("state").asText()
            : Texts.word(message);
    Channels channels = new Channels(context);
    channels.only().state(Texts.reachable(word));
    return channels.decoding(
        device, Timing.of((String) null, device, message, context), message, this);
  }

  private Decoding state(
      ObjectNode payload, String device, InboundMessage message, DecodeContext context) {
    Channels channels = new Channels(context);
    boolean electric = Zigbee2MqttFields.read(payload, channels);
    if (!electric && channels.isEmpty()) {
      return new Decoding.Ignored(Reason.NO_ENERGY);
    }
    return channels.decoding(
        device, Timing.of(payload.get("last_seen"), device, message, context), message, this);
  }

  /** One field in a topic of its own, as {@code output: attribute} publishes them. */
  private Decoding attribute(
      String device, InboundMessage message, DecodeContext context, Decoding otherwise) {
    Zigbee2MqttField field = Zigbee2MqttField.of(device.substring(device.lastIndexOf('/') + 1));
    String word = Texts.word(message);
    Channels channels = new Channels(context);
    if (field == null) {
      // A word where an object should be; but a device's broken object must not pass for one.
      return word.isEmpty() || word.charAt(0) == '{'
          ? otherwise
          : new Decoding.Ignored(Reason.NO_ENERGY);
    }
    if (field.isPhase()) {
      return new Decoding.Rejected(
          Reason.AMBIGUOUS_PHASES, "a phase alone: use output: json for this device");
    }
    switch (field.quantity()) {
      case "state" -> {
        State state = Texts.onOff(word);
        if (state == null) {
          return new Decoding.Ignored(Reason.STATE_ONLY); // of a blind, a lock
        }
        channels.channel(field.channel()).state(state);
      }
      case "produced_energy" -> {
        return new Decoding.Ignored(Reason.NOT_THE_REGISTER);
      }
      default -> {
        BigDecimal number = Decimals.number(word);
        if (field.isBattery(number)) {
          return new Decoding.Ignored(Reason.NO_ENERGY);
        }
        field.number(number, channels);
      }
    }
    return channels.decoding(
        parent(device), Timing.of((String) null, device, message, context), message, this);
  }

  /** Index of the first level that begins with the default base and is not the last, or -1. */
  private static int base(String topic) {
    int at = topic.startsWith(BASE) ? 0 : topic.indexOf('/' + BASE) + 1;
    boolean found = at > 0 || topic.startsWith(BASE);
    return found && topic.indexOf('/', at) > 0 ? at : -1;
  }

  private static boolean isCommand(String name) {
    return name.endsWith("/set")
        || name.endsWith("/get")
        || name.contains("/set/")
        || name.contains("/get/");
  }

  private static String parent(String name) {
    int last = name.lastIndexOf('/');
    return last < 0 ? name : name.substring(0, last);
  }
}
