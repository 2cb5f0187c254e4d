package io.garonne.deploy.replay;

import io.garonne.model.Reading;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the readings topic has of some devices. */
final class KnownReadings {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private KnownReadings() {}

  /** Event time of the newest stored reading of each of these devices, where there is one. */
  static Map<String, Long> newest(String bootstrap, int partitions, Set<String> devices) {
    Map<String, Long> newest = new HashMap<>();
    forEach(bootstrap, partitions, devices, r -> newest.merge(r.device(), r.at(), Math::max));
    return newest;
  }

  /** Every stored reading of some devices, each device's in the order of its partition. */
  static void forEach(
      String bootstrap, int partitions, Set<String> devices, Consumer<Reading> take) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5000),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          IntStream.range(0, partitions)
              .mapToObj(i -> new TopicPartition(Topics.READINGS.topic(), i))
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
          throw new IllegalStateException("Kafka stopped answering");
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          deadline = System.nanoTime() + PATIENCE.toNanos();
          if (record.value() != null && devices.contains(record.key())) {
            take.accept(ReadingJson.read(record.value()));
          }
        }
      }
    }
  }
}
