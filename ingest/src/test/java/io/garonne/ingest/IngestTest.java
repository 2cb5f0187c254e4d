package io.garonne.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.garonne.model.Ledger;
import io.garonne.model.Reading;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import io.garonne.service.Readiness;
import io.garonne.service.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
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
    Ledger last = new Ledger("ingest", clientId, new TreeMap<>());
    for (ConsumerRecord<byte[], byte[]> each : kafka.read(Topics.LEDGER)) {
      if (new String(each.key(), UTF_8).equals(last.key())) {
        last = LedgerJson.read(each.value());
      }
    }
    return last;
  }

  private static List<Reading> readings(String prefix) {
    return kafka.read(Topics.READINGS).stream()
        .map(each -> ReadingJson.read(each.value()))
        .filter(reading -> reading.device().startsWith(prefix))
        .toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> each, String name) {
    Header header = each.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
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
        publisher.publish("tele/mixed/STATE", "{\"POWER\":\"ON\"}");
        publisher.publish("tele/mixed/LWT", "Online");
        publisher.publish("garonne/mixed/1", "{\"powerW\":1,\"at\":\"" + now + "\"}");
        publisher.publish("garonne/mixed/1", "{\"powerW\":1");
        publisher.publish("garonne/mixed/1", "{\"powerW\":1,\"at\":\"2099-01-01T00:00:00Z\"}");
        publisher.publish("what/mixed", "hello");
        publisher.publish("garonne/mixed/1", large, false);
        publisher.publish("tele/mixed/STATE", "{\"POWER\":\"OFF\"}");
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
            .filter(each -> header(each, "ingest").equals("mixed"))
            .toList();
    assertThat(letters)
        .extracting(each -> header(each, "reason"))
        .containsExactly("not-json", "absurd-clock", "unknown-topic", "oversized");
    assertThat(letters.get(3).value()).hasSize(1_000_000);
    assertThat(letters.get(2).value()).asString(UTF_8).isEqualTo("hello");
    assertThat(header(letters.get(2), "topic")).isEqualTo("what/mixed");
    assertThat(header(letters.get(2), "retained")).isEqualTo("false");
    assertThat(Instant.parse(header(letters.get(2), "received-at"))).isBefore(Instant.now());
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
