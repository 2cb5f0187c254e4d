package io.garonne.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.garonne.deploy.mqtt.MqttPublisher;
import io.garonne.deploy.mqtt.MqttTarget;
import io.garonne.deploy.runtime.InfluxBinary;
import io.garonne.deploy.simulate.Listener;
import io.garonne.model.metering.Sample;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the installed mosquitto is as the rule of {@link BrokerKill} takes it to be. */
class KilledMosquittoTest {
  @TempDir Path directory;

  @Test
  void aKilledMosquittoKeepsSessionsAndWhatItAcknowledgedBeforeItsLastSave() throws Exception {
    Path program = InfluxBinary.onPath("mosquitto");
    assumeTrue(program != null, "not run: there is no mosquitto");
    Addresses addresses = Addresses.on(Addresses.LOOPBACK, Addresses.LOOPBACK);
    Path file = directory.resolve("mosquitto.db");
    List<Acknowledged> acknowledged = Collections.synchronizedList(new ArrayList<>());
    AtomicReference<BrokerKill> kill = new AtomicReference<>();
    try (Child broker =
            new Child(
                CommandLines.mosquitto(program, directory, addresses),
                Map.of(),
                directory.resolve("log"));
        MqttPublisher publisher = MqttPublisher.open(MqttTarget.of(addresses.mqtt(), "twin"))) {
      broker.start();
      publisher.publish("up", new byte[0], () -> {});
      assertThat(publisher.flush(Duration.ofSeconds(20))).isTrue();
      receive(addresses, Set.of(), 0);

      long next = 0;
      while (!Files.exists(file)) {
        next = publish(publisher, next, acknowledged);
      }
      long first = Files.getLastModifiedTime(file).toMillis();
      while (Files.getLastModifiedTime(file).toMillis() == first) {
        next = publish(publisher, next, acknowledged);
      }
      for (int i = 0; i < 150; i++) {
        next = publish(publisher, next, acknowledged);
      }
      broker.kill(() -> kill.set(BrokerKill.now(file)));
      // Whatever was still to be acknowledged: with nothing, there was nothing to wait for.
      publisher.publish("up", new byte[0], () -> {});
      assertThat(publisher.flush(Duration.ofSeconds(20))).isTrue();

      BrokerLosses nothingCame = BrokerLosses.of(acknowledged, List.of(kill.get()), Set.of());
      Set<Long> received = receive(addresses, keys(nothingCame.kept()), 20_000);
      Set<Told> told = ConcurrentHashMap.newKeySet();
      received.forEach(key -> told.add(told(key)));
      BrokerLosses losses = BrokerLosses.of(acknowledged, List.of(kill.get()), told);

      assertThat(keys(losses.kept())).isEqualTo(received);
      assertThat(losses.byKill().get(0).acknowledged()).isPositive();
      assertThat(acknowledged).hasSize((int) next);
    }
  }

  private static long publish(MqttPublisher publisher, long next, List<Acknowledged> acknowledged)
      throws Exception {
    publisher.publish(
        "t",
        Long.toString(next).getBytes(StandardCharsets.UTF_8),
        () ->
            acknowledged.add(
                new Acknowledged(
                    told(next), System.currentTimeMillis(), publisher.connectedSince())));
    Thread.sleep(2);
    return next + 1;
  }

  /** Subscribes in a session that lasts, and waits for these; returns whatever has come by then. */
  private static Set<Long> receive(Addresses addresses, Set<Long> wanted, long atMostMillis)
      throws MqttException, InterruptedException {
    Set<Long> received = ConcurrentHashMap.newKeySet();
    MqttAsyncClient client =
        new MqttAsyncClient(addresses.mqtt().toString(), "ingest", new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(3600L);
    client.setCallback(
        new Listener(
            (topic, payload) ->
                received.add(Long.parseLong(new String(payload, StandardCharsets.UTF_8)))));
    client.connect(options).waitForCompletion(10_000);
    if (wanted.isEmpty()) {
      client.subscribe(new MqttSubscription("t", 1)).waitForCompletion(10_000);
    }
    long deadline = System.nanoTime() + Duration.ofMillis(atMostMillis).toNanos();
    int before = -1;
    // A while longer: of what may be lost, whatever is not must have come, too.
    while (System.nanoTime() < deadline
        && !(received.containsAll(wanted) && received.size() == before)) {
      before = received.size();
      Thread.sleep(200);
    }
    client.disconnect().waitForCompletion(10_000);
    client.close();
    return new TreeSet<>(received);
  }

  private static Told told(long key) {
    return new Told("device", "0", new Sample(key, key, Sample.NONE, null, Sample.NONE));
  }

  private static Set<Long> keys(List<Told> told) {
    Set<Long> keys = new TreeSet<>();
    told.forEach(each -> keys.add(each.sample().at()));
    return keys;
  }
}
