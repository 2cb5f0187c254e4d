package io.garonne.ingest.kafka;

import io.garonne.ingest.decode.InboundMessage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Which announcement of a topic is the latest. Kafka says in which order they count, but it says so
 * later than the broker: what came from the broker counts at once, and until Kafka has said it too,
 * whatever else Kafka says of the topic is older. Not for several threads.
 */
final class Latest {
  /** Milliseconds; a record so much younger than what we sent shows that ours never arrived. */
  private static final long LOST = 120_000;

  private final Map<String, Known> known = new HashMap<>();

  /**
   * The latest of a topic.
   *
   * @param digest of the payload
   * @param ahead whether Kafka has yet to say it
   * @param offset of the last record that Kafka has said of the topic; -1: none
   * @param receivedAt milliseconds since 1970 UTC
   */
  private record Known(String digest, boolean ahead, long offset, long receivedAt) {}

  /** Takes a message from the broker; false if it says what is known. */
  boolean fromBroker(InboundMessage message) {
    Known before = known.get(message.topic());
    String digest = digest(message);
    if (before != null && before.digest().equals(digest)) {
      return false;
    }
    long offset = before == null ? -1 : before.offset();
    known.put(message.topic(), new Known(digest, true, offset, message.receivedAt()));
    return true;
  }

  /**
   * Takes a record; false if it says what is known, or what is older.
   *
   * @param offset of the record; those of one topic are all in one partition
   */
  boolean fromKafka(InboundMessage message, long offset) {
    Known before = known.get(message.topic());
    String digest = digest(message);
    boolean same = before != null && before.digest().equals(digest);
    if (before != null && (offset <= before.offset() || (isOlder(before, message) && !same))) {
      return false;
    }
    known.put(message.topic(), new Known(digest, false, offset, message.receivedAt()));
    return !same;
  }

  /** Forgets what was not learned after all, or is taken back. */
  void forget(String topic) {
    known.remove(topic);
  }

  private static boolean isOlder(Known before, InboundMessage message) {
    return before.ahead() && message.receivedAt() <= before.receivedAt() + LOST;
  }

  private static String digest(InboundMessage message) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(message.payload()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
