package io.garonne.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.garonne.service.Readiness;
import io.garonne.service.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A packet id belongs to one connection: on the next one it may be another message's. */
class PacketIdTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern SENT = Pattern.compile("Sending PUBLISH to it \\(.*, m(\\d+), ");
  private static final Pattern ACKNOWLEDGED =
      Pattern.compile("Received PUBACK from it \\(Mid: (\\d+)");

  @TempDir Path directory;

  @Test
  void aCutBetweenKafkasSendAndItsConfirmationAcknowledgesNoOtherMessage() throws Exception {
    assumeTrue(Mosquitto.installed(), "not run: there is no mosquitto on this machine");
    Path broker = Files.createDirectory(directory.resolve("mosquitto"));
    Path log = broker.resolve("mosquitto.log");
    int port = TestKafka.freePort();
    String bootstrap = "127.0.0.1:" + port;
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    // Without its sessions the broker counts packet ids from 1 again; it logs every packet.
    try (Mosquitto mosquitto = new Mosquitto(broker, "persistence false\nlog_type all");
        ChildProcess kafka =
            ChildProcess.kafka(Files.createDirectory(directory.resolve("kafka")), port)) {
      mosquitto.start();
      try (Ingest ingest =
          new Ingest(
              IngestSettings.from(
                  Settings.of(
                      Map.of(
                          "kafka.bootstrap",
                          bootstrap,
                          "mqtt.uri",
                          mosquitto.uri().toString(),
                          "mqtt.client-id",
                          "it",
                          "mqtt.topics",
                          "garonne/#"))),
              registry)) {
        ingest.start();
        await().atMost(PATIENCE).until(() -> ingest.readiness() instanceof Readiness.Ready);
        publish(mosquitto, 0, 1);
        await().atMost(PATIENCE).until(() -> ids(log, ACKNOWLEDGED).size() == 1);

        kafka.freeze();
        publish(mosquitto, 1, 11);
        await().atMost(PATIENCE).until(() -> inFlight(registry) == 10);
        mosquitto.stop();
        mosquitto.start();
        await()
            .atMost(PATIENCE)
            .until(() -> Files.readString(log).contains("Sending SUBACK to it"));
        publish(mosquitto, 11, 16);
        await().atMost(PATIENCE).until(() -> inFlight(registry) == 15);
        assertThat(ids(log, ACKNOWLEDGED)).isEmpty();
        kafka.thaw();

        await().atMost(PATIENCE).until(() -> Books.of(bootstrap, "it").different("meter") == 16);
        await().atMost(PATIENCE).until(() -> inFlight(registry) == 0);
        await().atMost(PATIENCE).until(() -> ids(log, ACKNOWLEDGED).size() >= 5);
        assertThat(ids(log, ACKNOWLEDGED)).isEqualTo(ids(log, SENT)).hasSize(5);
      }
    }
  }

  private static void publish(Mosquitto mosquitto, int from, int to) throws Exception {
    try (TestPublisher publisher = new TestPublisher(mosquitto.uri())) {
      for (int i = from; i < to; i++) {
        publisher.publish("garonne/meter", "{\"energyWh\":" + i + "}");
      }
    }
  }

  private static double inFlight(SimpleMeterRegistry registry) {
    return registry.get(IngestMetrics.IN_FLIGHT).gauge().value();
  }

  /** Of the broker's present life: its log begins anew with it. */
  private static List<String> ids(Path log, Pattern packet) throws IOException {
    return packet.matcher(Files.readString(log)).results().map(id -> id.group(1)).toList();
  }
}
