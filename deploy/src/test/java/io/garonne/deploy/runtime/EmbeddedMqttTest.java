package io.garonne.deploy.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.garonne.deploy.mqtt.MqttPublisher;
import io.garonne.deploy.mqtt.MqttTarget;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedMqttTest {
  @TempDir Path directory;

  @Test
  void whatADurableSessionHasNotSeenSurvivesARestart() throws Exception {
    int port = Ports.free();
    try (EmbeddedMqtt mqtt = EmbeddedMqtt.start(directory, "127.0.0.1", port, false)) {
      Received first = new Received();
      MqttClient subscriber = connected(mqtt, "bridge", false, first);
      subscriber.subscribe("#", 1);
      leave(subscriber);
      MqttClient publisher = connected(mqtt, "plug", true, new Received());
      publisher.publish("tele/plug.with.dots/SENSOR", message("one"));
      publisher.publish("garonne/a", message("two"));
      leave(publisher);
      assertThat(first.payloads).isEmpty();
    }
    try (EmbeddedMqtt mqtt = EmbeddedMqtt.start(directory, "127.0.0.1", port, false)) {
      Received second = new Received();
      MqttClient subscriber = connected(mqtt, "bridge", false, second);
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(second.payloads)
                      .containsExactlyInAnyOrder(
                          "tele/plug.with.dots/SENSOR one", "garonne/a two"));
      leave(subscriber);
    }
  }

  @Test
  void messagesOfAPublisherArriveInTheirOrder() throws Exception {
    int messages = 5_000;
    try (EmbeddedMqtt mqtt = EmbeddedMqtt.start(directory, "127.0.0.1", Ports.free(), false)) {
      Received received = new Received();
      MqttClient subscriber = connected(mqtt, "bridge", false, received);
      subscriber.subscribe("#", 1);
      // Many at once: one at a time cannot overtake each other.
      try (MqttPublisher publisher =
          MqttPublisher.open(MqttTarget.of(URI.create(mqtt.uri()), "plug").withWindow(100))) {
        for (int i = 0; i < messages; i++) {
          publisher.publish(
              "garonne/a", Integer.toString(i).getBytes(StandardCharsets.UTF_8), () -> {});
        }
        assertThat(publisher.flush(Duration.ofMinutes(1))).isTrue();
      }
      await().atMost(Duration.ofMinutes(1)).until(() -> received.payloads.size() == messages);
      assertThat(received.payloads)
          .isEqualTo(IntStream.range(0, messages).mapToObj(i -> "garonne/a " + i).toList());
      await().until(() -> mqtt.undelivered() == 0);
      leave(subscriber);
    }
  }

  @Test
  void whoSharesASubscriptionAndComesBackToABacklogGetsAllOfIt() throws Exception {
    String shared = "$share/garonne/#";
    try (EmbeddedMqtt mqtt = EmbeddedMqtt.start(directory, "127.0.0.1", Ports.free(), false)) {
      MqttClient subscriber = connected(mqtt, "bridge", false, new Received());
      subscriber.subscribe(shared, 1);
      leave(subscriber);
      MqttClient publisher = connected(mqtt, "plug", true, new Received());
      for (int i = 0; i < 50; i++) {
        publisher.publish("garonne/a", message(Integer.toString(i)));
      }
      leave(publisher);

      Received back = new Received();
      MqttClient again = new MqttClient(mqtt.uri(), "bridge", new MemoryPersistence());
      again.setCallback(back);
      again.setManualAcks(true);
      MqttConnectionOptions options = new MqttConnectionOptions();
      options.setCleanStart(false);
      options.setSessionExpiryInterval(3600L);
      options.setReceiveMaximum(10);
      again.connect(options);
      // All that it takes at once is here before it subscribes, as every ingest does.
      await().atMost(Duration.ofSeconds(10)).until(() -> back.payloads.size() == 10);
      again.subscribe(shared, 1);
      int acknowledged = 0;
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (Set.copyOf(back.payloads).size() < 50 && System.nanoTime() < deadline) {
        for (; acknowledged < back.ids.size(); acknowledged++) {
          again.messageArrivedComplete(back.ids.get(acknowledged), 1);
        }
        Thread.sleep(10);
      }
      assertThat(Set.copyOf(back.payloads)).hasSize(50);
      leave(again);
    }
  }

  @Test
  void itsAddressForClientsIsOneTheyCanReach() {
    assertThat(Hosts.reachable("0.0.0.0")).isEqualTo("127.0.0.1");
    assertThat(Hosts.reachable("::1")).isEqualTo("[::1]");
    assertThat(Hosts.reachable("192.0.2.7")).isEqualTo("192.0.2.7");
  }

  private static MqttMessage message(String text) {
    MqttMessage message = new MqttMessage(text.getBytes(StandardCharsets.UTF_8));
    message.setQos(1);
    return message;
  }

  private static void leave(MqttClient client) throws MqttException {
    client.disconnect();
    client.close();
  }

  private static MqttClient connected(
      EmbeddedMqtt mqtt, String id, boolean cleanStart, MqttCallback callback)
      throws MqttException {
    MqttClient client = new MqttClient(mqtt.uri(), id, new MemoryPersistence());
    client.setCallback(callback);
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(cleanStart);
    options.setSessionExpiryInterval(3600L);
    client.connect(options);
    return client;
  }

  private static final class Received implements MqttCallback {
    final List<String> payloads = new CopyOnWriteArrayList<>();
    final List<Integer> ids = new CopyOnWriteArrayList<>();

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      ids.add(message.getId());
      payloads.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
