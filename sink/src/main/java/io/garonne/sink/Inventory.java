package io.garonne.sink;

import io.garonne.model.Device;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.Topics;
import io.garonne.model.withholding.OneByOne;
import io.garonne.service.KafkaAccess;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices as they are described, to know which sums would tell of one person. Read on the
 * loop's own thread to the end of the topic after records have come and before they are written:
 * they are never judged by less than what was described when they were made. Not for several
 * threads.
 */
final class Inventory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Inventory.class);

  /** Closing the stage waits for it. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Duration POLL = Duration.ofMillis(50);

  /** Assignments begin and end without a record. */
  private static final long LONGEST_MILLIS = Duration.ofMinutes(1).toMillis();

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Clock clock;
  private final Map<String, Device> devices = new HashMap<>();
  private boolean whole;
  private @Nullable OneByOne rule;
  private long ruledAt;

  Inventory(String bootstrap, Clock clock) {
    this.clock = clock;
    this.consumer =
        new KafkaConsumer<>(
            KafkaAccess.to(
                bootstrap,
                Map.of(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false,
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    5000)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Whether everything that was there at the beginning has been read. */
  boolean isWhole() {
    return whole;
  }

  /**
   * Reads what is there now, to its end, for at most a second or two. If Kafka does not answer,
   * what was known stays.
   *
   * @return why it is not whole, or null if it is
   */
  @Nullable String read() {
    try {
      if (consumer.assignment().isEmpty() && !assigned()) {
        return "Kafka has no topic " + Topics.DEVICES.topic();
      }
      Map<TopicPartition, Long> ends =
          new HashMap<>(consumer.endOffsets(consumer.assignment(), PATIENCE));
      long since = System.nanoTime();
      while (!reached(ends) && System.nanoTime() - since < PATIENCE.toNanos()) {
        take(consumer.poll(POLL));
      }
      whole |= ends.isEmpty();
    } catch (TimeoutException e) {
      LOG.debug("read again later", e);
    }
    return whole ? null : "reading " + Topics.DEVICES.topic();
  }

  private boolean assigned() {
    String topic = Topics.DEVICES.topic();
    var partitions = consumer.partitionsFor(topic, PATIENCE);
    if (partitions == null) {
      return false;
    }
    consumer.assign(
        partitions.stream().map(p -> new TopicPartition(topic, p.partition())).toList());
    consumer.seekToBeginning(consumer.assignment());
    return !partitions.isEmpty();
  }

  /** By positions, not records: the last offset of a transaction is a marker that is never seen. */
  private boolean reached(Map<TopicPartition, Long> ends) {
    ends.entrySet().removeIf(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    return ends.isEmpty();
  }

  private void take(ConsumerRecords<byte[], byte[]> records) {
    records.forEach(this::take);
    rule = records.isEmpty() ? rule : null;
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      devices.remove(key);
      return;
    }
    try {
      devices.put(key, DeviceJson.read(record.value()));
    } catch (RuntimeException e) {
      // What was known of it stays.
      LOG.warn(
          "skipped {}, partition {}, offset {}: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  /** What tells of one person now. */
  OneByOne rule() {
    long now = clock.millis();
    OneByOne current = rule;
    if (current == null || Math.abs(now - ruledAt) > LONGEST_MILLIS) {
      current = OneByOne.of(devices.values(), now);
      rule = current;
      ruledAt = now;
    }
    return current;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
