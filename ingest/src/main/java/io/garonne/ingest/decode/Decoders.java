package io.garonne.ingest.decode;

import java.util.List;

/** All decoders, asked in order: the first that claims the topic decides. */
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
    for (PayloadDecoder decoder : ALL) {
      if (decoder.claims(message.topic())) {
        try {
          return decoder.decode(message, context);
        } catch (RuntimeException bug) {
          return new Decoding.Rejected(Reason.DECODER_ERROR, decoder.name() + ": " + bug);
        }
      }
    }
    return new Decoding.Rejected(Reason.UNKNOWN_TOPIC, "no decoder claims the topic");
  }
}
