package io.garonne.ingest.decode;

import static io.garonne.ingest.decode.Description.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.model.Reading.State;
import java.util.List;
import java.util.Set;

/**
 * Shelly's second, third and fourth generation. A device speaks of itself in notifications, which
 * hold only what has changed, in status topics, which hold a whole component, and in answers to
 * requests. Each message gives what it says at the time it says; the parts meet in the stream.
 *
 * <p>Status topics have no time of their own, so their arrival counts. {@code aenergy.minute_ts} is
 * the mark of the minute that {@code by_minute} speaks of: with it all messages of one minute would
 * be one instant, and the newest power would be moved up to a minute back.
 *
 * <p>Source: shelly-api-docs.shelly.cloud/gen2.
 */
public final class ShellyGen2Decoder implements PayloadDecoder {
  private static final String NOTIFICATIONS = "/events/rpc";
  private static final String ONLINE = "/online";
  private static final Set<String> WITHOUT_INDEX =
      Set.of(
          "sys", "wifi", "cloud", "mqtt", "ble", "ws", "eth", "ui", "modbus", "matter", "bthome");

  /** Devices with clamps; their switch drives a contactor. */
  private static final List<String> METERS =
      List.of("shellyproem", "shellypro3em", "shellyemg", "shelly3em");

  @Override
  public String name() {
    return "shelly-gen2";
  }

  @Override
  public Description description() {
    return new Description(
        "Shelly Gen2, Gen3, Gen4 (Plus, Pro, Mini, Power Strip, EM), and bridges that speak like"
            + " them",
        List.of(
            "<prefix>/events/rpc",
            "<prefix>/status/<component>:<i>",
            "<prefix>/online",
            "answers on <client>/rpc: an object with src and result"),
        List.of(
            value("switch|pm1|cover|light|rgb|rgbw|cct:<i> apower", "W", "power of channel <i>"),
            value("voltage, current, pf", "V, A, -", "voltage, current, power factor"),
            value("aenergy.total", "Wh", "register"),
            value("ret_aenergy, aenergy.by_minute", "Wh, mWh", "not read: export, window"),
            value("output", "true, false", "state"),
            value(
                "em:0 {a,b,c}_act_power, _voltage, _current, _pf",
                "W, V, A, -",
                "channels a, b, c"),
            value("emdata:0 {a,b,c}_total_act_energy", "Wh", "register of channels a, b, c"),
            value("total_…, n_current, …_ret_energy", "", "not read: sums, neutral, export"),
            value("em1:<i> act_power … / em1data:<i> total_act_energy", "W / Wh", "channel <i>"),
            value("params.ts, result.sys.unixtime", "s since 1970 UTC", "time"),
            value("online", "true, false", "available, unavailable")),
        List.of(
            "Status topics have no time: the arrival counts, and retained ones are ignored.",
            "Before the device has the time from NTP, the arrival counts.",
            "A value that errors[] calls out of range or not measured is left out.",
            "A switch without meter gives a state and no power.",
            "Below about 1 W power can be 0 while the register counts.",
            "The switch of a device with clamps drives a contactor: its state is not read."
                + " Such a device is known by its id or by clamps in the same message.",
            "Status topics and notifications of one device must have one prefix, which is the"
                + " device's name; answers have the device's id."),
        List.of(
            "shelly-api-docs.shelly.cloud/gen2/General/Notifications",
            "shelly-api-docs.shelly.cloud/gen2/ComponentsAndServices"));
  }

  @Override
  public boolean claims(String topic) {
    return named(topic, NOTIFICATIONS)
        || named(topic, ONLINE)
        || isComponent(topic, "/status/")
        || isComponent(topic, "/command/");
  }

  @Override
  public boolean recognises(String topic, ObjectNode payload) {
    if (!payload.path("src").isTextual()) {
      return false;
    }
    return payload.path("result").isObject()
        || payload.path("method").asText().startsWith("Notify")
        || (topic.endsWith("/rpc") && (payload.has("method") || payload.has("error")));
  }

  @Override
  public Decoding decode(InboundMessage message, DecodeContext context) {
    String topic = message.topic();
    if (named(topic, ONLINE)) {
      return online(message, context);
    }
    if (isComponent(topic, "/command/")) {
      return new Decoding.Ignored(Reason.NOT_TELEMETRY);
    }
    return switch (JsonPayload.read(message.payload())) {
      case JsonPayload.Unusable unusable -> unusable.decoding();
      case JsonPayload.Parsed parsed ->
          isComponent(topic, "/status/")
              ? component(parsed.object(), message, context)
              : frame(parsed.object(), message, context);
    };
  }

  private Decoding online(InboundMessage message, DecodeContext context) {
    String topic = message.topic();
    String device = topic.substring(0, topic.length() - ONLINE.length());
    State state = Texts.reachable(Texts.word(message));
    if (state == null) {
      return new Decoding.Rejected(Reason.UNKNOWN_TOPIC, "neither true nor false: no Shelly's");
    }
    Channels channels = new Channels(context);
    channels.only().state(state);
    return channels.decoding(
        device, Timing.of((String) null, device, message, context), message, this);
  }

  private Decoding component(ObjectNode status, InboundMessage message, DecodeContext context) {
    String topic = message.topic();
    int last = topic.lastIndexOf('/');
    String device = topic.substring(0, last - "/status".length());
    Channels channels = new Channels(context);
    boolean electric =
        ShellyComponents.read(topic.substring(last + 1), status, hasClamps(device), channels);
    return electric
        ? channels.decoding(
            device, Timing.of((String) null, device, message, context), message, this)
        : new Decoding.Ignored(Reason.NO_ENERGY);
  }

  /** A notification or an answer. */
  private Decoding frame(ObjectNode frame, InboundMessage message, DecodeContext context) {
    String topic = message.topic();
    String id = frame.path("src").asText();
    String device =
        named(topic, NOTIFICATIONS)
            ? topic.substring(0, topic.length() - NOTIFICATIONS.length())
            : id;
    String method = frame.path("method").asText();
    boolean notification = method.equals("NotifyStatus") || method.equals("NotifyFullStatus");
    JsonNode said = frame.path(notification ? "params" : "result");
    if (!(said instanceof ObjectNode status)) {
      return new Decoding.Ignored(Reason.NOT_TELEMETRY);
    }
    JsonNode time = notification ? status.get("ts") : status.path("sys").get("unixtime");
    Channels channels = new Channels(context);
    return ShellyComponents.readAll(status, hasClamps(id) || hasClamps(device), channels)
        ? channels.decoding(device, Timing.of(time, device, message, context), message, this)
        : new Decoding.Ignored(Reason.NO_ENERGY);
  }

  private static boolean hasClamps(String id) {
    for (String meter : METERS) {
      if (id.contains(meter)) {
        return true;
      }
    }
    return false;
  }

  private static boolean named(String topic, String suffix) {
    return topic.length() > suffix.length() && topic.endsWith(suffix);
  }

  /** Whether a topic ends with {@code <under><component>:<index>} or a component without index. */
  private static boolean isComponent(String topic, String under) {
    int last = topic.lastIndexOf('/');
    int start = last + 1 - under.length();
    if (start < 1 || !topic.startsWith(under, start)) {
      return false;
    }
    int colon = topic.indexOf(':', last);
    if (colon < 0) {
      return WITHOUT_INDEX.contains(topic.substring(last + 1));
    }
    for (int i = last + 1; i < topic.length(); i++) {
      char c = topic.charAt(i);
      boolean fits = i < colon ? (c >= 'a' && c <= 'z') || digit(c) : i == colon || digit(c);
      if (!fits) {
        return false;
      }
    }
    return colon > last + 1 && colon < topic.length() - 1;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
