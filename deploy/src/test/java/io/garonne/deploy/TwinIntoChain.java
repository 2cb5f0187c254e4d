package io.garonne.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.deploy.inventory.InventoryPublisher;
import io.garonne.deploy.mqtt.MqttPublisher;
import io.garonne.deploy.mqtt.MqttTarget;
import io.garonne.deploy.runtime.Chain;
import io.garonne.deploy.runtime.ChainSettings;
import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.twin.Twin;
import io.garonne.twin.TwinMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A twin's devices as the source of a chain of ingest and streams, with its own event time. */
final class TwinIntoChain {
  private TwinIntoChain() {}

  static ChainSettings settings(Path data) {
    return ChainSettings.on(data)
        .stages(Set.of("ingest", "streams"))
        .influx(new ChainSettings.Influx.None())
        .recordedHistory()
        .set("streams.flush-every", "PT0.5S");
  }

  /** The twin's devices, none of them personal: a personal one has no month or year to compare. */
  static List<Device> inventory(Twin twin) {
    return twin.inventory().stream().map(TwinIntoChain::notPersonal).toList();
  }

  private static Device notPersonal(Device device) {
    return new Device(
        device.device(),
        device.assignments().stream()
            .map(
                a ->
                    new Assignment(
                        a.from(),
                        a.to(),
                        a.entity(),
                        a.site(),
                        a.equipmentClass(),
                        a.zone(),
                        a.rack(),
                        a.includeInTotals(),
                        false,
                        a.profile()))
            .toList());
  }

  static void describe(Chain chain, Collection<Device> inventory)
      throws IOException, InterruptedException {
    try (InventoryPublisher publisher = new InventoryPublisher(chain.kafkaBootstrap())) {
      publisher.publish(List.copyOf(inventory));
    }
  }

  /**
   * Publishes messages, and waits until the broker has all of them.
   *
   * @param each is told of every message that is published
   */
  static void publish(Chain chain, Iterator<TwinMessage> messages, Consumer<TwinMessage> each)
      throws IOException, InterruptedException {
    try (MqttPublisher publisher =
        MqttPublisher.open(MqttTarget.of(URI.create(chain.mqttUri()), "twin"))) {
      while (messages.hasNext()) {
        TwinMessage message = messages.next();
        publisher.publish(message.topic(), message.payload(), () -> {});
        each.accept(message);
      }
      assertThat(publisher.flush(Duration.ofMinutes(2))).isTrue();
    }
  }
}
