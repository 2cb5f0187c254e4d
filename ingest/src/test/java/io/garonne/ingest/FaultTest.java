package io.garonne.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.garonne.model.Ledger;
import io.garonne.model.wire.Topics;
import io.garonne.service.Readiness;
import io.garonne.service.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @BeforeAll
  static void thereIsABroker() {
    assumeTrue(Mosquitto.installed(), "not run: there is no mosquitto on this machine");
  }

  private Mosquitto mosquitto(String settings) throws Exception {
    Mosquitto mosquitto =
        new Mosquitto(Files.createDirectory(directory.resolve("mosquitto")), settings);
    mosquitto.start();
    return mosquitto;
  }

  private static Map<String, String> settings(String bootstrap, Mosquitto mosquitto) {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap", bootstrap);
    settings.put("mqtt.uri", mosquitto.uri().toString());
    settings.put("mqtt.client-id", "it");
    settings.put("mqtt.topics", "garonne/#,tele/#");
    return settings;
  }

  private static void publish(Mosquitto mosquitto, int from, int to) throws Exception {
    try (TestPublisher publisher = new TestPublisher(mosquitto.uri())) {
      for (int i = from; i < to; i++) {
        publisher.publish("garonne/meter", "{\"energyWh\":" + i + "}");
        if (i % 10 == 0) {
          publisher.publish("tele/meter/STATE", "{\"Vcc\":3.4}");
          publisher.publish(
              "tele/board/SENSOR",
              "{\"ENERGY\":{\"Total\":[1.0,2.0," + i + "],\"Power\":[1,2,3]}}");
        }
        if (i % 20 == 0) {
          publisher.publish("garonne/meter", "{\"energyWh\":");
        }
      }
    }
  }

  private static void assertBalanced(Ledger ledger) {
    assertThat(ledger.count("received"))
        .isEqualTo(ledger.count("stored") + ledger.sum("ignored.") + ledger.sum("dead-lettered."));
  }

  @Test
  void aKilledIngestBeforeAFrozenKafkaLosesNothingAndItsLedgerIsExact() throws Exception {
    int port = TestKafka.freePort();
    String bootstrap = "127.0.0.1:" + port;
    int all = 6000;
    try (Mosquitto mosquitto = mosquitto("max_inflight_messages 500");
        ChildProcess kafka =
            ChildProcess.kafka(Files.createDirectory(directory.resolve("kafka")), port)) {
      try (ChildProcess ingest = ChildProcess.ingest(settings(bootstrap, mosquitto))) {
        await()
            .atMost(PATIENCE)
            .ignoreExceptions()
            .until(() -> !Books.ledger(bootstrap, "it").counts().isEmpty());
        Thread publisher = Thread.ofVirtual().start(() -> unchecked(mosquitto, 0, all));
        await().atMost(PATIENCE).until(() -> Books.ledger(bootstrap, "it").count("stored") > 500);
        kafka.freeze();
        Thread.sleep(1500);
        ingest.kill();
        kafka.thaw();
        publisher.join();
      }
      // Killed without a frozen Kafka as well, in the middle of the backlog.
      try (ChildProcess ingest = ChildProcess.ingest(settings(bootstrap, mosquitto))) {
        await().atMost(PATIENCE).until(() -> Books.ledger(bootstrap, "it").count("stored") > 3000);
        ingest.kill();
      }
      try (ChildProcess ingest = ChildProcess.ingest(settings(bootstrap, mosquitto))) {
        await().atMost(PATIENCE).until(() -> Books.of(bootstrap, "it").different("meter") == all);
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  Books books = Books.of(bootstrap, "it");
                  assertThat(books.claimed()).isEqualTo(books.recounted());
                });
        assertThat(ingest.alive()).isTrue();
        Books books = Books.of(bootstrap, "it");
        assertBalanced(books.ledger());
        assertThat(books.ledger().count("ignored.state-only")).isGreaterThanOrEqualTo(all / 10);
        assertThat(books.ledger().count("dead-lettered.not-json")).isGreaterThanOrEqualTo(all / 20);
        assertThat(books.readings().stream().filter(r -> r.device().equals("board")).count())
            .isGreaterThanOrEqualTo(3 * all / 10);
        assertThat(books.ledger().count("received")).isGreaterThanOrEqualTo(all + all / 4);
      }
    }
  }

  private static void unchecked(Mosquitto mosquitto, int from, int to) {
    try {
      publish(mosquitto, from, to);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatKafkaRefusesForGoodIsSentAnewWithAnotherProducer() throws Exception {
    try (TestKafka kafka = new TestKafka(Files.createDirectory(directory.resolve("kafka")));
        Mosquitto mosquitto = mosquitto("max_inflight_messages 50")) {
      kafka.start();
      kafka.createTopics();
      // Somebody made the dead-letter topic by hand, with Kafka's own limit.
      kafka.limit(Topics.DEAD_LETTERS, 1_048_588);
      SimpleMeterRegistry registry = new SimpleMeterRegistry();
      try (Ingest ingest =
          new Ingest(
              IngestSettings.from(Settings.of(settings(kafka.bootstrap(), mosquitto))), registry)) {
        ingest.start();
        await().atMost(PATIENCE).until(() -> ingest.readiness() instanceof Readiness.Ready);
        publish(mosquitto, 0, 100);
        byte[] random = new byte[2_000_000];
        new Random(1).nextBytes(random);
        try (TestPublisher publisher = new TestPublisher(mosquitto.uri())) {
          publisher.publish("garonne/large", random, false);
        }
        publish(mosquitto, 100, 200);
        await()
            .atMost(PATIENCE)
            .until(() -> Books.of(kafka.bootstrap(), "it").different("meter") == 200);
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  Books books = Books.of(kafka.bootstrap(), "it");
                  assertThat(books.claimed()).isEqualTo(books.recounted());
                  assertThat(books.ledger().count("dead-lettered.oversized")).isEqualTo(1);
                });
        assertThat(registry.counter(IngestMetrics.PRODUCER_FAILURES).count()).isPositive();
        assertThat(kafka.read(Topics.DEAD_LETTERS))
            .anySatisfy(each -> assertThat(Books.header(each, "cut-from")).isEqualTo("2000000"));
        await().atMost(PATIENCE).until(() -> ingest.readiness() instanceof Readiness.Ready);
        await()
            .atMost(PATIENCE)
            .until(() -> registry.get(IngestMetrics.IN_FLIGHT).gauge().value() == 0);
        assertThat(registry.get(IngestMetrics.IN_FLIGHT_BYTES).gauge().value()).isZero();
      }
    }
  }

  /** Kafka refused the overtaken request's sequence for ever, and ingest stood still. */
  @Test
  void aRequestThatKafkaDidNotTakeYetIsNotOvertakenByTheNext() throws Exception {
    int before = TestKafka.freePort();
    int port = TestKafka.freePort();
    try (NotYetLeading starting = new NotYetLeading(before, port);
        TestKafka kafka =
            new TestKafka(Files.createDirectory(directory.resolve("kafka")), port, before);
        Mosquitto mosquitto = mosquitto("")) {
      kafka.start();
      kafka.createTopics();
      try (Ingest ingest =
          new Ingest(
              IngestSettings.from(Settings.of(settings(kafka.bootstrap(), mosquitto))),
              new SimpleMeterRegistry())) {
        ingest.start();
        await().atMost(PATIENCE).until(() -> ingest.readiness() instanceof Readiness.Ready);
        starting.refuseFirst(kafka.id(Topics.READINGS));
        publish(mosquitto, 1, 2);
        Thread.sleep(500);
        publish(mosquitto, 2, 3);
        await()
            .atMost(PATIENCE)
            .until(() -> Books.of(kafka.bootstrap(), "it").different("meter") == 2);
        assertThat(starting.answered()).isTrue();
      }
    }
  }

  @Test
  void whileKafkaIsDownNothingIsAcknowledgedAndTheConnectionLives() throws Exception {
    try (TestKafka kafka = new TestKafka(Files.createDirectory(directory.resolve("kafka")));
        Mosquitto mosquitto = mosquitto("max_inflight_messages 0")) {
      kafka.start();
      kafka.createTopics();
      SimpleMeterRegistry registry = new SimpleMeterRegistry();
      Map<String, String> settings = settings(kafka.bootstrap(), mosquitto);
      settings.put("mqtt.keep-alive", "PT5S");
      settings.put("ingest.max-in-flight", "100");
      try (Ingest ingest = new Ingest(IngestSettings.from(Settings.of(settings)), registry)) {
        ingest.start();
        await().atMost(PATIENCE).until(() -> ingest.readiness() instanceof Readiness.Ready);
        publish(mosquitto, 0, 100);
        await()
            .atMost(PATIENCE)
            .until(() -> Books.of(kafka.bootstrap(), "it").different("meter") == 100);
        kafka.stop();
        publish(mosquitto, 100, 1000);
        await().atMost(PATIENCE).until(() -> ingest.readiness() instanceof Readiness.NotReady);
        assertThat(ingest.readiness().toString()).contains("Kafka");
        double acknowledged = registry.counter(IngestMetrics.ACKNOWLEDGED).count();
        // More than two keep-alives.
        Thread.sleep(12_000);
        assertThat(registry.counter(IngestMetrics.ACKNOWLEDGED).count()).isEqualTo(acknowledged);
        assertThat(registry.get(IngestMetrics.IN_FLIGHT).gauge().value()).isBetween(1.0, 100.0);
        assertThat(registry.counter(IngestMetrics.ABANDONED).count()).isZero();
        kafka.start();
        await()
            .atMost(PATIENCE)
            .until(() -> Books.of(kafka.bootstrap(), "it").different("meter") == 1000);
        await().atMost(PATIENCE).until(() -> ingest.readiness() instanceof Readiness.Ready);
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  Books books = Books.of(kafka.bootstrap(), "it");
                  assertThat(books.claimed()).isEqualTo(books.recounted());
                  assertThat(books.ledger().count("ignored.state-only")).isEqualTo(100);
                });
      }
    }
  }

  @Test
  void aBrokerThatRestartsSendsAgainWhatWasNotAcknowledged() throws Exception {
    try (TestKafka kafka = new TestKafka(Files.createDirectory(directory.resolve("kafka")));
        Mosquitto mosquitto = mosquitto("max_inflight_messages 50")) {
      kafka.start();
      kafka.createTopics();
      try (Ingest ingest =
          new Ingest(
              IngestSettings.from(Settings.of(settings(kafka.bootstrap(), mosquitto))),
              new SimpleMeterRegistry())) {
        ingest.start();
        await().atMost(PATIENCE).until(() -> ingest.readiness() instanceof Readiness.Ready);
        for (int i = 0; i < 3; i++) {
          publish(mosquitto, i * 1000, (i + 1) * 1000);
          mosquitto.stop();
          assertThat(ingest.readiness()).isNotNull();
          mosquitto.start();
        }
        await()
            .atMost(PATIENCE)
            .until(() -> Books.of(kafka.bootstrap(), "it").different("meter") == 3000);
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  Books books = Books.of(kafka.bootstrap(), "it");
                  assertThat(books.claimed()).isEqualTo(books.recounted());
                });
      }
    }
  }
}
