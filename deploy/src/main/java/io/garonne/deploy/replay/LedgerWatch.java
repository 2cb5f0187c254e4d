package io.garonne.deploy.replay;

import io.garonne.model.Ledger;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.Topics;
import io.garonne.service.KafkaAccess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows the ledger topic and keeps the latest record of each stage and instance. One thread. */
final class LedgerWatch implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final SortedMap<String, Ledger> latest = new TreeMap<>();

  /** Begins at the topic's first record. */
  LedgerWatch(String bootstrap) {
    consumer =
        new KafkaConsumer<>(
            KafkaAccess.to(
                bootstrap,
                Map.of(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> only = List.of(new TopicPartition(Topics.LEDGER.topic(), 0));
    consumer.assign(only);
    consumer.seekToBeginning(only);
  }

  /** Takes what has come, waiting a little for it; every latest record by key. */
  SortedMap<String, Ledger> poll(Duration atMost) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
      if (record.value() != null) {
        Ledger ledger = LedgerJson.read(record.value());
        latest.put(ledger.key(), ledger);
      }
    }
    return latest;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
