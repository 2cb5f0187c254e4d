package io.garonne.deploy.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Reading;
import io.garonne.model.alert.Alert;
import io.garonne.model.inventory.Descriptions;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.AlertJson;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.EstateLineJson;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import io.garonne.service.Readiness;
import io.garonne.service.Settings;
import io.garonne.streams.Streams;
import io.garonne.streams.StreamsSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a reading in Kafka to a committed alert, as people's channels see it. */
class AlertsOnKafkaTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PROMISED = Duration.ofSeconds(10);

  @TempDir Path dir;

  private final Map<String, Alert> alerts = new HashMap<>();

  @Test
  void anOverloadIsOutWithinTenSecondsOfItsReadingAndNotToldAgainAfterARestartOrAReset() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir.resolve("kafka"), 0, false, Map.of())) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()))) {
        new TopicSetup(admin).create(2, 1);
      }
      try (KafkaProducer<String, byte[]> producer =
              new KafkaProducer<>(
                  Map.of("bootstrap.servers", kafka.bootstrap()),
                  new StringSerializer(),
                  new ByteArraySerializer());
          KafkaConsumer<String, byte[]> consumer =
              new KafkaConsumer<>(
                  Map.of(
                      "bootstrap.servers",
                      kafka.bootstrap(),
                      "isolation.level",
                      "read_committed",
                      "auto.offset.reset",
                      "earliest"),
                  new StringDeserializer(),
                  new ByteArrayDeserializer())) {
        consumer.assign(List.of(new TopicPartition(Topics.ALERTS.topic(), 0)));
        describe(producer, "first", "second");
        try (Streams streams = streams(kafka)) {
          assertThat(streams.failure()).isNull();
          // The live application begins with what comes once it runs.
          awaitAlert(consumer, producer, "first", PATIENCE, true);
          long said = System.nanoTime();
          awaitAlert(consumer, producer, "second", PROMISED, false);
          Duration took = Duration.ofNanos(System.nanoTime() - said);
          assertThat(took).isLessThan(PROMISED);
        }
        Map<String, Alert> before = Map.copyOf(alerts);
        try (Streams streams = streams(kafka)) {
          assertThat(streams.failure()).isNull();
          long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
          while (System.nanoTime() < end) {
            poll(consumer);
          }
        }
        assertThat(alerts).isEqualTo(before);
        forget(kafka);
        try (Streams streams = streams(kafka)) {
          assertThat(streams.failure()).isNull();
          long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
          while (System.nanoTime() < end) {
            poll(consumer);
          }
          assertThat(streams.readiness()).isInstanceOf(Readiness.Ready.class);
        }
        assertThat(alerts).isEqualTo(before);
      }
    }
  }

  /** What a reset of the application does: its offsets, its topics and its state are no more. */
  private static void forget(EmbeddedKafka kafka) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrap()))) {
      String application = "garonne-totals-alerts";
      // A member with a name of its own stays in its group for a while after it is closed.
      admin
          .removeMembersFromConsumerGroup(application, new RemoveMembersFromConsumerGroupOptions())
          .all()
          .get(30, TimeUnit.SECONDS);
      admin.deleteConsumerGroups(List.of(application)).all().get(30, TimeUnit.SECONDS);
      List<String> own =
          admin.listTopics().names().get(30, TimeUnit.SECONDS).stream()
              .filter(name -> name.startsWith(application + "-"))
              .toList();
      assertThat(own).isNotEmpty();
      admin.deleteTopics(own).all().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private Streams streams(EmbeddedKafka kafka) {
    Map<String, String> settings =
        Map.of(
            "kafka.bootstrap",
            kafka.bootstrap(),
            "streams.state-dir",
            dir.resolve("state").toString(),
            "streams.instance",
            "test");
    Streams streams =
        new Streams(StreamsSettings.from(Settings.of(settings)), new SimpleMeterRegistry());
    streams.start();
    return streams;
  }

  private void awaitAlert(
      KafkaConsumer<String, byte[]> consumer,
      KafkaProducer<String, byte[]> producer,
      String device,
      Duration atMost,
      boolean again) {
    long end = System.nanoTime() + atMost.toNanos();
    say(producer, device);
    while (alerts.values().stream().noneMatch(a -> device.equals(a.place().device()))) {
      assertThat(System.nanoTime()).as("alert of " + device).isLessThan(end);
      if (again) {
        say(producer, device);
      }
      poll(consumer);
    }
  }

  private void poll(KafkaConsumer<String, byte[]> consumer) {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(250))) {
      alerts.put(record.key(), AlertJson.read(record.value()));
    }
  }

  private static void say(KafkaProducer<String, byte[]> producer, String device) {
    long now = System.currentTimeMillis();
    Reading reading =
        new Reading(
            device,
            Reading.ONLY_CHANNEL,
            now,
            Reading.AtSource.PAYLOAD,
            now,
            null,
            1_200_000L,
            null,
            null,
            null,
            null,
            null,
            null,
            "test");
    send(producer, Topics.READINGS, device, ReadingJson.write(reading));
  }

  private static void describe(KafkaProducer<String, byte[]> producer, String... devices) {
    List<EstateLine> lines = new java.util.ArrayList<>();
    lines.add(EstateLine.of(EstateTable.SITES, Map.of("site", "s"), "test"));
    for (String device : devices) {
      lines.add(
          EstateLine.of(
              EstateTable.DEVICES,
              Map.of(
                  "device",
                  device,
                  "site",
                  "s",
                  "equipment_class",
                  "server",
                  "rated_power_w",
                  "1000"),
              "test"));
    }
    lines.forEach(line -> send(producer, Topics.ESTATE, line.key(), EstateLineJson.write(line)));
    Estate estate = Estate.of(lines, ZoneId.of("Europe/Paris")).estate();
    Descriptions.of(estate)
        .devices()
        .forEach((name, of) -> send(producer, Topics.DEVICES, name, DeviceJson.write(of)));
    producer.flush();
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, Topics topic, String key, byte[] value) {
    var unused = producer.send(new ProducerRecord<>(topic.topic(), key, value));
  }
}
