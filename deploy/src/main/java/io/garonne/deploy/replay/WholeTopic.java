package io.garonne.deploy.replay;

import io.garonne.model.wire.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its first record to what is its end when the reading begins. */
final class WholeTopic {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private WholeTopic() {}

  /** Takes one record. */
  interface Taker {
    void take(ConsumerRecord<byte[], byte[]> record) throws IOException;
  }

  /**
   * Every record, each partition's in its order.
   *
   * @throws IOException if Kafka stops answering, or from the taker
   */
  static void read(String bootstrap, Topics topic, Taker taker) throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic.topic()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(all));
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (true) {
        ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        if (ends.isEmpty()) {
          return;
        }
        if (System.nanoTime() > deadline) {
          throw new IOException("Kafka stopped answering while " + topic.topic() + " was read");
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          deadline = System.nanoTime() + PATIENCE.toNanos();
          taker.take(record);
        }
      }
    }
  }
}
