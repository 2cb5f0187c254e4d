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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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
      createTopics(admin, stored);
      restore(kafka.bootstrap(), admin, stored);
      Clock clock = new Clock(stored.half().toEpochMilli());
      try (Streams streams = streams(kafka.bootstrap(), clock)) {
        await().atMost(PATIENCE).until(() -> streams.readiness() instanceof Readiness.Ready);
        for (List<ProducerRecord<byte[], byte[]>> together : byTime(stored.second())) {
          produce(kafka.bootstrap(), together);
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

  // --- What the old version left ---

  /** As every stage makes them, but with the time of the record, which is not of today. */
  private static void createTopics(Admin admin, StoredState stored) throws Exception {
    List<NewTopic> topics = new ArrayList<>();
    Map<String, String> theirTime =
        Map.of("message.timestamp.type", "CreateTime", "retention.ms", "-1");
    for (Topics topic : Topics.values()) {
      Map<String, String> config = new HashMap<>(topic.config());
      config.putAll(theirTime);
      topics.add(new NewTopic(topic.topic(), 1, (short) 1).configs(config));
    }
    // Of these nobody looks at the time; they are as Kafka Streams makes them.
    Map<String, String> stamped = Map.of("message.timestamp.type", "LogAppendTime");
    for (String topic : stored.internal().keySet()) {
      topics.add(new NewTopic(topic, 1, (short) 1).configs(stamped));
    }
    for (String topic : stored.changelogs().keySet()) {
      Map<String, String> config = new HashMap<>(stamped);
      config.put("cleanup.policy", "compact");
      topics.add(new NewTopic(topic, 1, (short) 1).configs(config));
    }
    admin.createTopics(topics).all().get();
  }

  private static void restore(String bootstrap, Admin admin, StoredState stored) throws Exception {
    produce(bootstrap, stored.first());
    produce(bootstrap, stored.topics());
    for (List<ProducerRecord<byte[], byte[]>> records : stored.changelogs().values()) {
      produce(bootstrap, records);
    }
    // Everything public was taken in; what was on its way will be taken in once more, which shares
    // and the newest of something bear. Marks are told once, so these were taken in as well.
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (Topics topic : Topics.values()) {
      ends.put(new TopicPartition(topic.topic(), 0), OffsetSpec.latest());
    }
    Map<TopicPartition, OffsetAndMetadata> taken = new HashMap<>();
    admin
        .listOffsets(ends)
        .all()
        .get()
        .forEach((topic, end) -> taken.put(topic, new OffsetAndMetadata(end.offset())));
    for (Map.Entry<String, Set<String>> application : sources().entrySet()) {
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(taken);
      offsets.keySet().removeIf(of -> !application.getValue().contains(of.topic()));
      stored.internal().keySet().stream()
          .filter(topic -> application.getValue().contains(topic))
          .forEach(topic -> offsets.put(new TopicPartition(topic, 0), new OffsetAndMetadata(0)));
      admin.alterConsumerGroupOffsets(application.getKey(), offsets).all().get();
    }
    for (List<ProducerRecord<byte[], byte[]>> records : stored.internal().values()) {
      produce(bootstrap, records.stream().filter(r -> !isMark(r)).toList());
    }
  }

  private static boolean isMark(ProducerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8).equals("replay");
  }

  /** Topics that each application reads, by its group. */
  private static Map<String, Set<String>> sources() {
    Map<String, Set<String>> all = new TreeMap<>();
    String[] applications = Streams.describe().split("Application: ");
    for (String application : applications) {
      Matcher name = Pattern.compile("^(\\w+) \\(").matcher(application);
      if (name.find()) {
        String group =
            "garonne-totals" + (name.group(1).equals("totals") ? "" : "-" + name.group(1));
        Set<String> topics = new TreeSet<>();
        Matcher source = Pattern.compile("Source: .*\\(topics: \\[([^]]*)]").matcher(application);
        while (source.find()) {
          for (String topic : source.group(1).split(", ")) {
            topics.add(topic.endsWith("-repartition") ? group + "-" + topic : topic);
          }
        }
        all.put(group, topics);
      }
    }
    return all;
  }

  private static void produce(String bootstrap, List<ProducerRecord<byte[], byte[]>> records)
      throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (ProducerRecord<byte[], byte[]> record : records) {
        var unused = producer.send(record);
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
                assertThat(committed.get(input).offset()).as("%s", input).isEqualTo(end);
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
      long end = consumer.endOffsets(List.of(partition)).get(partition);
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
    for (String column : columns.split(" ")) {
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

  /** A wall clock of another day, which can be put forward. */
  private static final class Clock implements Time {
    private volatile long ahead;

    Clock(long now) {
      ahead = now - Time.SYSTEM.milliseconds();
    }

    void go(Duration time) {
      ahead += time.toMillis();
    }

    @Override
    public long milliseconds() {
      return Time.SYSTEM.milliseconds() + ahead;
    }

    @Override
    public long nanoseconds() {
      return Time.SYSTEM.nanoseconds();
    }

    @Override
    public void sleep(long millis) {
      Time.SYSTEM.sleep(millis);
    }

    @Override
    public void waitObject(Object lock, Supplier<Boolean> condition, long deadline)
        throws InterruptedException {
      Time.SYSTEM.waitObject(lock, condition, deadline - ahead);
    }
  }
}
