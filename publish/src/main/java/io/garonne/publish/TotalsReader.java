package io.garonne.publish;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads a topic of totals from its beginning to what is committed when the reading begins, and
 * keeps the latest total of each key. One call, one short-lived consumer; any thread.
 */
public final class TotalsReader {
  private final Predicate<? super Total> wanted;
  private final Map<String, Total> latest = new HashMap<>();
  // A topic names the same few scopes again and again.
  private final Map<Scope, Scope> scopes = new HashMap<>();

  private TotalsReader(Predicate<? super Total> wanted) {
    this.wanted = wanted;
  }

  /**
   * Every total of a topic, the latest of each key, in no particular order.
   *
   * @throws UnavailableException if Kafka does not answer or the topic is not there
   * @throws IllegalStateException if a record is not a total
   */
  public static List<Total> read(String bootstrap, Topics topic) {
    return read(bootstrap, topic, total -> true);
  }

  /**
   * The totals of a topic that are wanted, the latest of each key, in no particular order. A key
   * whose latest total is not wanted is left out, also when an earlier one was. Memory grows with
   * what is wanted only.
   *
   * @throws UnavailableException if Kafka does not answer or the topic is not there
   * @throws IllegalStateException if a record is not a total
   */
  public static List<Total> read(String bootstrap, Topics topic, Predicate<? super Total> wanted) {
    TotalsReader reader = new TotalsReader(wanted);
    TopicReader.all(bootstrap, topic, reader::take);
    return List.copyOf(reader.latest.values());
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    byte[] value = record.value();
    if (value == null) {
      latest.remove(key);
      return;
    }
    Total total;
    try {
      total = TotalJson.read(value);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "%s, partition %d, offset %d is not a total: %s"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()),
          e);
    }
    if (wanted.test(total)) {
      latest.put(key, sharingScope(total));
    } else {
      latest.remove(key);
    }
  }

  private Total sharingScope(Total t) {
    Scope scope = scopes.computeIfAbsent(t.scope(), s -> s);
    return t.as(scope);
  }
}
