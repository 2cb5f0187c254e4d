package io.garonne.publish;

import io.garonne.model.advice.Advice;
import io.garonne.model.wire.AdviceJson;
import io.garonne.model.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Everything that is advised now. */
public final class AdviceReader {
  private AdviceReader() {}

  /**
   * Reads the topic; what a newer version says beyond this one is left out. One call, one
   * short-lived consumer; any thread.
   *
   * @return in the order of their keys
   * @throws UnavailableException if Kafka does not answer or the topic is not there
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
            advice = value == null ? null : AdviceJson.read(key, value);
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
}
