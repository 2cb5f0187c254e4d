package io.garonne.sink;

import io.garonne.model.Device;
import io.garonne.model.LivePower;
import io.garonne.model.Total;
import io.garonne.model.carbon.GridIntensity;
import io.garonne.model.indicator.Figure;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.GridIntensityJson;
import io.garonne.model.wire.IndicatorJson;
import io.garonne.model.wire.LivePowerJson;
import io.garonne.model.wire.Topics;
import io.garonne.model.wire.TotalJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes records as streams would, and looks at what the sink leaves in Kafka. */
final class SinkBench implements AutoCloseable {
  private final String bootstrap;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();

  SinkBench(String bootstrap) {
    this.bootstrap = bootstrap;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "linger.ms", 5),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  void publish(Total total) {
    publish(
        TotalJson.topic(total).topic(),
        TotalJson.key(total.scope(), total.period(), total.start()),
        TotalJson.write(total));
  }

  void publish(LivePower live) {
    publish(Topics.LIVE.topic(), live.key(), LivePowerJson.write(live));
  }

  void publish(Device device) {
    publish(Topics.DEVICES.topic(), device.device(), DeviceJson.write(device));
  }

  void publish(Figure figure) {
    publish(Topics.INDICATORS.topic(), figure.id(), IndicatorJson.write(figure));
  }

  void publish(GridIntensity grid) {
    publish(Topics.GRID.topic(), GridIntensityJson.key(grid), GridIntensityJson.write(grid));
  }

  void publish(String topic, String key, byte @Nullable [] value) {
    sent.add(
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value)));
  }

  /** Returns when Kafka has everything that was published. */
  void flush() {
    producer.flush();
    try {
      for (Future<RecordMetadata> future : sent) {
        future.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    sent.clear();
  }

  Map<TopicPartition, OffsetAndMetadata> committed(String group) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    }
  }

  /** End of each partition that the sink reads. */
  Map<TopicPartition, Long> ends() throws Exception {
    Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    for (Topics topic :
        List.of(
            Topics.TOTALS,
            Topics.TOTALS_FINE,
            Topics.TOTALS_DEVICE,
            Topics.TOTALS_DEVICE_FINE,
            Topics.LIVE)) {
      for (int i = 0; i < KafkaBroker.PARTITIONS; i++) {
        question.put(new TopicPartition(topic.topic(), i), OffsetSpec.latest());
      }
    }
    for (Topics topic :
        List.of(Topics.GRID, Topics.INDICATORS, Topics.ADVICE, Topics.ALERTS, Topics.LEDGER)) {
      question.put(new TopicPartition(topic.topic(), 0), OffsetSpec.latest());
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.listOffsets(question).all().get().forEach((p, end) -> ends.put(p, end.offset()));
    }
    return ends;
  }

  List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition only = new TopicPartition(Topics.DEAD_LETTERS.topic(), 0);
      consumer.assign(List.of(only));
      long end = consumer.endOffsets(List.of(only)).getOrDefault(only, 0L);
      consumer.seekToBeginning(List.of(only));
      while (consumer.position(only) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
      }
    }
    return letters;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
