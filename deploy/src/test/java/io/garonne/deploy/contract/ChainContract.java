package io.garonne.deploy.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.garonne.deploy.chain.OnePlug;
import io.garonne.deploy.mqtt.MqttPublisher;
import io.garonne.deploy.mqtt.MqttTarget;
import io.garonne.deploy.runtime.StageFactory;
import io.garonne.deploy.runtime.TopicSetup;
import io.garonne.model.Reading;
import io.garonne.model.wire.ReadingJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import io.garonne.service.Readiness;
import io.garonne.service.Settings;
import io.garonne.service.SupervisedStage;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What holds between a publisher and the totals, whatever the servers run in. A test has a device
 * and a session of its own; the servers are one set for all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ChainContract {
  private static final long WATT_HOUR = 3_600_000;
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  @TempDir Path directory;

  private Servers servers;

  /** Starts them. */
  abstract Servers start(Path directory) throws Exception;

  @BeforeAll
  void startServers(@TempDir Path data) throws Exception {
    servers = start(data);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) servers.kafka()))) {
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> !new TopicSetup(admin).create(2, 1).isEmpty());
    }
  }

  @AfterAll
  void stopServers() {
    if (servers != null) {
      servers.close();
    }
  }

  private Settings settings(String session, int inFlight) {
    return Settings.of(
        Map.of(
            "kafka.bootstrap", servers.kafka(),
            "mqtt.uri", servers.mqtt().toString(),
            "mqtt.client-id", session + "-ingest",
            "mqtt.topics", "garonne/" + session,
            "ingest.max-in-flight", Integer.toString(inFlight),
            "mqtt.keep-alive", "PT5S",
            "influx.url", servers.influx().toString(),
            "streams.state-dir", directory.toString()));
  }

  /** Ingest in this process, ready. */
  private SupervisedStage ingest(String session, int inFlight) {
    SupervisedStage stage =
        StageFactory.make(
            "ingest",
            settings(session, inFlight),
            Map::of,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    stage.start();
    await().atMost(PATIENCE).until(() -> stage.readiness() instanceof Readiness.Ready);
    return stage;
  }

  /** Ingest as a process that can be killed. */
  private Process ingestProcess(String session) throws Exception {
    return Children.java(
        directory.resolve("ingest.log"),
        Map.of(
            "GARONNE_KAFKA_BOOTSTRAP",
            servers.kafka(),
            "GARONNE_MQTT_URI",
            servers.mqtt().toString(),
            "GARONNE_MQTT_CLIENT_ID",
            session + "-ingest",
            "GARONNE_MQTT_TOPICS",
            "garonne/" + session,
            "GARONNE_HEALTH_PORT",
            "-1"),
        "io.garonne.deploy.Garonne",
        "ingest");
  }

  private MqttPublisher publisher(String device) {
    return MqttPublisher.open(MqttTarget.of(servers.mqtt(), device + "-itself"));
  }

  private static void say(MqttPublisher publisher, String device, int from, int to)
      throws Exception {
    for (int i = from; i < to; i++) {
      publisher.publish(
          "garonne/" + device, ("{\"energyWh\":" + i + "}").getBytes(UTF_8), () -> {});
    }
  }

  private static void flushed(MqttPublisher publisher) throws Exception {
    assertThat(publisher.flush(PATIENCE)).isTrue();
  }

  private List<Reading> readings(String device) {
    List<Reading> readings = new ArrayList<>();
    TopicReader.<RuntimeException>all(
        servers.kafka(),
        Topics.READINGS,
        each -> {
          Reading reading = ReadingJson.read(each.value());
          if (reading.device().equals(device)) {
            readings.add(reading);
          }
        });
    return readings;
  }

  private long different(String device) {
    return readings(device).stream().map(Reading::energy).distinct().count();
  }

  private void awaitDifferent(String device, int number) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(different(device)).isEqualTo(number));
  }

  @Test
  void startsAndStops() throws Exception {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    List<SupervisedStage> stages =
        StageFactory.make(
            Set.of("ingest", "streams", "sink"), settings("plug-1", 100), Map::of, registry);
    stages.forEach(SupervisedStage::start);
    try {
      await()
          .atMost(PATIENCE)
          .until(() -> stages.stream().allMatch(s -> s.readiness() instanceof Readiness.Ready));
      OnePlug plug =
          new OnePlug(servers.kafka(), servers.mqtt().toString(), servers.influx()).described();
      Instant now = Instant.now();
      plug.says(now.minusSeconds(120), 1000);
      plug.says(now.minusSeconds(60), 1001);
      plug.awaitTotal(WATT_HOUR);
      plug.awaitPoint(WATT_HOUR);
    } finally {
      long began = System.nanoTime();
      stages.forEach(SupervisedStage::close);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
    }
    assertThat(stages).allMatch(stage -> stage.failure() == null);
  }

  @Test
  void atLeastOnceThroughKill() throws Exception {
    String device = "killed";
    ingest(device, 100).close();
    try (MqttPublisher publisher = publisher(device)) {
      for (int round = 0; round < 3; round++) {
        int before = round * 1000;
        Process ingest = ingestProcess(device);
        say(publisher, device, before, before + 1000);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> different(device) > before + 50);
        ingest.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
      }
      flushed(publisher);
    }
    try (SupervisedStage ingest = ingest(device, 100)) {
      awaitDifferent(device, 3000);
      assertThat(ingest.failure()).isNull();
    }
  }

  @Test
  void losslessThroughReconnect() throws Exception {
    String device = "reconnected";
    try (SupervisedStage ingest = ingest(device, 100);
        MqttPublisher publisher = publisher(device)) {
      for (int round = 0; round < 2; round++) {
        say(publisher, device, round * 1000, round * 1000 + 1000);
        servers.restartMqtt();
      }
      flushed(publisher);
      awaitDifferent(device, 2000);
      assertThat(ingest.failure()).isNull();
    }
  }

  @Test
  void resumesAfterServerRestart() throws Exception {
    String device = "resumed";
    try (SupervisedStage ingest = ingest(device, 100);
        MqttPublisher publisher = publisher(device)) {
      say(publisher, device, 0, 500);
      servers.restartKafka();
      say(publisher, device, 500, 1000);
      flushed(publisher);
      awaitDifferent(device, 1000);
      await().atMost(PATIENCE).until(() -> ingest.readiness() instanceof Readiness.Ready);
    }
  }

  @Test
  void checkpointCapture() throws Exception {
    String device = "captured";
    try (SupervisedStage first = ingest(device, 100);
        MqttPublisher publisher = publisher(device)) {
      say(publisher, device, 0, 500);
      flushed(publisher);
      awaitDifferent(device, 500);
      assertThat(first.failure()).isNull();
    }
    // What was acknowledged at a clean stop is not sent again.
    try (SupervisedStage second = ingest(device, 100);
        MqttPublisher publisher = publisher(device)) {
      say(publisher, device, 500, 600);
      flushed(publisher);
      awaitDifferent(device, 600);
      assertThat(readings(device)).hasSize(600);
      assertThat(second.failure()).isNull();
    }
  }

  @Test
  void saturatedAndUnacknowledged() throws Exception {
    String device = "saturated";
    SupervisedStage ingest = ingest(device, 50);
    try (MqttPublisher publisher = publisher(device)) {
      say(publisher, device, 0, 100);
      awaitDifferent(device, 100);
      servers.freezeKafka();
      say(publisher, device, 100, 1000);
      flushed(publisher);
      // Longer than two keep-alives, so that a blocked connection would be lost.
      Thread.sleep(12_000);
      // It is gone before Kafka is back: only what was not acknowledged can come again.
      Thread closing = Thread.ofVirtual().start(ingest::close);
      closing.join();
      servers.thawKafka();
      try (SupervisedStage next = ingest(device, 50)) {
        awaitDifferent(device, 1000);
        assertThat(next.failure()).isNull();
      }
    } finally {
      ingest.close();
    }
  }
}
