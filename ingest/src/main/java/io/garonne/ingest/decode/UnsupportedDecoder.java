package io.garonne.ingest.decode;

import static io.garonne.ingest.decode.Description.value;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Families that are known and not understood. Their messages are refused by name, so that the dead
 * letters tell the owner what stands in his house.
 */
public final class UnsupportedDecoder implements PayloadDecoder {
  private static final Pattern CYBERPOWER =
      Pattern.compile(
          "pdu/[^/]+/((outlet|bank)/[^/]+/.+|(total|input|bridge|device|environment)/.+|status)");

  @Override
  public String name() {
    return "unsupported";
  }

  @Override
  public Description description() {
    return new Description(
        "Known, and refused by name",
        List.of(
            "openWB/…",
            "spBv1.0/…",
            "pdu/<device>/{outlet,bank,total,input,bridge …}/…",
            "JSON with @odata.type (Redfish), eoPower (RFC 7460), sensors and rows (Raritan)"),
        List.of(
            value("openWB", "", "not-supported"),
            value("Sparkplug B", "", "not-supported"),
            value("CyberPower PDU bridge", "", "not-supported"),
            value("Redfish", "", "not-supported"),
            value("ENERGY-OBJECT-MIB as JSON", "", "not-supported"),
            value("Raritan and Legrand data push", "", "not-supported"),
            value("Gude's console", "", "not-supported")),
        List.of("They are dead letters with the family's name; nothing of them is counted."),
        List.of());
  }

  @Override
  public boolean claims(String topic) {
    return byTopic(topic) != null;
  }

  @Override
  public boolean recognises(String topic, ObjectNode payload) {
    return byPayload(payload) != null;
  }

  @Override
  public Decoding decode(InboundMessage message, DecodeContext context) {
    String family = byTopic(message.topic());
    if (family == null && JsonPayload.read(message.payload()) instanceof JsonPayload.Parsed json) {
      family = byPayload(json.object());
    }
    return message.payload().length == 0
        ? new Decoding.Ignored(Reason.EMPTY)
        : new Decoding.Rejected(Reason.NOT_SUPPORTED, family + ": known, not supported yet");
  }

  private static @Nullable String byTopic(String topic) {
    if (topic.startsWith("openWB/")) {
      return "openWB";
    }
    if (topic.startsWith("spBv1.0/")) {
      return "Sparkplug B";
    }
    if (topic.startsWith("console:")) {
      return "Gude's console";
    }
    return topic.startsWith("pdu/") && CYBERPOWER.matcher(topic).matches()
        ? "CyberPower PDU bridge"
        : null;
  }

  private static @Nullable String byPayload(ObjectNode payload) {
    if (payload.has("@odata.type") || payload.has("@odata.id")) {
      return "Redfish";
    }
    if (payload.has("eoPower") || payload.has("eoEnergyConsumed") || payload.has("eoEnergyTable")) {
      return "ENERGY-OBJECT-MIB (RFC 7460)";
    }
    return payload.path("sensors").isArray() && payload.path("rows").isArray()
        ? "Raritan data push"
        : null;
  }
}
