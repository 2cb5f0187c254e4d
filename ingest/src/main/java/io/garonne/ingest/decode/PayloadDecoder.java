package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Knows one family of devices. Pure: the same message in the same context gives the same result, on
 * any thread. A decoder is one class, one folder of fixtures and one line in {@link Decoders}.
 *
 * <p>A device's name comes from the topic (or the payload) of the message alone, never from what
 * was learned before: otherwise one device would be two, and count twice.
 */
public interface PayloadDecoder {

  /** Short lower-case name, kept with every reading. */
  String name();

  /** Whether messages of this topic are its own; then no other decoder is asked. */
  boolean claims(String topic);

  /**
   * Whether it knows a message by its content. Asked only about JSON objects under topics that
   * nobody claims, for families whose topics are free text.
   */
  default boolean recognises(String topic, ObjectNode payload) {
    return false;
  }

  /**
   * Whether it knows a message by its bytes. Asked only about payloads that are no JSON object,
   * under topics that nobody claims.
   */
  default boolean recognises(String topic, byte[] payload) {
    return false;
  }

  /** What it understands, for {@code docs/devices.md}. */
  Description description();

  /**
   * Whether a message is its own because of what devices have announced. Asked only where nobody
   * claims the topic or recognises the payload.
   */
  default boolean expects(InboundMessage message, Announcements announced) {
    return false;
  }

  /**
   * Reads a message whose topic it claims, whose payload it has recognised, or which it expects.
   *
   * @return what it is; an exception is a bug
   */
  Decoding decode(InboundMessage message, DecodeContext context);
}
