package io.garonne.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.garonne.ingest.decode.DecodeContext;
import io.garonne.ingest.decode.Decoders;
import io.garonne.ingest.decode.Decoding;
import io.garonne.ingest.decode.InboundMessage;
import io.garonne.ingest.decode.Mutations;
import io.garonne.ingest.decode.Reason;
import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Ledger;
import io.garonne.model.Reading;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import io.garonne.service.Readiness;
import io.garonne.service.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
  private static final Decoders DECODERS = Decoders.standard();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path directory;
  private static TestKafka kafka;
  private static Mosquitto mosquitto;

  @BeforeAll
  static void startBrokers() throws Exception {
    assumeTrue(Mosquitto.installed(), "not run: there is no mosquitto on this machine");
    kafka = new TestKafka(Files.createDirectory(directory.resolve("kafka")));
    kafka.start();
    kafka.createTopics();
    mosquitto = new Mosquitto(Files.createDirectory(directory.resolve("mosquitto")), "");
    mosquitto.start();
  }

  @AfterAll
  static void stopBrokers() throws Exception {
    if (mosquitto != null) {
      mosquitto.close();
    }
    if (kafka != null) {
      kafka.close();
    }
  }

  private static Ingest start(String clientId, String topics, String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap", kafka.bootstrap());
    settings.put("mqtt.uri", mosquitto.uri().toString());
    settings.put("mqtt.client-id", clientId);
    settings.put("mqtt.topics", topics);
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    Ingest ingest =
        new Ingest(IngestSettings.from(Settings.of(settings)), new SimpleMeterRegistry());
    ingest.start();
    return ingest;
  }

  private static void awaitReady(Ingest ingest) {
    await().atMost(PATIENCE).until(() -> ingest.readiness() instanceof Readiness.Ready);
  }

  private static Ledger ledger(String clientId) {
    return Books.ledger(kafka.bootstrap(), clientId);
  }

  private static List<Reading> readings(String prefix) {
    return kafka.read(Topics.READINGS).stream()
        .map(each -> ReadingJson.read(each.value()))
        .filter(reading -> reading.device().startsWith(prefix))
        .toList();
  }

  @Test
  void everyMessageIsStoredOnceInOrderAndCounted() throws Exception {
    try (Ingest ingest = start("plain", "garonne/plain-a,garonne/plain-b")) {
      awaitReady(ingest);
      try (TestPublisher publisher = new TestPublisher(mosquitto.uri())) {
        for (int i = 0; i < 1000; i++) {
          String device = i % 2 == 0 ? "plain-a" : "plain-b";
          publisher.publish("garonne/" + device, "{\"energyWh\":" + i + ",\"powerW\":7.5}");
        }
      }
      await().atMost(PATIENCE).until(() -> ledger("plain").count("received") == 1000);
    }
    List<Reading> found = readings("plain-");
    assertThat(found).hasSize(1000);
    for (int first = 0; first < 2; first++) {
      String device = first == 0 ? "plain-a" : "plain-b";
      long expected = first;
      for (Reading reading : found) {
        if (reading.device().equals(device)) {
          assertThat(reading.energy()).isEqualTo(expected * 3_600_000L);
          expected += 2;
        }
      }
    }
    Ledger ledger = ledger("plain");
    assertThat(ledger.counts())
        .containsEntry("received", 1000L)
        .containsEntry("stored", 1000L)
        .containsEntry("readings", 1000L);
  }

  @Test
  void whatIsNotStoredIsCountedByReasonAndKeptWithItsBytes() throws Exception {
    String now = Instant.now().toString();
    try (Ingest ingest = start("mixed", "garonne/mixed/#,tele/mixed/#,what/mixed")) {
      awaitReady(ingest);
      byte[] large = new byte[1_000_000];
      try (TestPublisher publisher = new TestPublisher(mosquitto.uri())) {
        publisher.publish("tele/mixed/STATE", "{\"Uptime\":\"0T00:17:28\"}");
        publisher.publish("tele/mixed/LWT", "Perhaps");
        publisher.publish("garonne/mixed/1", "{\"powerW\":1,\"at\":\"" + now + "\"}");
        publisher.publish("garonne/mixed/1", "{\"powerW\":1");
        publisher.publish("garonne/mixed/1", "{\"powerW\":1,\"at\":\"2099-01-01T00:00:00Z\"}");
        publisher.publish("what/mixed", "hello");
        publisher.publish("garonne/mixed/1", large, false);
        publisher.publish("tele/mixed/STATE", "{\"Uptime\":\"0T00:22:28\"}");
      }
      await().atMost(PATIENCE).until(() -> ledger("mixed").count("received") == 8);
    }
    assertThat(ledger("mixed").counts())
        .isEqualTo(
            Map.of(
                "received", 8L,
                "stored", 1L,
                "readings", 1L,
                "ignored.state-only", 2L,
                "ignored.availability", 1L,
                "dead-lettered.not-json", 1L,
                "dead-lettered.absurd-clock", 1L,
                "dead-lettered.unknown-topic", 1L,
                "dead-lettered.oversized", 1L));
    List<ConsumerRecord<byte[], byte[]>> letters =
        kafka.read(Topics.DEAD_LETTERS).stream()
            .filter(each -> Books.header(each, "ingest").equals("mixed"))
            .toList();
    assertThat(letters)
        .extracting(each -> Books.header(each, "reason"))
        .containsExactly("not-json", "absurd-clock", "unknown-topic", "oversized");
    assertThat(letters.get(3).value()).hasSize(1_000_000);
    assertThat(letters.get(2).value()).asString(UTF_8).isEqualTo("hello");
    assertThat(Books.header(letters.get(2), "topic")).isEqualTo("what/mixed");
    assertThat(Books.header(letters.get(2), "retained")).isEqualTo("false");
    assertThat(Instant.parse(Books.header(letters.get(2), "received-at"))).isBefore(Instant.now());
  }

  @Test
  void aThousandBrokenMessagesStopNothingAndAreAllAccountedFor() throws Exception {
    List<InboundMessage> broken = Mutations.messages(1500, 7);
    DecodeContext context = DecodeContext.live(ZoneId.of("Europe/Paris"));
    TreeMap<String, Long> expected = new TreeMap<>();
    try (Ingest ingest = start("mutants", "+/mutant/#,mutant/#,tele//SENSOR,garonne/")) {
      awaitReady(ingest);
      try (TestPublisher publisher = new TestPublisher(mosquitto.uri())) {
        for (InboundMessage each : broken) {
          // Retained ones would be kept by the broker, and come to the subscriber as not retained.
          publisher.publish(each.topic(), each.payload(), false);
          InboundMessage live =
              new InboundMessage(each.topic(), each.payload(), false, System.currentTimeMillis());
          String name =
              switch (DECODERS.decode(live, context)) {
                case Decoding.Readings stored -> "stored";
                case Decoding.Ignored ignored -> ignored.reason().counter();
                case Decoding.Rejected rejected -> rejected.reason().counter();
                case Decoding.Announced announced -> Reason.DISCOVERY.counter();
              };
          expected.merge(name, 1L, Long::sum);
        }
        publisher.publish("garonne/mutant/last", "{\"powerW\":1}");
        expected.merge("stored", 1L, Long::sum);
      }
      await()
          .atMost(PATIENCE)
          .until(() -> ledger("mutants").count("received") == broken.size() + 1);
    }
    TreeMap<String, Long> counts = new TreeMap<>(ledger("mutants").counts());
    counts.remove("received");
    counts.remove("readings");
    assertThat(counts).isEqualTo(expected);
    assertThat(counts.size()).isGreaterThan(7);
  }

  @Test
  void aDevicesLocalTimeHasTheZoneOfItsSite() throws Exception {
    ZoneId reunion = ZoneId.of("Indian/Reunion");
    Device device =
        new Device(
            "far-away",
            List.of(
                new Assignment(
                    Long.MIN_VALUE,
                    Long.MAX_VALUE,
                    "island",
                    "island",
                    "server",
                    reunion,
                    null,
                    true,
                    false,
                    MeterProfile.DEFAULT)));
    try (Ingest ingest = start("zones", "tele/far-away/SENSOR")) {
      awaitReady(ingest);
      try (KafkaProducer<byte[], byte[]> devices =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", kafka.bootstrap()),
              new ByteArraySerializer(),
              new ByteArraySerializer())) {
        devices
            .send(
                new ProducerRecord<>(
                    Topics.DEVICES.topic(), "far-away".getBytes(UTF_8), DeviceJson.write(device)))
            .get();
      }
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      String local = LocalDateTime.ofInstant(now, reunion).format(ISO_LOCAL_DATE_TIME);
      try (TestPublisher publisher = new TestPublisher(mosquitto.uri())) {
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(300))
            .until(
                () -> {
                  publisher.publish(
                      "tele/far-away/SENSOR",
                      "{\"Time\":\"" + local + "\",\"ENERGY\":{\"Total\":1.0}}");
                  List<Reading> found = readings("far-away");
                  return !found.isEmpty() && found.getLast().at() == now.toEpochMilli();
                });
      }
    }
  }

  @Test
  void whatWasAnnouncedToOneInstanceTheNextOneKnows() throws Exception {
    String config = "homeassistant/sensor/told/power/config";
    String good = "{\"stat_t\":\"hall/told\",\"dev_cla\":\"power\",\"unit_of_meas\":\"W\",%s}";
    String device = "\"dev\":{\"ids\":[\"told\"]},\"name\":\"Power\"";
    try (Ingest ingest = start("told", "homeassistant/#");
        TestPublisher publisher = new TestPublisher(mosquitto.uri())) {
      awaitReady(ingest);
      publisher.publish(config, good.formatted(device));
      publisher.publish(
          "homeassistant/sensor/told/odd/config",
          good.formatted(device + ",\"val_tpl\":\"{{ now() }}\""));
      await().atMost(PATIENCE).until(() -> ledger("told").count("received") == 2);
    }
    assertThat(ledger("told").counts())
        .containsEntry("ignored.discovery", 1L)
        .containsEntry("dead-lettered.not-supported", 1L);
    try (Ingest ingest = start("untold", "hall/told");
        TestPublisher publisher = new TestPublisher(mosquitto.uri())) {
      awaitReady(ingest);
      publisher.publish("hall/told", "41.5");
      await().atMost(PATIENCE).until(() -> ledger("untold").count("stored") == 1);
      assertThat(readings("told")).extracting(Reading::power).containsExactly(41_500L);
      try (Ingest other = start("told", "homeassistant/#")) {
        awaitReady(other);
        publisher.publish(config, "");
        publisher.publish("homeassistant/sensor/told/odd/config", "");
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(200))
            .until(
                () -> {
                  publisher.publish("hall/told", "41.5");
                  return ledger("untold").count("dead-lettered.unknown-topic") > 0;
                });
      }
    }
  }

  @Test
  void twoThatShareASubscriptionDivideTheMessages() throws Exception {
    try (Ingest one = start("share-1", "garonne/shared", "mqtt.share", "group");
        Ingest two = start("share-2", "garonne/shared", "mqtt.share", "group")) {
      awaitReady(one);
      awaitReady(two);
      try (TestPublisher publisher = new TestPublisher(mosquitto.uri())) {
        for (int i = 0; i < 400; i++) {
          publisher.publish("garonne/shared", "{\"energyWh\":" + i + "}");
        }
      }
      await()
          .atMost(PATIENCE)
          .until(
              () -> ledger("share-1").count("stored") + ledger("share-2").count("stored") == 400);
      assertThat(ledger("share-1").count("stored")).isBetween(1L, 399L);
      for (String id : List.of("share-1", "share-2")) {
        Books books = Books.of(kafka.bootstrap(), id);
        assertThat(books.claimed()).isEqualTo(books.recounted());
      }
    }
    assertThat(readings("shared").stream().map(Reading::energy).distinct()).hasSize(400);
  }

  @Test
  void theLedgerGoesOnAfterARestart() throws Exception {
    for (int run = 1; run <= 2; run++) {
      try (Ingest ingest = start("again", "garonne/again")) {
        awaitReady(ingest);
        try (TestPublisher publisher = new TestPublisher(mosquitto.uri())) {
          for (int i = 0; i < 100; i++) {
            publisher.publish("garonne/again", "{\"powerW\":" + i + "}");
          }
        }
        long expected = run * 100L;
        await().atMost(PATIENCE).until(() -> ledger("again").count("stored") == expected);
      }
    }
    assertThat(readings("again")).hasSize(200);
  }
}
