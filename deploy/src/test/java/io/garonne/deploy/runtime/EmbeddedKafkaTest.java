package io.garonne.deploy.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedKafkaTest {
  @TempDir Path directory;

  @Test
  void aRestartOnTheSameDirectoryFindsTopicsAndRecords() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, false);
        Admin admin = admin(kafka)) {
      assertThat(new TopicSetup(admin).create(4, 1)).hasSize(Topics.values().length);
      assertThat(TopicSetup.problems(new TopicSetup(admin).states())).isEmpty();
      try (KafkaProducer<String, String> producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", kafka.bootstrap(), "acks", "all"),
              new StringSerializer(),
              new StringSerializer())) {
        producer.send(new ProducerRecord<>(Topics.FINDINGS.topic(), "k", "kept")).get();
      }
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, false);
        Admin admin = admin(kafka)) {
      assertThat(new TopicSetup(admin).create(4, 1)).isEmpty();
      assertThat(values(kafka, Topics.FINDINGS.topic())).containsExactly("kept");
    }
  }

  @Test
  void topicsThatDoNotFitAreNamedWithTheReason() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, true);
        Admin admin = admin(kafka)) {
      admin.createTopics(List.of(new NewTopic(Topics.DEVICES.topic(), 3, (short) 1))).all().get();
      new TopicSetup(admin).create(4, 1);
      assertThat(TopicSetup.problems(new TopicSetup(admin).states()))
          .hasSize(3)
          .allSatisfy(problem -> assertThat(problem).startsWith("energy.devices.v1 has "))
          .anySatisfy(problem -> assertThat(problem).contains("3 partitions, not 4"))
          .anySatisfy(problem -> assertThat(problem).contains("LogAppendTime"))
          .anySatisfy(problem -> assertThat(problem).contains("cleanup.policy"));
    }
  }

  private static Admin admin(EmbeddedKafka kafka) {
    return Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()));
  }

  private static List<String> values(EmbeddedKafka kafka, String topic) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrap(), "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (consumer.position(partition)
          < consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L)) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
