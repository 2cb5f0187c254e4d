package io.garonne.deploy.replay;

import io.garonne.deploy.mqtt.MqttPublisher;
import io.garonne.deploy.mqtt.MqttTarget;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Through the broker, in vendors' formats, over a few connections; a device keeps to one. */
final class MqttOutlet implements Outlet {
  private final List<MqttPublisher> publishers = new ArrayList<>();

  /** Connects. */
  MqttOutlet(URI broker, String replay, int connections) {
    for (int i = 0; i < connections; i++) {
      publishers.add(MqttPublisher.open(MqttTarget.of(broker, "garonne-" + replay + "-" + i)));
    }
  }

  @Override
  public void publish(Series series, SourceReading reading, Runnable acknowledged)
      throws IOException, InterruptedException {
    VendorMessages.Message message = series.messages().of(reading);
    publishers
        .get(Math.floorMod(series.device().hashCode(), publishers.size()))
        .publish(message.topic(), message.payload(), acknowledged);
  }

  @Override
  public boolean flush(Duration atMost) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    for (MqttPublisher publisher : publishers) {
      if (!publisher.flush(Duration.ofNanos(deadline - System.nanoTime()))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    publishers.forEach(MqttPublisher::close);
  }
}
