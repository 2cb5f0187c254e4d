package io.garonne.publish.indicator;

import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Line;
import io.garonne.model.indicator.Published;
import io.garonne.model.indicator.StratumSample;
import io.garonne.model.wire.IndicatorJson;
import io.garonne.model.wire.StratumSampleJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What is published of the indicators now, the latest of each name.
 *
 * @param byId figures and lines
 */
public record PublishedIndicators(NavigableMap<String, Published> byId) {
  /** Letters at the beginning that two names have in common at least to be like each other. */
  private static final int LIKE = 3;

  /** Of figures and lines in any order. */
  public static PublishedIndicators of(Collection<? extends Published> all) {
    NavigableMap<String, Published> byId = new TreeMap<>();
    all.forEach(one -> byId.put(one.id(), one));
    return new PublishedIndicators(byId);
  }

  /**
   * Reads the topic. One call, one short-lived consumer; any thread.
   *
   * @throws io.garonne.publish.UnavailableException if Kafka does not answer or the topic is not
   *     there
   * @throws IllegalStateException if a record is neither a figure nor a line
   */
  public static PublishedIndicators read(String bootstrap) {
    return of(latest(bootstrap, Topics.INDICATORS, IndicatorJson::read).values());
  }

  /**
   * Reads the samples of strata.
   *
   * @throws io.garonne.publish.UnavailableException if Kafka does not answer or the topic is not
   *     there
   * @throws IllegalStateException if a record is no sample
   */
  public static List<StratumSample> samples(String bootstrap) {
    return List.copyOf(latest(bootstrap, Topics.STRATA, StratumSampleJson::read).values());
  }

  private static <T> Map<String, T> latest(
      String bootstrap, Topics topic, Function<byte[], T> read) {
    Map<String, T> latest = new TreeMap<>();
    TopicReader.all(
        bootstrap,
        topic,
        record -> {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          byte[] value = record.value();
          if (value == null) {
            latest.remove(key);
          } else {
            latest.put(key, read(record, value, read));
          }
        });
    return latest;
  }

  private static <T> T read(
      ConsumerRecord<byte[], byte[]> record, byte[] value, Function<byte[], T> read) {
    try {
      return read.apply(value);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "%s, partition %d, offset %d cannot be read: %s"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()),
          e);
    }
  }

  /** The figures. */
  public List<Figure> figures() {
    return byId.values().stream().filter(Figure.class::isInstance).map(Figure.class::cast).toList();
  }

  /** The lines of their arithmetic. */
  public List<Line> lines() {
    return byId.values().stream().filter(Line.class::isInstance).map(Line.class::cast).toList();
  }

  /** Months with figures, the oldest first. */
  public List<YearMonth> months() {
    return List.copyOf(new TreeSet<>(figures().stream().map(Figure::month).toList()));
  }

  /**
   * Names that are like a name that there is not: those with the most of its beginning, the newest
   * first; none if none begins like it.
   *
   * @param most how many
   */
  public List<String> near(String id, int most) {
    int shared = byId.keySet().stream().mapToInt(other -> shared(id, other)).max().orElse(0);
    return byId.descendingKeySet().stream()
        .filter(other -> shared >= LIKE && shared(id, other) == shared)
        .limit(most)
        .toList();
  }

  private static int shared(String a, String b) {
    int i = 0;
    while (i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i;
  }
}
