package io.garonne.deploy.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MqttPublisherTest {
  @TempDir Path directory;
  private Mosquitto broker;
  private MqttAsyncClient subscriber;
  private final List<Integer> received = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void start() throws Exception {
    broker = new Mosquitto(directory, "allow_anonymous true", "max_queued_messages 0");
    subscriber =
        new MqttAsyncClient(broker.uri().toString(), "subscriber", new MemoryPersistence());
    subscriber.setCallback(
        new Received(payload -> received.add(Integer.parseInt(new String(payload, UTF_8)))));
    subscriber.connect(new MqttConnectionOptions()).waitForCompletion(5_000);
    subscriber.subscribe("device/+", 1).waitForCompletion(5_000);
  }

  @AfterEach
  void stop() throws Exception {
    subscriber.disconnectForcibly(0, 1_000, false);
    subscriber.close(true);
    broker.close();
  }

  @Test
  void everyMessageArrivesAndIsToldInOrderThoughTheConnectionIsCutAgainAndAgain() throws Exception {
    int messages = 6_000;
    List<Integer> told = Collections.synchronizedList(new ArrayList<>());
    try (BreakableWire wire = new BreakableWire(broker.port());
        MqttPublisher publisher =
            MqttPublisher.open(MqttTarget.of(wire.uri(), "publisher").withWindow(300))) {
      for (int i = 0; i < messages; i++) {
        int number = i;
        publisher.publish(
            "device/" + i % 3, Integer.toString(i).getBytes(UTF_8), () -> told.add(number));
        if (i % 1_000 == 999) {
          wire.cut();
        }
      }
      assertThat(publisher.flush(Duration.ofSeconds(30))).isTrue();
      assertThat(publisher.acknowledged()).isEqualTo(messages);
      assertThat(publisher.unacknowledged()).isZero();
    }
    List<Integer> all = IntStream.range(0, messages).boxed().toList();
    assertThat(told).isEqualTo(all);
    Awaitility.await().until(() -> new LinkedHashSet<>(List.copyOf(received)).size() == messages);
    // Repeats aside, the order of publication.
    assertThat(List.copyOf(new LinkedHashSet<>(received))).isEqualTo(all);
  }

  @Test
  void theWindowBoundsWhatIsUnacknowledgedWhileTheBrokerIsAway() throws Exception {
    try (MqttPublisher publisher =
        MqttPublisher.open(
            MqttTarget.of(URI.create("tcp://127.0.0.1:1"), "publisher").withWindow(5))) {
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < 6; i++) {
                        publisher.publish("device/0", new byte[] {'1'}, () -> {});
                      }
                    } catch (IOException | InterruptedException e) {
                      // The publisher is closed at the end of the test.
                    }
                  });
      Awaitility.await().until(() -> publisher.unacknowledged() == 5);
      assertThat(writer.join(Duration.ofMillis(200))).isFalse();
      assertThat(publisher.flush(Duration.ofMillis(50))).isFalse();
      assertThat(publisher.problem()).contains("127.0.0.1:1");
    }
  }

  @Test
  void aBrokerThatTakesFewMessagesAtOnceIsNotOverrun() throws Exception {
    Path own = java.nio.file.Files.createDirectory(directory.resolve("narrow"));
    try (Mosquitto narrow = new Mosquitto(own, "allow_anonymous true", "max_inflight_messages 2");
        MqttPublisher publisher = MqttPublisher.open(MqttTarget.of(narrow.uri(), "publisher"))) {
      for (int i = 0; i < 2_000; i++) {
        publisher.publish("device/0", new byte[] {'1'}, () -> {});
      }
      assertThat(publisher.flush(Duration.ofSeconds(30))).isTrue();
    }
  }

  @Test
  void aClientThatIsNotAllowedInIsToldSo() throws Exception {
    Path own = java.nio.file.Files.createDirectory(directory.resolve("closed"));
    try (Mosquitto closed = new Mosquitto(own, "allow_anonymous false");
        MqttPublisher publisher = MqttPublisher.open(MqttTarget.of(closed.uri(), "publisher"))) {
      assertThatThrownBy(
              () -> {
                publisher.publish("device/0", new byte[] {'1'}, () -> {});
                publisher.flush(Duration.ofSeconds(20));
              })
          .isInstanceOf(IOException.class)
          .hasMessageContaining(closed.uri().toString());
    }
  }

  private interface Payload {
    void take(byte[] payload);
  }

  private record Received(Payload payload) implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      payload.take(message.getPayload());
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
