package io.garonne.ingest.decode;

import static io.garonne.ingest.decode.Description.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.model.Reading.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
            "answers on <client>/rpc: an object with src and result",
            "the JSON of HTTP /rpc/Shelly.GetStatus under any topic"),
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
            "Where Home Assistant's discovery names another device beside <prefix>/online, it is"
                + " that one's.",
            "Status topics have no time: the arrival counts, and retained ones are ignored.",
            "Before the device has the time from NTP, the arrival counts.",
            "A value that errors[] calls out of range or not measured is left out.",
            "A switch without meter gives a state and no power.",
            "Below about 1 W power can be 0 while the register counts.",
            "The switch of a device with clamps drives a contactor: its state is not read."
                + " Such a device is known by its id or by clamps in the same message.",
            "Status topics and notifications of one device must have one prefix, which is the"
                + " device's name; answers have the device's id, HTTP's the MAC address."),
        List.of(
            "shelly-api-docs.shelly.cloud/gen2/General/Notifications",
            "shelly-api-docs.shelly.cloud/gen2/ComponentsAndServices"));
  }

  @Override
  public boolean claims(String topic) {
    ShellyGen2Topic its = ShellyGen2Topic.of(topic);
    return its != null && its.isCertain();
  }

  @Override
  public boolean expects(InboundMessage message, Announcements announced) {
    ShellyGen2Topic topic = ShellyGen2Topic.of(message.topic());
    if (topic == null) {
      return false;
    }
    return announced.knows(message.topic())
        ? announced.areReachedBy(
            message.topic(),
            device -> announced.speaksOnly(device, each -> isOf(topic.prefix(), each)))
        : Texts.isOneOf(message, "true", "false");
  }

  @Override
  public boolean recognises(String topic, ObjectNode payload) {
    if (!payload.path("src").isTextual()) {
      return isStatus(payload);
    }
    return payload.path("result").isObject()
        || payload.path("method").asText().startsWith("Notify")
        || (topic.endsWith("/rpc") && (payload.has("method") || payload.has("error")));
  }

  @Override
  public Decoding decode(InboundMessage message, DecodeContext context) {
    ShellyGen2Topic topic = ShellyGen2Topic.of(message.topic());
    if (topic != null && topic.kind() == ShellyGen2Topic.Kind.ONLINE) {
      return online(topic.prefix(), message, context);
    }
    if (topic != null && topic.kind() == ShellyGen2Topic.Kind.COMMAND) {
      return new Decoding.Ignored(Reason.NOT_TELEMETRY);
    }
    return switch (JsonPayload.read(message.payload())) {
      case JsonPayload.Unusable unusable -> unusable.decoding();
      case JsonPayload.Parsed parsed -> {
        ObjectNode payload = parsed.object();
        if (topic == null && isStatus(payload)) {
          String device = payload.path("sys").path("mac").asText();
          yield components(payload, device, device, systemTime(payload), message, context);
        }
        yield topic != null && topic.kind() == ShellyGen2Topic.Kind.STATUS
            ? component(payload, topic, message, context)
            : frame(payload, topic, message, context);
      }
    };
  }

  private Decoding online(String device, InboundMessage message, DecodeContext context) {
    State state = Texts.reachable(Texts.word(message));
    if (state == null) {
      return new Decoding.Rejected(Reason.UNKNOWN_TOPIC, "neither true nor false: no Shelly's");
    }
    Channels channels = new Channels(context);
    channels.only().state(state);
    return decoding(true, device, null, channels, message, context);
  }

  private Decoding component(
      ObjectNode status, ShellyGen2Topic topic, InboundMessage message, DecodeContext context) {
    Channels channels = new Channels(context);
    boolean electric =
        ShellyComponents.read(topic.component(), status, hasClamps(topic.prefix()), channels);
    return decoding(electric, topic.prefix(), null, channels, message, context);
  }

  /** A notification or an answer. */
  private Decoding frame(
      ObjectNode frame,
      @Nullable ShellyGen2Topic topic,
      InboundMessage message,
      DecodeContext context) {
    String id = frame.path("src").asText();
    String device = topic != null ? topic.prefix() : id;
    String method = frame.path("method").asText();
    boolean notification = method.equals("NotifyStatus") || method.equals("NotifyFullStatus");
    if (!(frame.path(notification ? "params" : "result") instanceof ObjectNode status)) {
      return new Decoding.Ignored(Reason.NOT_TELEMETRY);
    }
    JsonNode time = notification ? status.get("ts") : systemTime(status);
    return components(status, device, id, time, message, context);
  }

  private Decoding components(
      ObjectNode status,
      String device,
      String id,
      @Nullable JsonNode time,
      InboundMessage message,
      DecodeContext context) {
    Channels channels = new Channels(context);
    boolean clamps = hasClamps(id) || hasClamps(device);
    boolean electric = ShellyComponents.readAll(status, clamps, channels);
    return decoding(electric, device, time, channels, message, context);
  }

  private Decoding decoding(
      boolean electric,
      String device,
      @Nullable JsonNode time,
      Channels channels,
      InboundMessage message,
      DecodeContext context) {
    return electric
        ? channels.decoding(device, Timing.of(time, device, message, context), message, this)
        : new Decoding.Ignored(Reason.NO_ENERGY);
  }

  /** The answer to HTTP {@code /rpc/Shelly.GetStatus}: all components, and nothing around them. */
  private static boolean isStatus(ObjectNode payload) {
    return payload.path("sys").has("mac") && payload.path("sys").has("unixtime");
  }

  private static boolean isOf(String prefix, String topic) {
    ShellyGen2Topic its = ShellyGen2Topic.of(topic);
    return its != null && its.prefix().equals(prefix);
  }

  private static @Nullable JsonNode systemTime(ObjectNode status) {
    return status.path("sys").get("unixtime");
  }

  private static boolean hasClamps(String id) {
    for (String meter : METERS) {
      if (id.contains(meter)) {
        return true;
      }
    }
    return false;
  }
}
