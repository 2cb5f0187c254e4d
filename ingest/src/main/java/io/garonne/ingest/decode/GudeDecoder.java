package io.garonne.ingest.decode;

import static io.garonne.ingest.decode.Description.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.model.Reading;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gude Expert Power Control: telemetry of the inlets, and the state of each port.
 *
 * <p>The unit of {@code tot_energy} depends on model and firmware (Wh over SNMP and console, kWh on
 * the web page) and is nowhere in the message, so the register is not read: it would be wrong by a
 * thousand as often as not. Power is. Who knows the unit reads the register by a rule of his own.
 *
 * <p>Source: wiki.gude-systems.com/MQTT_eng.
 */
public final class GudeDecoder implements PayloadDecoder {
  private static final Pattern DEFAULT_PREFIX = Pattern.compile("[a-z]{2}/gudesystems/epc/(.+)");
  private static final Pattern PLACE =
      Pattern.compile("(.*?)/(switch/[^/]*|device/[^/]*|cmd.*|cmdres.*|ipaddr|online|status)");

  @Override
  public String name() {
    return "gude";
  }

  @Override
  public Description description() {
    return new Description(
        "Gude Expert Power Control (switched and metered PDUs)",
        List.of(
            "<prefix>/device/telemetry, <prefix>/switch/<n>; prefix de/gudesystems/epc/<mac> or free"),
        List.of(
            value("line_in[].act_pow, voltage, current, pow_fact", "W, V, A, -", "as they are"),
            value("line_in[].tot_energy", "Wh or kWh", "not read: the message does not say which"),
            value("line_in[].res_energy", "Wh or kWh", "not read: can be set to 0"),
            value("portstates[].state, portswitch state", "1, 0", "state of the port's channel"),
            value("ts", "s since 1970 UTC, or since boot", "time; since boot: the arrival counts")),
        List.of(
            "A single inlet is channel 0, several are line1, line2 …; ports are 1, 2, A2 ….",
            "The register's unit is not known, so energy is integrated from power. Who knows the unit reads"
                + " the register by a rule of his own: each: line_in[<line>], energy: { path:"
                + " tot_energy, unit: kWh, counts: register }.",
            "A device with the default prefix is named by its MAC address, others by their prefix."),
        List.of("wiki.gude-systems.com/MQTT_eng"));
  }

  @Override
  public boolean claims(String topic) {
    return topic.contains("/gudesystems/");
  }

  @Override
  public boolean recognises(String topic, ObjectNode payload) {
    return switch (payload.path("type").asText()) {
      case "portswitch" -> payload.has("port") && payload.has("state");
      case "telemetry" -> payload.has("line_in") || payload.has("portstates");
      default -> false;
    };
  }

  @Override
  public Decoding decode(InboundMessage message, DecodeContext context) {
    Matcher place = PLACE.matcher(message.topic());
    String prefix = place.matches() ? place.group(1) : message.topic();
    Matcher byDefault = DEFAULT_PREFIX.matcher(prefix);
    String device = byDefault.matches() ? byDefault.group(1) : prefix;
    if (place.matches() && place.group(2).startsWith("cmd")) {
      return new Decoding.Ignored(Reason.NOT_TELEMETRY);
    }
    return switch (JsonPayload.read(message.payload())) {
      case JsonPayload.Unusable unusable ->
          message.topic().endsWith("/telemetry") || message.topic().contains("/switch/")
              ? unusable.decoding()
              : new Decoding.Ignored(Reason.NOT_TELEMETRY);
      case JsonPayload.Parsed parsed -> read(parsed.object(), device, message, context);
    };
  }

  private Decoding read(
      ObjectNode payload, String device, InboundMessage message, DecodeContext context) {
    Channels channels = new Channels(context);
    switch (payload.path("type").asText()) {
      case "portswitch" -> port(payload, channels);
      case "telemetry" -> {
        JsonNode lines = payload.path("line_in");
        for (int i = 0; i < lines.size(); i++) {
          line(
              lines.path(i),
              channels.channel(lines.size() == 1 ? Reading.ONLY_CHANNEL : "line" + (i + 1)));
        }
        payload.path("portstates").forEach(port -> port(port, channels));
        if (channels.isEmpty() && lines.path(0).has("tot_energy")) {
          return new Decoding.Rejected(Reason.UNKNOWN_UNIT, "tot_energy: Wh or kWh?");
        }
      }
      default -> {
        return new Decoding.Ignored(Reason.NOT_TELEMETRY);
      }
    }
    return channels.decoding(
        device, Timing.of(payload.get("ts"), device, message, context), message, this);
  }

  private static void line(JsonNode line, Quantities said) {
    said.watts(line.get("act_pow"))
        .voltage(line.get("voltage"), Quantities.UNIT)
        .current(line.get("current"), Quantities.UNIT)
        .powerFactor(line.get("pow_fact"));
  }

  private static void port(JsonNode port, Channels channels) {
    JsonNode name = port.has("port") ? port.get("port") : port.path("idx");
    channels.channel(name.asText()).state(Texts.onOff(port.get("state")));
  }
}
