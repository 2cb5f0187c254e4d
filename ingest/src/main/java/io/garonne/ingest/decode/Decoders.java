package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All decoders, asked in order: the owner's rules decide; where none fits, the first that claims
 * the topic decides; where none does, the first that recognises the payload; where none does, the
 * first that expects the message because something was announced.
 */
public final class Decoders {
  private final ConfiguredDecoder configured;
  private final List<PayloadDecoder> all;

  private Decoders(ConfiguredDecoder configured, List<PayloadDecoder> all) {
    this.configured = configured;
    this.all = List.copyOf(all);
  }

  /** Every family, without rules, with Home Assistant's own prefix of its discovery. */
  public static Decoders standard() {
    return of(Rules.NONE, HomeAssistantDecoder.DEFAULT_PREFIX);
  }

  /**
   * Every family, one line each.
   *
   * @param rules of the owner
   * @param discoveryPrefix first part of the topics of Home Assistant's discovery
   */
  public static Decoders of(Rules rules, String discoveryPrefix) {
    List<PayloadDecoder> families =
        List.of(
            new GaronneDecoder(),
            new TasmotaDecoder(),
            new Zigbee2MqttDecoder(),
            new ShellyGen1Decoder(),
            new EatonM2Decoder(),
            new GudeDecoder(),
            new UnsupportedDecoder(),
            new ShellyGen2Decoder(),
            new OpenBekenDecoder(),
            new NetioDecoder(),
            new FritzDecoder(),
            new EsphomeDecoder(discoveryPrefix));
    List<PayloadDecoder> all = new ArrayList<>(families);
    all.add(
        new HomeAssistantDecoder(
            discoveryPrefix,
            (device, announced) ->
                EsphomeDecoder.reads(device, announced)
                    || announced.measured(device).stream()
                        .allMatch(topic -> claimed(topic, families))));
    return new Decoders(new ConfiguredDecoder(rules), all);
  }

  private static boolean claimed(String topic, List<PayloadDecoder> families) {
    return families.stream().anyMatch(family -> family.claims(topic));
  }

  /** All decoders in the order in which they are asked. */
  public List<PayloadDecoder> all() {
    List<PayloadDecoder> inOrder = new ArrayList<>(List.of(configured));
    inOrder.addAll(all);
    return inOrder;
  }

  /** Decodes a message. Never throws: a decoder's bug is a reason like any other. */
  public Decoding decode(InboundMessage message, DecodeContext context) {
    byte[] payload = message.payload();
    if (payload.length > context.maxBytes()) {
      return new Decoding.Rejected(
          Reason.OVERSIZED, payload.length + " bytes, " + context.maxBytes() + " are allowed");
    }
    PayloadDecoder decoder = configured;
    try {
      Decoding ruled = configured.attempt(message, context);
      if (ruled != null) {
        return ruled;
      }
      decoder = decoder(message, context.announced());
      return decoder == null ? unknown(message.topic()) : decoder.decode(message, context);
    } catch (RuntimeException bug) {
      String where = decoder == null ? "" : decoder.name() + ": ";
      return new Decoding.Rejected(Reason.DECODER_ERROR, where + bug);
    }
  }

  private Decoding unknown(String topic) {
    return new Decoding.Rejected(
        Reason.UNKNOWN_TOPIC,
        configured.hasRuleFor(topic)
            ? "a rule's topic fits, but the message has none of its values"
            : "no decoder knows the topic or the payload");
  }

  private @Nullable PayloadDecoder decoder(InboundMessage message, Announcements announced) {
    for (PayloadDecoder decoder : all) {
      if (decoder.claims(message.topic())) {
        return decoder;
      }
    }
    ObjectNode object = object(message.payload());
    for (PayloadDecoder decoder : all) {
      boolean its =
          object == null
              ? decoder.recognises(message.topic(), message.payload())
              : decoder.recognises(message.topic(), object);
      if (its) {
        return decoder;
      }
    }
    for (PayloadDecoder decoder : all) {
      if (decoder.expects(message, announced)) {
        return decoder;
      }
    }
    return null;
  }

  private static @Nullable ObjectNode object(byte[] payload) {
    return mayBeObject(payload) && JsonPayload.read(payload) instanceof JsonPayload.Parsed parsed
        ? parsed.object()
        : null;
  }

  /** Not if it begins with another printable letter; that spares words and XML a parser's error. */
  private static boolean mayBeObject(byte[] payload) {
    return payload.length > 1 && (payload[0] <= ' ' || payload[0] == '{');
  }
}
