package io.garonne.deploy.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.garonne.model.wire.Topics;
import io.garonne.service.Readiness;
import io.garonne.service.Settings;
import io.garonne.streams.Streams;
import io.garonne.streams.StreamsSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * This build on what an older one left in Kafka: its changelogs, what was on its way between two
 * parts of an application, its committed offsets, and no state directory. It goes on with the
 * second half of the input, and every figure is the one of a run by the old version that nobody
 * interrupted. Where a later version changes a figure on purpose, it says so here, with the reason.
 *
 * <p>Versions are the directories that {@code StoredFormatsTest} of {@code streams} looks after;
 * {@code next}, if it is there, is what the next one will leave, and held to the same.
 */
class UpgradeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path dir;

  static List<StoredState> versions() throws IOException {
    return StoredState.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("versions")
  void whatAVersionStoredGoesOnToTheMillijoule(StoredState stored) throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir.resolve("kafka"), 0, false);
        Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()))) {
      LeftInKafka.createTopics(admin, stored);
      LeftInKafka.restore(kafka.bootstrap(), admin, stored);
      ClockOfAnotherDay clock = new ClockOfAnotherDay(stored.half());
      try (Streams streams = streams(kafka.bootstrap(), clock)) {
        await().atMost(PATIENCE).until(() -> streams.readiness() instanceof Readiness.Ready);
        for (List<ProducerRecord<byte[], byte[]>> together : byTime(stored.second())) {
          LeftInKafka.produce(kafka.bootstrap(), together);
          awaitTaken(admin, streams);
        }
        for (int i = 0; i < 30; i++) {
          clock.go(Duration.ofSeconds(10));
          Thread.sleep(100);
        }
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofSeconds(1))
            .untilAsserted(() -> compare(stored.after(), kafka.bootstrap()));
        assertThat(streams.failure()).isNull();
      }
    }
  }

  // --- This build ---

  private Streams streams(String bootstrap, Time clock) {
    Map<String, String> settings =
        Map.of(
            "kafka.bootstrap", bootstrap,
            "streams.state-dir", dir.resolve("state").toString(),
            "streams.flush-every", "PT0.2S",
            "streams.commit-every", "PT0.5S",
            "streams.collect-for", "PT1S");
    Streams streams =
        new Streams(StreamsSettings.from(Settings.of(settings)), new SimpleMeterRegistry(), clock);
    streams.start();
    return streams;
  }

  /** Records that were written at one time, in that order. */
  private static List<List<ProducerRecord<byte[], byte[]>>> byTime(
      List<ProducerRecord<byte[], byte[]>> records) {
    Map<Long, List<ProducerRecord<byte[], byte[]>>> byTime = new LinkedHashMap<>();
    records.forEach(r -> byTime.computeIfAbsent(r.timestamp(), t -> new ArrayList<>()).add(r));
    return List.copyOf(byTime.values());
  }

  private static void awaitTaken(Admin admin, Streams streams) throws InterruptedException {
    List<TopicPartition> inputs =
        List.of(
            new TopicPartition(Topics.READINGS.topic(), 0),
            new TopicPartition(Topics.DEVICES.topic(), 0),
            new TopicPartition(Topics.REPLAYS.topic(), 0));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(streams.failure()).isNull();
              var committed =
                  admin
                      .listConsumerGroupOffsets("garonne-totals")
                      .partitionsToOffsetAndMetadata()
                      .get();
              for (TopicPartition input : inputs) {
                long end =
                    admin
                        .listOffsets(Map.of(input, OffsetSpec.latest()))
                        .partitionResult(input)
                        .get()
                        .offset();
                assertThat(committed.get(input))
                    .as("%s", input)
                    .extracting(OffsetAndMetadata::offset)
                    .isEqualTo(end);
              }
            });
    // A flush of the meters, of the trees and of the totals.
    Thread.sleep(1000);
  }

  // --- What came of it ---

  private static void compare(
      Map<String, Map<String, @Nullable String>> expected, String bootstrap) {
    expected.forEach(
        (topic, byKey) -> {
          Map<String, @Nullable String> is = latest(bootstrap, topic);
          String columns = byKey.get("key");
          if (columns != null) {
            Map<String, @Nullable String> figures = new TreeMap<>();
            is.forEach((key, json) -> figures.put(key, json == null ? null : cells(json, columns)));
            figures.put("key", columns);
            assertThat(figures).as(topic).containsExactlyInAnyOrderEntriesOf(byKey);
          } else {
            byKey.forEach(
                (key, json) -> assertThat(is(is.get(key), json)).as("%s %s", topic, key).isNull());
          }
        });
  }

  /** Latest record of each key that this build has published. */
  private static Map<String, @Nullable String> latest(String bootstrap, String topic) {
    Map<String, @Nullable String> latest = new TreeMap<>();
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, byte[]> r : consumer.poll(Duration.ofMillis(200))) {
          latest.put(
              r.key(), r.value() == null ? null : new String(r.value(), StandardCharsets.UTF_8));
        }
      }
    }
    return latest;
  }

  private static String cells(String json, String columns) {
    JsonNode total = tree(json);
    List<String> cells = new ArrayList<>();
    for (String column : columns.split(" ", -1)) {
      JsonNode value = total.get(column);
      cells.add(value == null ? "-" : value.asText());
    }
    return String.join(" ", cells);
  }

  /** What of the expected a record does not say, or null: a newer version may say more. */
  private static @Nullable String is(@Nullable String is, @Nullable String expected) {
    if (is == null || expected == null) {
      return is == null && expected == null ? null : "is " + is + " and not " + expected;
    }
    return differs("", tree(is), tree(expected));
  }

  private static @Nullable String differs(String path, @Nullable JsonNode is, JsonNode expected) {
    if (is != null && is.isObject() && expected.isObject()) {
      for (Map.Entry<String, JsonNode> field : expected.properties()) {
        String differs =
            differs(path + "/" + field.getKey(), is.get(field.getKey()), field.getValue());
        if (differs != null) {
          return differs;
        }
      }
      return null;
    }
    return expected.equals(is) ? null : path + " is " + is + " and not " + expected;
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException(json, e);
    }
  }
}
