package io.garonne.ingest.decode;

import static io.garonne.ingest.decode.Description.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.model.Reading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
            "…/ENERGY (firmware 5), stat/…/STATUS8, stat/…/STATUS10"),
        List.of(
            value("Time", "local ISO 8601, or with offset", "time, in the site's zone"),
            value("ENERGY.Total", "kWh", "register; of phases or of the device"),
            value("ENERGY.ConsumptionTotal", "Wh (OpenBeken)", "register"),
            value("ENERGY.Power, ActivePower", "W", "power"),
            value("ENERGY.Voltage, Current, Factor", "V, A, -", "voltage, current, power factor"),
            value("ANALOG.CTEnergy<n>.Energy, Power", "kWh, W", "a channel per clamp")),
        List.of(
            "Total as [sum, tariff 1, tariff 2] is one register; as a list per phase it is one"
                + " channel per phase.",
            "Today, Yesterday, Period, Import…, Export…: windows and other registers, not read."),
        List.of(
            "tasmota.github.io/docs/MQTT",
            "tasmota.github.io/docs/Commands",
            "tasmota.github.io/docs/Power-Monitoring-Calibration"));
  }

  @Override
  public Decoding decode(InboundMessage message, DecodeContext context) {
    if (message.topic().startsWith(DISCOVERY)) {
      return new Decoding.Ignored(Reason.DISCOVERY);
    }
    String[] levels = message.topic().split("/", -1);
    int prefix = prefix(levels);
    String device = device(levels, prefix);
    if (!Names.acceptable(device)) {
      return Names.refused();
    }
    String what = levels[levels.length - 1];
    return switch (levels[prefix]) {
      case "tele" ->
          switch (what) {
            case "SENSOR", "ENERGY" -> telemetry(message, device, what, context);
            case "STATE" -> new Decoding.Ignored(Reason.STATE_ONLY);
            case "LWT" -> new Decoding.Ignored(Reason.AVAILABILITY);
            default -> new Decoding.Ignored(Reason.NOT_TELEMETRY);
          };
      case "stat" ->
          switch (what) {
            case "STATUS8", "STATUS10" -> telemetry(message, device, what, context);
            default -> new Decoding.Ignored(Reason.NOT_TELEMETRY);
          };
      default -> new Decoding.Ignored(Reason.NOT_TELEMETRY);
    };
  }

  private Decoding telemetry(
      InboundMessage message, String device, String what, DecodeContext context) {
    return switch (JsonPayload.read(message.payload())) {
      case JsonPayload.Unusable unusable -> unusable.decoding();
      case JsonPayload.Parsed parsed -> {
        ObjectNode root = parsed.object();
        if (root.get("StatusSNS") instanceof ObjectNode status) {
          root = status;
        }
        // Firmware before 6 sent the energy object itself, under its own topic.
        JsonNode energy = what.equals("ENERGY") ? root : root.get("ENERGY");
        yield telemetry(root, energy, message, device, context);
      }
    };
  }

  private Decoding telemetry(
      ObjectNode root,
      @Nullable JsonNode energy,
      InboundMessage message,
      String device,
      DecodeContext context) {
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
      return new Decoding.Ignored(Reason.NO_ENERGY);
    }
    if (channels.isEmpty()) {
      return new Decoding.Rejected(Reason.NO_USABLE_VALUE, "no usable energy, power or voltage");
    }
    JsonNode time = root.get("Time");
    String text = time == null || time.isNull() ? null : time.asText();
    return switch (Timing.of(text, device, message, context)) {
      case Timing.Unknown unknown -> unknown.decoding();
      case Timing.At when -> {
        List<Reading> readings = new ArrayList<>(channels.size());
        for (TasmotaEnergy.Channel channel : channels) {
          readings.add(channel.said().reading(device, channel.name(), when, message, name()));
        }
        yield new Decoding.Readings(readings);
      }
    };
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
