package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All decoders, asked in order: the first that claims the topic decides; where none does, the first
 * that recognises the payload.
 */
public final class Decoders {
  private static final List<PayloadDecoder> ALL =
      List.of(
          new GaronneDecoder(), //
          new TasmotaDecoder());

  private Decoders() {}

  /** All decoders in the order in which they are asked. */
  public static List<PayloadDecoder> all() {
    return ALL;
  }

  /** Decodes a message. Never throws: a decoder's bug is a reason like any other. */
  public static Decoding decode(InboundMessage message, DecodeContext context) {
    byte[] payload = message.payload();
    if (payload.length > context.maxBytes()) {
      return new Decoding.Rejected(
          Reason.OVERSIZED, payload.length + " bytes, " + context.maxBytes() + " are allowed");
    }
    PayloadDecoder decoder = claiming(message.topic());
    if (decoder == null) {
      decoder = recognising(message);
    }
    if (decoder == null) {
      return new Decoding.Rejected(Reason.UNKNOWN_TOPIC, "no decoder claims the topic");
    }
    try {
      return decoder.decode(message, context);
    } catch (RuntimeException bug) {
      return new Decoding.Rejected(Reason.DECODER_ERROR, decoder.name() + ": " + bug);
    }
  }

  private static @Nullable PayloadDecoder claiming(String topic) {
    for (PayloadDecoder decoder : ALL) {
      if (decoder.claims(topic)) {
        return decoder;
      }
    }
    return null;
  }

  private static @Nullable PayloadDecoder recognising(InboundMessage message) {
    byte[] payload = message.payload();
    if (payload.length < 2) {
      return null;
    }
    ObjectNode object = parsed(payload);
    for (PayloadDecoder decoder : ALL) {
      boolean its =
          object == null
              ? decoder.recognises(message.topic(), payload)
              : decoder.recognises(message.topic(), object);
      if (its) {
        return decoder;
      }
    }
    return null;
  }

  private static @Nullable ObjectNode parsed(byte[] payload) {
    return JsonPayload.read(payload) instanceof JsonPayload.Parsed parsed ? parsed.object() : null;
  }
}
