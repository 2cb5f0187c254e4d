package io.garonne.ingest.decode;

import static io.garonne.ingest.decode.Description.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Devices with Tasmota. A topic has a level {@code tele}, {@code stat} or {@code cmnd} somewhere
 * and says at its end what the message is; what remains of it is the device's name, whole, since
 * only the whole is sure to be one device's. Times are local to the site unless they carry an
 * offset.
 *
 * <p>Source: tasmota.github.io/docs/MQTT, /Commands, /Power-Monitoring-Calibration.
 */
public final class TasmotaDecoder implements PayloadDecoder {
  private static final String DISCOVERY = "tasmota/discovery/";

  @Override
  public String name() {
    return "tasmota";
  }

  @Override
  public boolean claims(String topic) {
    return topic.startsWith(DISCOVERY) || prefix(topic.split("/", -1)) >= 0;
  }

  @Override
  public Description description() {
    return new Description(
        "Tasmota (NOUS, Athom, Gosund, Sonoff POW, Delock 11827 …), OpenBeken's tele/SENSOR",
        List.of(
            "tele/<topic>/SENSOR and any other FullTopic with a level tele, stat or cmnd",
            "…/ENERGY (firmware 5), stat/…/STATUS8, stat/…/STATUS10",
            "tele/…/STATE, tele/…/LWT, stat/…/RESULT, stat/…/POWER",
            "tasmota/discovery/<MAC>/config, and the topics that it names",
            "any other topic with Time and an object ENERGY, or with StatusSNS"),
        List.of(
            value("Time", "local ISO 8601, or with offset", "time, in the site's zone"),
            value("ENERGY.Total", "kWh", "register; of phases or of the device"),
            value("ENERGY.ConsumptionTotal", "Wh (OpenBeken)", "register"),
            value("ENERGY.Power, ActivePower", "W", "power"),
            value("ENERGY.Voltage, Current, Factor", "V, A, -", "voltage, current, power factor"),
            value("ANALOG.CTEnergy<n>.Energy, Power", "kWh, W", "a channel per clamp"),
            value("POWER, POWER1 …", "ON, OFF", "on if any relay is; off if the only one is"),
            value("LWT", "Online, Offline or as announced", "available, unavailable")),
        List.of(
            "Total as [sum, tariff 1, tariff 2] is one register; as a list per phase it is one"
                + " channel per phase.",
            "Today, Yesterday, Period, Import…, Export…: windows and other registers, not read.",
            "A meter read by script or SML names its values itself: such a message is refused until"
                + " a rule describes it.",
            "With prefixes of one's own, the prefix is part of the device's name."),
        List.of(
            "tasmota.github.io/docs/MQTT",
            "tasmota.github.io/docs/Commands",
            "tasmota.github.io/docs/Power-Monitoring-Calibration",
            "tasmota.github.io/docs/Tasmota-Discovery"));
  }

  @Override
  public boolean recognises(String topic, ObjectNode payload) {
    JsonNode status = payload.get("StatusSNS");
    return TasmotaMessage.isTelemetry(status == null ? payload : status);
  }

  @Override
  public boolean expects(InboundMessage message, Announcements announced) {
    return announced.tasmota(head(message.topic())) != null;
  }

  @Override
  public Decoding decode(InboundMessage message, DecodeContext context) {
    String topic = message.topic();
    if (topic.startsWith(DISCOVERY)) {
      return topic.endsWith("/config")
          ? TasmotaDiscovery.read(message)
          : new Decoding.Ignored(Reason.DISCOVERY);
    }
    String[] levels = topic.split("/", -1);
    int prefix = prefix(levels);
    if (prefix >= 0 && levels[prefix].equals("cmnd")) {
      return new Decoding.Ignored(Reason.NOT_TELEMETRY);
    }
    String what = levels[levels.length - 1];
    Announcement.Tasmota about = context.announced().tasmota(head(topic));
    if (about == null) {
      boolean itsOwnEnd = prefix >= 0 || TasmotaMessage.ENDS.contains(what);
      about = Announcement.Tasmota.unannounced(itsOwnEnd ? device(head(topic)) : topic);
    }
    return Names.acceptable(about.device())
        ? new TasmotaMessage(message, context, about, this).decode(what)
        : Names.refused();
  }

  /** What remains of a topic's head without the prefix: the same whether it is announced or not. */
  static String device(String head) {
    String[] levels = (head + "/").split("/", -1);
    int prefix = prefix(levels);
    return prefix < 0 ? head : device(levels, prefix);
  }

  /** A topic without its last level; the topic if it has but one. */
  private static String head(String topic) {
    int slash = topic.lastIndexOf('/');
    return slash < 0 ? topic : topic.substring(0, slash);
  }

  /** Index of the level that is Tasmota's prefix, or -1. */
  private static int prefix(String[] levels) {
    int last = levels.length - 1;
    if (last < 2) {
      return -1;
    }
    if (isPrefix(levels[0])) {
      return 0;
    }
    for (int i = last - 1; i > 0; i--) {
      if (isPrefix(levels[i])) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isPrefix(String level) {
    return level.equals("tele") || level.equals("stat") || level.equals("cmnd");
  }

  private static String device(String[] levels, int prefix) {
    if (prefix == 0 && levels.length == 3) {
      return levels[1];
    }
    StringBuilder device = new StringBuilder();
    for (int i = 0; i < levels.length - 1; i++) {
      if (i != prefix) {
        device.append(device.isEmpty() ? "" : "/").append(levels[i]);
      }
    }
    return device.toString();
  }
}
