package io.garonne.publish.room;

import io.garonne.model.advice.Advice;
import io.garonne.model.wire.GeneratorMonthJson;
import io.garonne.model.wire.IdleServerJson;
import io.garonne.model.wire.PeakLoadJson;
import io.garonne.model.wire.PowerUsageJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is advised about rooms, among everything that is advised. */
public final class RoomAdvice {
  private RoomAdvice() {}

  /**
   * Reads the topic. One call, one short-lived consumer; any thread.
   *
   * @throws io.garonne.publish.UnavailableException if Kafka does not answer or the topic is not
   *     there
   * @throws IllegalStateException if a record cannot be read
   */
  public static Collection<Advice> read(String bootstrap) {
    Map<String, Advice> latest = new TreeMap<>();
    TopicReader.all(
        bootstrap,
        Topics.ADVICE,
        record -> {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          byte[] value = record.value();
          Advice advice;
          try {
            advice = value == null ? null : read(key, value);
          } catch (RuntimeException e) {
            throw new IllegalStateException(
                record.topic() + ", \"" + key + "\" cannot be read: " + e.getMessage(), e);
          }
          if (advice == null) {
            latest.remove(key);
          } else {
            latest.put(key, advice);
          }
        });
    return latest.values();
  }

  /** A record, or null: it is about something else than rooms. */
  static @Nullable Advice read(String key, byte[] value) {
    return switch (key.substring(0, Math.max(0, key.indexOf('|')))) {
      case "pdu", "rack" -> PeakLoadJson.read(value);
      case "idle" -> IdleServerJson.read(value);
      case "pue" -> PowerUsageJson.read(value);
      case "generator" -> GeneratorMonthJson.read(value);
      default -> null;
    };
  }
}
