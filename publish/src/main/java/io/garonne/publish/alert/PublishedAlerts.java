package io.garonne.publish.alert;

import io.garonne.model.alert.Alert;
import io.garonne.model.alert.Severity;
import io.garonne.model.wire.AlertJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The alerts there are, the latest state of each, as far as somebody may see them.
 *
 * @param alerts the most urgent first, of those the oldest first
 */
public record PublishedAlerts(List<Alert> alerts) {
  private static final Comparator<Alert> ORDER =
      Comparator.comparing(Alert::severity, Comparator.<Severity>reverseOrder())
          .thenComparingLong(Alert::since)
          .thenComparing(Alert::id);

  public PublishedAlerts {
    alerts = alerts.stream().sorted(ORDER).toList();
  }

  /** Of any alerts those that this audience may see. */
  public static PublishedAlerts of(Collection<Alert> all, Audience audience) {
    return new PublishedAlerts(all.stream().filter(audience::sees).toList());
  }

  /**
   * Reads the topic. One call, one short-lived consumer; any thread.
   *
   * @throws io.garonne.publish.UnavailableException if Kafka does not answer or the topic is not
   *     there
   * @throws IllegalStateException if a record is no alert
   */
  public static PublishedAlerts read(String bootstrap, Audience audience) {
    Map<String, Alert> latest = new TreeMap<>();
    TopicReader.all(
        bootstrap,
        Topics.ALERTS,
        record -> {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          byte[] value = record.value();
          if (value == null) {
            latest.remove(key);
            return;
          }
          try {
            latest.put(key, AlertJson.read(value));
          } catch (RuntimeException e) {
            throw new IllegalStateException(
                "%s, partition %d, offset %d cannot be read: %s"
                    .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()),
                e);
          }
        });
    return of(latest.values(), audience);
  }

  /** Those whose condition still holds. */
  public PublishedAlerts open() {
    return new PublishedAlerts(alerts.stream().filter(Alert::isOpen).toList());
  }
}
