package io.garonne.ingest.decode;

import static io.garonne.ingest.decode.Description.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.garonne.model.Units;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * NETIO's power sockets: {@code netio.json} as their HTTP interface gives it, and the template that
 * MQTT-flex comes with. The outputs are the channels; {@code GlobalMeasure} is their sum.
 *
 * <p>Source: wiki.netio-products.com, JSON API and MQTT-flex.
 */
public final class NetioDecoder implements PayloadDecoder {
  private static final String EVENTS = "/messages/events";

  @Override
  public String name() {
    return "netio";
  }

  @Override
  public Description description() {
    return new Description(
        "NETIO (4All, PowerPDU, PowerBOX, PowerCable, PowerDIN)",
        List.of(
            "netio.json under any topic: an object with Outputs and Agent or GlobalMeasure",
            "MQTT-flex, default template: an object with Out1, Out2 …"),
        List.of(
            value("Load", "W", "power"),
            value("EnergyNR, Energy_NR, else Energy", "Wh", "register; NR cannot be reset"),
            value("Current", "mA", "current"),
            value("PF, PowerFactor", "-", "power factor"),
            value("Voltage, GlobalMeasure.Voltage", "V", "voltage"),
            value("State", "1, 0", "state"),
            value("Time, Agent.Time", "ISO 8601 with offset", "time"),
            value(
                "GlobalMeasure.TotalLoad, TotalEnergy", "W, Wh", "not read: sums of the outputs")),
        List.of(
            "MQTT-flex templates are free text: others than the default need a rule of your own.",
            "A device is named by its serial number; under MQTT-flex by its topic"
                + " (devices/<name>/messages/events: by <name>)."),
        List.of("wiki.netio-products.com (JSON API, MQTT-flex)"));
  }

  @Override
  public boolean claims(String topic) {
    return false;
  }

  @Override
  public boolean recognises(String topic, ObjectNode payload) {
    if (payload.path("Outputs").isArray()) {
      return payload.has("Agent") || payload.has("GlobalMeasure");
    }
    JsonNode first = payload.path("Out1");
    return first.isObject() && (first.has("Load") || first.has("Energy") || first.has("State"));
  }

  @Override
  public Decoding decode(InboundMessage message, DecodeContext context) {
    return switch (JsonPayload.read(message.payload())) {
      case JsonPayload.Unusable unusable -> unusable.decoding();
      case JsonPayload.Parsed parsed ->
          parsed.object().path("Outputs").isArray()
              ? document(parsed.object(), message, context)
              : template(parsed.object(), message, context);
    };
  }

  private Decoding document(ObjectNode document, InboundMessage message, DecodeContext context) {
    JsonNode agent = document.path("Agent");
    String device = agent.path("SerialNumber").asText(message.topic());
    Channels channels = new Channels(context);
    for (JsonNode output : document.path("Outputs")) {
      output(
          output,
          document.path("GlobalMeasure").get("Voltage"),
          channels.channel(output.path("ID").asText()));
    }
    return channels.decoding(
        device, Timing.of(agent.get("Time"), device, message, context), message, this);
  }

  private Decoding template(ObjectNode payload, InboundMessage message, DecodeContext context) {
    String topic = message.topic();
    String path = topic.endsWith("/") ? topic.substring(0, topic.length() - 1) : topic;
    String device =
        path.startsWith("devices/") && path.endsWith(EVENTS) && path.length() > 8 + EVENTS.length()
            ? path.substring(8, path.length() - EVENTS.length())
            : path;
    Channels channels = new Channels(context);
    for (Map.Entry<String, JsonNode> each : payload.properties()) {
      if (each.getKey().startsWith("Out") && each.getValue().isObject()) {
        output(
            each.getValue(), payload.get("Voltage"), channels.channel(each.getKey().substring(3)));
      }
    }
    return channels.decoding(
        device, Timing.of(payload.get("Time"), device, message, context), message, this);
  }

  private static void output(JsonNode output, @Nullable JsonNode voltage, Quantities said) {
    boolean lasting = output.has("EnergyNR") || output.has("Energy_NR");
    said.energy(
            lasting ? first(output, "EnergyNR", "Energy_NR") : output.get("Energy"),
            Units.MILLIJOULES_PER_WH)
        .watts(output.get("Load"))
        .current(output.get("Current"), Quantities.MILLI)
        .powerFactor(first(output, "PF", "PowerFactor"))
        .state(Texts.onOff(output.get("State")));
    if (!said.isEmpty()) {
      said.voltage(output.has("Voltage") ? output.get("Voltage") : voltage, Quantities.UNIT);
    }
  }

  private static JsonNode first(JsonNode node, String one, String other) {
    return node.has(one) ? node.get(one) : node.path(other);
  }
}
