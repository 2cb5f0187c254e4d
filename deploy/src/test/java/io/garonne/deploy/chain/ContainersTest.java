package io.garonne.deploy.chain;

import io.garonne.deploy.runtime.StageFactory;
import io.garonne.deploy.runtime.TopicSetup;
import io.garonne.service.Settings;
import io.garonne.service.SupervisedStage;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The stages against other people's servers, as in a real installation. */
@Tag("containers")
final class ContainersTest {
  private static final long WATT_HOUR = 3_600_000;

  @TempDir Path directory;

  @Test
  void aMessageToMosquittoBecomesATotalInKafkaAndAPointInInfluxDb() throws Exception {
    try (GenericContainer<?> mosquitto =
            new GenericContainer<>(DockerImageName.parse("eclipse-mosquitto:2"))
                .withExposedPorts(1883)
                .withCommand("/usr/sbin/mosquitto", "-c", "/mosquitto-no-auth.conf")
                .waitingFor(Wait.forListeningPort());
        KafkaContainer kafka = new KafkaContainer(DockerImageName.parse("apache/kafka:4.3.1"));
        GenericContainer<?> influx =
            new GenericContainer<>(DockerImageName.parse("influxdb:1.6"))
                .withExposedPorts(8086)
                .waitingFor(Wait.forHttp("/ping").forStatusCode(204))) {
      mosquitto.start();
      kafka.start();
      influx.start();
      String mqtt = "tcp://" + mosquitto.getHost() + ":" + mosquitto.getMappedPort(1883);
      URI influxUri = URI.create("http://" + influx.getHost() + ":" + influx.getMappedPort(8086));
      try (Admin admin =
          Admin.create(Map.of("bootstrap.servers", (Object) kafka.getBootstrapServers()))) {
        new TopicSetup(admin).create(3, 1);
      }
      Settings settings =
          Settings.of(
              Map.of(
                  "kafka.bootstrap", kafka.getBootstrapServers(),
                  "mqtt.uri", mqtt,
                  "influx.url", influxUri.toString(),
                  "streams.state-dir", directory.toString()));
      PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      List<SupervisedStage> stages =
          StageFactory.make(Set.of("ingest", "streams", "sink"), settings, Map::of, registry);
      try {
        stages.forEach(SupervisedStage::start);
        OnePlug plug = new OnePlug(kafka.getBootstrapServers(), mqtt, influxUri).described();
        Instant now = Instant.now();
        plug.says(now.minusSeconds(120), 1000);
        plug.says(now.minusSeconds(60), 1001);
        plug.awaitTotal(WATT_HOUR);
        plug.awaitPoint(WATT_HOUR);
      } finally {
        stages.forEach(SupervisedStage::close);
        registry.close();
      }
    }
  }
}
