package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.garonne.model.Reading.State;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Payloads that are a word or a number, and the words devices have for their state. */
final class Texts {
  /** Bytes; a longer payload is neither a word nor a number. */
  private static final int MAX_LENGTH = 60;

  private Texts() {}

  /** Whether a payload can be a word or a number. */
  static boolean isShort(InboundMessage message) {
    return message.payload().length <= MAX_LENGTH;
  }

  /** A short payload without the blanks around it; empty if it is long. */
  static String word(InboundMessage message) {
    byte[] payload = message.payload();
    return payload.length > MAX_LENGTH ? "" : new String(payload, StandardCharsets.UTF_8).strip();
  }

  /** Whether a payload is exactly one of two words. */
  static boolean isOneOf(InboundMessage message, String one, String other) {
    String word = word(message);
    return word.equals(one) || word.equals(other);
  }

  /**
   * {@code on}, {@code true} and {@code 1}, or their opposites, in any case; null: another word.
   */
  static @Nullable State onOff(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "on", "true", "1" -> State.ON;
      case "off", "false", "0" -> State.OFF;
      default -> null;
    };
  }

  /** The same of a text, a boolean or a number. */
  static @Nullable State onOff(@Nullable JsonNode node) {
    return node == null || node.isContainerNode() ? null : onOff(node.asText());
  }

  /** {@code online} and {@code true}, or their opposites, in any case; null: another word. */
  static @Nullable State reachable(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "online", "true" -> State.AVAILABLE;
      case "offline", "false" -> State.UNAVAILABLE;
      default -> null;
    };
  }
}
