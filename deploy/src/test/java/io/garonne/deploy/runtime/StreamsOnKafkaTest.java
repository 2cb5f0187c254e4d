package io.garonne.deploy.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.garonne.model.Reading;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TotalsReader;
import io.garonne.service.Settings;
import io.garonne.streams.Streams;
import io.garonne.streams.StreamsSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a real Kafka shows of the streams stage: retention, commits and kills. */
class StreamsOnKafkaTest {
  private static final Instant IN_2011 = Instant.parse("2011-12-02T10:00:00Z");
  private static final Instant IN_2025 = Instant.parse("2025-12-02T10:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path dir;
  private EmbeddedKafka kafka;

  @BeforeEach
  void startKafkaThatChecksRetentionEverySecond() {
    Map<String, String> settings =
        Map.of("log.retention.check.interval.ms", "1000", "log.segment.delete.delay.ms", "0");
    kafka = EmbeddedKafka.start(dir.resolve("kafka"), 0, false, settings);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()))) {
      new TopicSetup(admin).create(1, 1);
    }
  }

  @AfterEach
  void stopKafka() {
    kafka.close();
  }

  private void produce(String device, Instant from, int readings) {
    Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrap());
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < readings; i++) {
        long at = from.toEpochMilli() + i * 60_000L;
        Reading reading =
            new Reading(
                device,
                Reading.ONLY_CHANNEL,
                at,
                Reading.AtSource.PAYLOAD,
                at,
                null,
                100_000L,
                null,
                null,
                null,
                null,
                null,
                null,
                "test");
        // The record's own stamp is the event's, as a careless producer would do it.
        var unused =
            producer.send(
                new ProducerRecord<>(
                    Topics.READINGS.topic(), null, at, device, ReadingJson.write(reading)));
      }
    }
  }

  private Map<String, String> settings(Map<String, String> more) {
    Map<String, String> all = new HashMap<>();
    all.put("kafka.bootstrap", kafka.bootstrap());
    all.put("streams.state-dir", dir.resolve("state").toString());
    all.put("streams.instance", "test");
    all.put("streams.flush-every", "PT0.5S");
    all.putAll(more);
    return all;
  }

  private Streams streams(Map<String, String> settings) {
    Streams streams =
        new Streams(StreamsSettings.from(Settings.of(settings)), new SimpleMeterRegistry());
    streams.start();
    return streams;
  }

  private List<Total> years() {
    return TotalsReader.read(
        kafka.bootstrap(),
        Topics.TOTALS,
        t -> t.period() == Period.YEAR && t.scope().equals(Scope.ESTATE));
  }

  private void awaitEnergyOfYears(long... millijoules) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(
            () ->
                assertThat(years().stream().mapToLong(Total::energy).toArray())
                    .containsExactlyInAnyOrder(millijoules));
  }

  @Test
  void recordsOf2011And2025OutliveARetentionThatIsCheckedEverySecond() throws Exception {
    try (Streams streams = streams(settings(Map.of()))) {
      assertThat(streams.name()).isEqualTo("streams");
      produce("old", IN_2011, 120);
      produce("new", IN_2025, 60);
      awaitEnergyOfYears(119 * 6_000_000L, 59 * 6_000_000L);
      Thread.sleep(3000);
      produce("old", IN_2011.plusSeconds(7200), 60);
      awaitEnergyOfYears(179 * 6_000_000L, 59 * 6_000_000L);
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()))) {
      Map<TopicPartition, OffsetSpec> starts = new HashMap<>();
      for (String topic : admin.listTopics().names().get()) {
        // Repartition topics are purged by their reader, once it has read.
        if (topic.contains("energy.") || topic.endsWith("-changelog")) {
          starts.put(new TopicPartition(topic, 0), OffsetSpec.earliest());
        }
      }
      admin
          .listOffsets(starts)
          .all()
          .get()
          .forEach(
              (partition, start) -> assertThat(start.offset()).as("%s begins", partition).isZero());
    }
  }

  @Test
  void whatWasCommittedBeforeAKillIsPublishedWithoutAnyFurtherInput() throws Exception {
    Process process =
        launch(settings(Map.of("streams.flush-every", "PT1H", "streams.commit-every", "PT0.2S")));
    try {
      produce("plug", IN_2011, 60);
      awaitCommitted(60);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(years()).as("published before the kill").isEmpty();
    try (Streams streams = streams(settings(Map.of()))) {
      assertThat(streams.failure()).isNull();
      awaitEnergyOfYears(59 * 6_000_000L);
    }
  }

  private Process launch(Map<String, String> settings) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.garonne.deploy.Garonne",
                "streams",
                "--set",
                "health.port=-1"));
    settings.forEach(
        (key, value) -> {
          command.add("--set");
          command.add(key + "=" + value);
        });
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(Path.of("target", "streams-before-the-kill.log").toFile())
        .start();
  }

  private void awaitCommitted(long offset) {
    TopicPartition readings = new TopicPartition(Topics.READINGS.topic(), 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()))) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(committed(admin, readings)).isEqualTo(offset));
    }
  }

  private static long committed(Admin admin, TopicPartition partition)
      throws ExecutionException, InterruptedException {
    var committed =
        admin
            .listConsumerGroupOffsets("garonne-totals")
            .partitionsToOffsetAndMetadata()
            .get()
            .get(partition);
    return committed == null ? -1 : committed.offset();
  }
}
