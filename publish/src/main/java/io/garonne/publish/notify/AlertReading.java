package io.garonne.publish.notify;

import io.garonne.model.alert.Alert;
import io.garonne.model.wire.AlertJson;
import io.garonne.model.wire.Topics;
import io.garonne.service.Readiness;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one consumer knows of the partitions it has, from its begin to its end. How often an alert
 * has been told is known from the topic itself, which is read from its beginning for that; nothing
 * is told of what lies before the committed offset. Who has never told anything tells what is open
 * now, and nothing of what is over. An offset is committed when its notice has been delivered,
 * refused or given up, so that each is told at least once. One thread.
 */
final class AlertReading implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(AlertReading.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(5);

  private final KafkaConsumer<byte[], byte[]> in;
  private final Delivery delivery;
  private final NotifyMetrics metrics;
  private final CountDownLatch closed;
  private final Consumer<Readiness> readiness;
  private final Map<TopicPartition, Begin> begins = new HashMap<>();
  private Telling telling = new Telling();

  /** Whether the group has said which partitions are ours; perhaps none. */
  private boolean assigned;

  /** Of partitions of which nothing has ever been told: what is open, by key. */
  private final Map<String, Alert> openAtStart = new LinkedHashMap<>();

  private final Map<TopicPartition, Long> committed = new HashMap<>();

  /** From which offset on there is something to tell, and whether it is for the first time. */
  private record Begin(long offset, boolean first) {}

  AlertReading(
      KafkaConsumer<byte[], byte[]> in,
      Delivery delivery,
      NotifyMetrics metrics,
      CountDownLatch closed,
      Consumer<Readiness> readiness) {
    this.in = in;
    this.delivery = delivery;
    this.metrics = metrics;
    this.closed = closed;
    this.readiness = readiness;
  }

  /**
   * Reads until the process stops.
   *
   * @throws org.apache.kafka.common.KafkaException if it has to be begun anew
   */
  void follow() {
    in.subscribe(Set.of(Topics.ALERTS.topic()), this);
    long checkedAt = System.nanoTime() - BETWEEN_CHECKS.toNanos();
    while (!isClosed()) {
      ConsumerRecords<byte[], byte[]> records = in.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        take(record);
      }
      if (isClosed() || !hasCaughtUp()) {
        continue;
      }
      tellWhatIsOpen();
      if (records.isEmpty()) {
        commitPositions();
      }
      if (System.nanoTime() - checkedAt > BETWEEN_CHECKS.toNanos()) {
        readiness.accept(check());
        checkedAt = System.nanoTime();
      }
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    assigned = true;
    telling = new Telling();
    begins.clear();
    committed.clear();
    openAtStart.clear();
    Map<TopicPartition, OffsetAndMetadata> known = in.committed(Set.copyOf(partitions));
    Map<TopicPartition, Long> ends = in.endOffsets(partitions);
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata told = known.get(partition);
      begins.put(
          partition,
          told == null
              ? new Begin(ends.getOrDefault(partition, 0L), true)
              : new Begin(told.offset(), false));
    }
    in.seekToBeginning(partitions);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    assigned = false;
    begins.clear();
  }

  private boolean hasCaughtUp() {
    return assigned
        && begins.entrySet().stream()
            .allMatch(begin -> in.position(begin.getKey()) >= begin.getValue().offset());
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    Begin begin = begins.getOrDefault(partition, new Begin(0, false));
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    Alert alert;
    try {
      alert = record.value() == null ? null : AlertJson.read(record.value());
    } catch (RuntimeException e) {
      // Dates and numbers out of range have exceptions of their own.
      metrics.count(NotifyMetrics.MALFORMED, delivery.channel());
      LOG.warn("Skipped {}, offset {}: {}", record.topic(), record.offset(), e.getMessage());
      return;
    }
    var notice = telling.take(key, alert);
    if (record.offset() >= begin.offset()) {
      // A transaction's marker may lie between: what is older is told first.
      tellWhatIsOpen();
      if (notice.isPresent() && delivery.deliver(notice.get())) {
        commit(partition, record.offset() + 1);
      }
    } else if (begin.first()) {
      if (alert != null && alert.isOpen() && alert.told() > 0 && Telling.isForPeople(alert)) {
        openAtStart.put(key, alert);
      } else {
        openAtStart.remove(key);
      }
    }
  }

  private void tellWhatIsOpen() {
    for (String key : List.copyOf(openAtStart.keySet())) {
      Alert alert = openAtStart.get(key);
      if (alert != null && !delivery.deliver(new Notice(alert, Notice.Event.BEGAN))) {
        return;
      }
      openAtStart.remove(key);
    }
  }

  private void commitPositions() {
    if (openAtStart.isEmpty()) {
      begins.keySet().forEach(partition -> commit(partition, in.position(partition)));
    }
  }

  private void commit(TopicPartition partition, long offset) {
    if (openAtStart.isEmpty() && committed.getOrDefault(partition, -1L) != offset) {
      in.commitSync(Map.of(partition, new OffsetAndMetadata(offset)));
      committed.put(partition, offset);
    }
  }

  /** A consumer whose brokers are away just returns nothing: ask what must be answered. */
  private Readiness check() {
    try {
      if (in.partitionsFor(Topics.ALERTS.topic()).isEmpty()) {
        return Readiness.notReady("Kafka has no topic " + Topics.ALERTS.topic());
      }
      in.endOffsets(begins.keySet());
      return Readiness.ready();
    } catch (TimeoutException e) {
      return Readiness.notReady("Kafka does not answer");
    }
  }
}
