package io.garonne.deploy.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.garonne.deploy.mqtt.MqttPublisher;
import io.garonne.deploy.mqtt.MqttTarget;
import io.garonne.deploy.runtime.Chain;
import io.garonne.deploy.runtime.ChainSettings;
import io.garonne.model.Reading;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import io.garonne.service.Readiness;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeadLettersCommandTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String RULES =
      """
      - topic: lab/<device>/meter
        energy: { path: kwh, unit: kWh, counts: register }
      """;

  @TempDir Path directory;

  private ChainSettings settings() {
    return ChainSettings.on(directory.resolve("data"))
        .influx(new ChainSettings.Influx.None())
        .stages(Set.of("ingest"));
  }

  private static Outcome letters(Chain chain, String... arguments) {
    List<String> all = new ArrayList<>(List.of("dead-letters"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--bootstrap", chain.kafkaBootstrap()));
    return Outcome.of(all.toArray(String[]::new));
  }

  /** Before ingest has subscribed for the first time, the broker keeps nothing for it. */
  private static void awaitReady(Chain chain) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> chain.readiness().values().stream().allMatch(Readiness.Ready.class::isInstance));
  }

  private static List<Reading> readings(Chain chain) {
    List<Reading> readings = new ArrayList<>();
    TopicReader.all(
        chain.kafkaBootstrap(),
        Topics.READINGS,
        record -> readings.add(ReadingJson.read(record.value())));
    return readings;
  }

  @Test
  void aMessageThatNobodyUnderstoodIsAReadingOfItsTimeOnceThereIsARule() throws Exception {
    long sent = System.currentTimeMillis();
    try (Chain chain = Chain.start(settings())) {
      awaitReady(chain);
      try (MqttPublisher publisher =
          MqttPublisher.open(MqttTarget.of(URI.create(chain.mqttUri()), "bench-3"))) {
        publisher.publish("lab/bench-3/meter", "{\"kwh\":12.304}".getBytes(UTF_8), () -> {});
        publisher.publish("what/is/this", new byte[] {0, 1, 27, 'A'}, () -> {});
        assertThat(publisher.flush(PATIENCE)).isTrue();
      }
      await()
          .atMost(PATIENCE)
          .until(() -> TopicReader.end(chain.kafkaBootstrap(), Topics.DEAD_LETTERS) >= 2);
    }
    long before = System.currentTimeMillis();
    Path rules = Files.writeString(directory.resolve("rules.yaml"), RULES);
    try (Chain chain = Chain.start(settings().set("ingest.rules", rules.toString()))) {
      String list = letters(chain, "list").out();
      assertThat(list).contains("unknown-topic", "lab/bench-3/meter", "what/is/this", "0-1");
      assertThat(letters(chain, "list", "--topic", "lab/+/meter", "--csv").out())
          .startsWith("id,stage,reason,topic,at,retained,bytes,detail\n0-0,ingest,unknown-topic,")
          .doesNotContain("what/is/this");
      assertThat(letters(chain, "show", "0-0").out()).contains("{\"kwh\":12.304}");
      assertThat(letters(chain, "show", "0-1").out())
          .contains("00000000  00 01 1b 41", "...A")
          .doesNotContain("\u001b");
      assertThat(letters(chain, "show", "0-99").exit()).isEqualTo(2);

      String[] again = {
        "replay", "--all", "--set", "ingest.rules=" + rules, "--set", "mqtt.uri=" + chain.mqttUri()
      };
      Outcome dry = letters(chain, again);
      assertThat(dry.out())
          .contains("0-0  lab/bench-3/meter  unknown-topic  → published again: 1 reading(s)")
          .contains("0-1  what/is/this  unknown-topic  → stays: still unknown-topic")
          .contains("with --yes it is");
      assertThat(readings(chain)).isEmpty();
      Outcome unknown =
          letters(chain, "replay", "0-0", "0-77", "x", "--set", "mqtt.uri=" + chain.mqttUri());
      assertThat(unknown.exit()).isEqualTo(1);
      assertThat(unknown.out()).contains("0-0  lab/bench-3/meter");
      assertThat(unknown.err().lines())
          .hasSize(2)
          .anySatisfy(line -> assertThat(line).startsWith("0-77: there is no such dead letter"));

      for (int time = 1; time <= 2; time++) {
        int expected = time;
        String[] done = java.util.Arrays.copyOf(again, again.length + 1);
        done[again.length] = "--yes";
        assertThat(letters(chain, done).exit()).isZero();
        await().atMost(PATIENCE).until(() -> readings(chain).size() == expected);
      }
      // Brought twice they are one reading of one instant, which the meter knows already.
      List<Reading> readings = readings(chain);
      assertThat(readings.get(0)).isEqualTo(readings.get(1));
      assertThat(readings.get(0).energy()).isEqualTo(12_304L * 3_600_000);
      assertThat(readings.get(0).at()).isBetween(sent, before);
      assertThat(TopicReader.end(chain.kafkaBootstrap(), Topics.DEAD_LETTERS)).isEqualTo(2);
      assertThat(letters(chain, "replay").err()).contains("which?");

      theStoppedSinkGoesBackToWhatItCouldNotWriteAndARunningOneIsLeftAlone(chain);
    }
  }

  private static void theStoppedSinkGoesBackToWhatItCouldNotWriteAndARunningOneIsLeftAlone(
      Chain chain) throws Exception {
    TopicPartition partition = new TopicPartition(Topics.TOTALS.topic(), 0);
    Map<String, Object> kafka = Map.of("bootstrap.servers", chain.kafkaBootstrap());
    try (Admin admin = Admin.create(kafka);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < 9; i++) {
        producer
            .send(new ProducerRecord<>(partition.topic(), 0, new byte[] {1}, new byte[] {2}))
            .get();
      }
      ProducerRecord<byte[], byte[]> letter =
          new ProducerRecord<>(Topics.DEAD_LETTERS.topic(), new byte[] {1}, new byte[] {2});
      Map.of(
              "reason",
              "refused",
              "detail",
              "field type conflict \u001b[2J",
              "topic",
              partition.topic(),
              "partition",
              "0",
              "offset",
              "4")
          .forEach((name, value) -> letter.headers().add(name, value.getBytes(UTF_8)));
      producer.send(letter).get();
      admin
          .alterConsumerGroupOffsets("garonne-sink", Map.of(partition, new OffsetAndMetadata(8)))
          .all()
          .get();
      String shown = letters(chain, "list", "--reason", "refused").out();
      assertThat(shown).contains("refused", "field type conflict ?[2J").doesNotContain("\u001b");
      Matcher id = Pattern.compile("0-\\d+").matcher(shown);
      assertThat(id.find()).isTrue();
      try (KafkaConsumer<byte[], byte[]> sink =
          new KafkaConsumer<>(
              Map.of(
                  "bootstrap.servers",
                  chain.kafkaBootstrap(),
                  "group.id",
                  "garonne-sink",
                  "enable.auto.commit",
                  "false"),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer())) {
        sink.subscribe(List.of(partition.topic()));
        await()
            .atMost(PATIENCE)
            .until(
                () -> {
                  sink.poll(Duration.ofMillis(100));
                  return !sink.assignment().isEmpty();
                });
        Outcome refused = letters(chain, "replay", id.group(), "--yes");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("the sink runs");
      }
      assertThat(letters(chain, "replay", id.group(), "--yes").out())
          .contains("The sink goes on at " + partition.topic() + "/0-4.");
      assertThat(
              admin.listConsumerGroupOffsets("garonne-sink").partitionsToOffsetAndMetadata().get())
          .containsEntry(partition, new OffsetAndMetadata(4));
    }
  }
}
