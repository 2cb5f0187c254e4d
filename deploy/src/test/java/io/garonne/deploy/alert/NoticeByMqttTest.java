package io.garonne.deploy.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.garonne.deploy.runtime.Chain;
import io.garonne.deploy.runtime.ChainSettings;
import io.garonne.model.Ledger;
import io.garonne.model.alert.Alert;
import io.garonne.model.alert.Place;
import io.garonne.model.alert.Severity;
import io.garonne.model.wire.AlertJson;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import io.garonne.service.Readiness;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An alert in Kafka, published by the embedded broker to which ingest listens, too. */
class NoticeByMqttTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path dir;

  private record Said(String topic, String payload, int qos, boolean retained) {}

  @Test
  void whoSubscribesIsToldAndIngestDoesNotTakeItForAMeasurement() throws Exception {
    List<Said> said = new CopyOnWriteArrayList<>();
    AtomicInteger signsOfLife = new AtomicInteger();
    HttpServer watcher =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    watcher.createContext(
        "/",
        exchange -> {
          signsOfLife.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    watcher.start();
    try (Chain chain =
        Chain.start(
            ChainSettings.on(dir)
                .influx(new ChainSettings.Influx.None())
                .stages(Set.of("ingest", "publish"))
                .set("notify.mqtt", "true")
                .set("notify.language", "en")
                .set(
                    "notify.heartbeat-url",
                    "http://127.0.0.1:" + watcher.getAddress().getPort() + "/ping"))) {
      MqttClient client = new MqttClient(chain.mqttUri(), "somebody", new MemoryPersistence());
      client.connect();
      IMqttMessageListener listener =
          (String topic, MqttMessage m) ->
              said.add(
                  new Said(
                      topic,
                      new String(m.getPayload(), StandardCharsets.UTF_8),
                      m.getQos(),
                      m.isRetained()));
      client.subscribe(
          new MqttSubscription[] {new MqttSubscription("garonne/alerts/#", 1)},
          new IMqttMessageListener[] {listener});
      await()
          .atMost(SOON)
          .until(
              () ->
                  chain.readiness().values().stream().allMatch(Readiness.Ready.class::isInstance));
      write(chain.kafkaBootstrap());
      await().atMost(SOON).until(() -> said.size() == 1);
      assertThat(said.get(0).topic()).isEqualTo("garonne/alerts/critical/site-silent-7f3a12");
      assertThat(said.get(0).payload())
          .contains("\"event\":\"began\"", "Nothing arrives from this site any more", "annex");
      assertThat(said.get(0).qos()).isEqualTo(1);
      assertThat(said.get(0).retained()).isFalse();
      await()
          .atMost(SOON)
          .until(() -> ledger(chain.kafkaBootstrap(), "ignored.not-telemetry") == 1);
      assertThat(ledger(chain.kafkaBootstrap(), "received")).isEqualTo(1);
      assertThat(TopicReader.end(chain.kafkaBootstrap(), Topics.DEAD_LETTERS)).isZero();
      await().atMost(SOON).until(() -> signsOfLife.get() == 1);
      client.disconnect();
      client.close();
    } finally {
      watcher.stop(0);
    }
  }

  private static void write(String bootstrap) throws Exception {
    Alert alert =
        new Alert(
            "site-silent-7f3a12",
            Alert.Kind.SITE_SILENT,
            Severity.CRITICAL,
            Place.site("annex"),
            1_772_445_600_000L,
            null,
            null,
            null,
            null,
            400,
            List.of(),
            "",
            null,
            false,
            1,
            "",
            null);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(Topics.ALERTS.topic(), alert.id(), AlertJson.write(alert)))
          .get();
    }
  }

  private static long ledger(String bootstrap, String counter) {
    AtomicLong count = new AtomicLong();
    TopicReader.all(
        bootstrap,
        Topics.LEDGER,
        record -> {
          Ledger ledger = LedgerJson.read(record.value());
          if (ledger.stage().equals("ingest")) {
            count.set(ledger.counts().getOrDefault(counter, 0L));
          }
        });
    return count.get();
  }
}
