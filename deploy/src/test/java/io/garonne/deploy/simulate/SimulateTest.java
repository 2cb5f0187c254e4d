package io.garonne.deploy.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.deploy.Garonne;
import io.garonne.deploy.runtime.EmbeddedKafka;
import io.garonne.deploy.runtime.EmbeddedMqtt;
import io.garonne.deploy.runtime.TopicSetup;
import io.garonne.model.Device;
import io.garonne.model.inventory.InventoryTable;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.Topics;
import io.garonne.service.Readiness;
import io.garonne.twin.EstateSpec;
import io.garonne.twin.Twin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateTest {
  @TempDir static Path brokerDirectory;
  private static EmbeddedMqtt broker;

  @TempDir Path directory;
  private MqttAsyncClient subscriber;
  private final AtomicInteger received = new AtomicInteger();
  private final Set<String> distinct = ConcurrentHashMap.newKeySet();

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedMqtt.start(brokerDirectory, "127.0.0.1", 0, false);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void subscribe() throws Exception {
    subscriber = new MqttAsyncClient(broker.uri(), "subscriber", new MemoryPersistence());
    subscriber.setCallback(
        new Listener(
            (topic, payload) -> {
              distinct.add(topic + " " + new String(payload, StandardCharsets.UTF_8));
              received.incrementAndGet();
            }));
    subscriber.connect(new MqttConnectionOptions()).waitForCompletion(5_000);
    subscriber.subscribe("#", 1).waitForCompletion(5_000);
  }

  @AfterEach
  void leave() throws Exception {
    subscriber.disconnectForcibly(0, 1_000, false);
    subscriber.close(true);
  }

  @Test
  void aStretchOfTimeIsPublishedWholeWithItsInventoryAndTruth() throws Exception {
    Path truth = directory.resolve("truth.csv");
    Path table = directory.resolve("inventory.csv");
    int exit =
        Garonne.run(
            "simulate",
            "--mqtt=" + broker.uri(),
            "--devices=20",
            "--sites=2",
            "--seed=7",
            "--from=2026-03-02T00:00:00Z",
            "--to=2026-03-02T02:00:00Z",
            "--faults=duplicates=0.2",
            "--truth=" + truth,
            "--inventory-out=" + table);

    assertThat(exit).isZero();
    Twin twin = new Twin(EstateSpec.of(7, 20, 2, Duration.ofMinutes(1)));
    Awaitility.await().untilAsserted(() -> assertThat(distinct).hasSize(twin.channels() * 120));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(received.get()).isBetween(twin.channels() * 138, twin.channels() * 150));
    assertThat(
            InventoryTable.parse(Files.readString(table), "t", ZoneId.of("Europe/Paris")).devices())
        .isEqualTo(twin.inventory());
    StringBuilder expected = new StringBuilder();
    long from = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();
    twin.writeTruth(expected, from, from + 7_200_000L);
    assertThat(truth).content().isEqualTo(expected.toString());
  }

  @Test
  void nonsenseIsRefusedWithExitCodeTwo() {
    assertThat(Garonne.run("simulate", "--devices=0")).isEqualTo(2);
    assertThat(Garonne.run("simulate", "--interval=soon")).isEqualTo(2);
    assertThat(Garonne.run("simulate", "--faults=fire=1")).isEqualTo(2);
  }

  @Test
  void theInventoryReachesKafkaKeyedByDevice() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, false)) {
      Map<String, Object> connection = Map.of("bootstrap.servers", kafka.bootstrap());
      try (Admin admin = Admin.create(connection)) {
        new TopicSetup(admin).create(2, 1);
      }
      int exit =
          Garonne.run(
              "simulate",
              "--mqtt=" + broker.uri(),
              "--bootstrap=" + kafka.bootstrap(),
              "--devices=10",
              "--sites=2",
              "--from=2026-03-02T00:00:00Z",
              "--duration=PT1M");

      assertThat(exit).isZero();
      assertThat(devices(connection))
          .containsExactlyInAnyOrderElementsOf(
              new Twin(EstateSpec.of(1, 10, 2, Duration.ofMinutes(1))).inventory());
    }
  }

  @Test
  void theSourceLetsEveryDeviceSpeakAtOnceAndThenKeepsItsRate() throws Exception {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    EstateSpec spec = EstateSpec.of(3, 100, 3, Duration.ofMinutes(1)).withRate(200);
    try (TwinSource source = new TwinSource(URI.create(broker.uri()), spec, registry)) {
      assertThat(source.inventory()).hasSize(100);
      assertThat(source.readiness()).isInstanceOf(Readiness.NotReady.class);
      int channels = new Twin(spec).channels();
      long started = System.nanoTime();
      source.start();
      Awaitility.await().untilAsserted(() -> assertThat(received.get()).isGreaterThan(channels));
      assertThat(source.readiness()).isInstanceOf(Readiness.Ready.class);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> received.get() > channels + 600);
      double seconds = (System.nanoTime() - started) / 1e9;
      // Nothing is sent before it is due; how late it may be is the machine's business.
      assertThat(seconds).isGreaterThan(600 / 210.0);
      assertThat(source.failure()).isNull();
    }
    int after = received.get();
    assertThat(registry.counter("twin.acknowledged").count()).isPositive();
    Thread.sleep(300);
    assertThat(received.get()).isBetween(after, after + 20);
  }

  private static List<Device> devices(Map<String, Object> connection) {
    List<Device> devices = new ArrayList<>();
    try (KafkaConsumer<String, Device> consumer =
        new KafkaConsumer<>(
            connection, new StringDeserializer(), DeviceJson.serde().deserializer())) {
      List<TopicPartition> partitions =
          List.of(
              new TopicPartition(Topics.DEVICES.topic(), 0),
              new TopicPartition(Topics.DEVICES.topic(), 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      for (int i = 0; i < 50 && devices.size() < 10; i++) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                record -> {
                  assertThat(record.key()).isEqualTo(record.value().device());
                  devices.add(record.value());
                });
      }
    }
    return devices;
  }
}
