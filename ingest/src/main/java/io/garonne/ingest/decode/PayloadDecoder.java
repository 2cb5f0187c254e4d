package io.garonne.ingest.decode;

/**
 * Knows one family of devices. Pure: the same message in the same context gives the same result, on
 * any thread. A decoder is one class, one folder of fixtures and one line in {@link Decoders}.
 */
public interface PayloadDecoder {

  /** Short lower-case name, kept with every reading. */
  String name();

  /** Whether messages of this topic are its own; then no other decoder is asked. */
  boolean claims(String topic);

  /**
   * Reads a message whose topic it claims.
   *
   * @return what it is; an exception is a bug
   */
  Decoding decode(InboundMessage message, DecodeContext context);
}
