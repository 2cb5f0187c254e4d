package io.garonne.deploy.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.garonne.model.Device;
import io.garonne.model.Replay;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.ReplayJson;
import io.garonne.model.wire.Topics;
import io.garonne.service.KafkaAccess;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What a replay says to the chain beside readings, and asks of it. One thread. */
final class ReplayTopics implements AutoCloseable {
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;

  ReplayTopics(String bootstrap) {
    admin = Admin.create(KafkaAccess.to(bootstrap));
    producer =
        new KafkaProducer<>(
            KafkaAccess.toProducer(
                bootstrap, Map.of(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd")),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** End offsets of the readings topic by partition. */
  SortedMap<Integer, Long> readingsEnd() throws InterruptedException {
    return offsets(Topics.READINGS, OffsetSpec.latest());
  }

  /** Whether readings have been deleted because of their age. */
  boolean readingsExpired() throws InterruptedException {
    return offsets(Topics.READINGS, OffsetSpec.earliest()).values().stream().anyMatch(n -> n > 0);
  }

  /** Number of partitions of a topic. */
  int partitions(Topics topic) throws InterruptedException {
    return get(admin.describeTopics(List.of(topic.topic())).allTopicNames())
        .values()
        .iterator()
        .next()
        .partitions()
        .size();
  }

  private SortedMap<Integer, Long> offsets(Topics topic, OffsetSpec spec)
      throws InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    IntStream.range(0, partitions(topic))
        .forEach(i -> asked.put(new TopicPartition(topic.topic(), i), spec));
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    get(admin.listOffsets(asked).all())
        .forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
    return offsets;
  }

  /** Publishes the inventory; returns when Kafka has it. */
  void publishInventory(Collection<Device> devices) throws InterruptedException {
    List<? extends Future<?>> sent =
        devices.stream()
            .map(
                device ->
                    producer.send(
                        new ProducerRecord<>(
                            Topics.DEVICES.topic(),
                            device.device().getBytes(UTF_8),
                            DeviceJson.write(device))))
            .toList();
    for (Future<?> one : sent) {
      get(one);
    }
  }

  /** Says to every partition that a replay runs. */
  void running(String id) throws InterruptedException {
    for (int partition : readingsEnd().keySet()) {
      announce(new Replay(id, partition, Replay.State.RUNNING, 0));
    }
  }

  /** Says to every partition where a replay ended. */
  void finished(String id, SortedMap<Integer, Long> ends) throws InterruptedException {
    for (Map.Entry<Integer, Long> end : ends.entrySet()) {
      announce(new Replay(id, end.getKey(), Replay.State.FINISHED, end.getValue()));
    }
  }

  private void announce(Replay replay) throws InterruptedException {
    get(
        producer.send(
            new ProducerRecord<>(
                Topics.REPLAYS.topic(),
                replay.partition(),
                Integer.toString(replay.partition()).getBytes(UTF_8),
                ReplayJson.write(replay))));
  }

  private static <T> T get(KafkaFuture<T> future) throws InterruptedException {
    return get((Future<T>) future);
  }

  private static <T> T get(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
    admin.close(Duration.ofSeconds(2));
  }
}
