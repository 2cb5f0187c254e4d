package io.garonne.publish.export;

import io.garonne.model.indicator.StratumSample;
import io.garonne.model.wire.StratumSampleJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** What is kept of metered units for ever: sums over strata in halves of months. */
public final class StrataReader {
  private StrataReader() {}

  /**
   * Reads the topic.
   *
   * @return in the order of their keys
   * @throws io.garonne.publish.UnavailableException if Kafka does not answer
   * @throws IllegalArgumentException if a record is not a sample
   */
  public static Collection<StratumSample> read(String bootstrap) {
    Map<String, StratumSample> latest = new TreeMap<>();
    TopicReader.all(
        bootstrap,
        Topics.STRATA,
        record -> {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          if (record.value() == null) {
            latest.remove(key);
          } else {
            latest.put(key, StratumSampleJson.read(record.value()));
          }
        });
    return latest.values();
  }
}
