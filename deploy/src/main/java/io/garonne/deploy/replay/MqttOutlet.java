package io.garonne.deploy.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.garonne.deploy.mqtt.MqttPublisher;
import io.garonne.deploy.mqtt.MqttTarget;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Through the broker, in vendors' formats, over a few connections; a device keeps to one. */
final class MqttOutlet implements Outlet {
  /** Messages that may wait in the broker: more would only move to its disk. */
  private static final long BACKLOG = 20_000;

  private static final int LOOK_EVERY = 1_000;

  private final List<MqttPublisher> publishers = new ArrayList<>();
  private final LongSupplier backlog;
  private long published;

  /**
   * Connects.
   *
   * @param backlog how many messages wait in the broker
   */
  MqttOutlet(URI broker, String replay, int connections, LongSupplier backlog) {
    this.backlog = backlog;
    for (int i = 0; i < connections; i++) {
      publishers.add(MqttPublisher.open(MqttTarget.of(broker, "garonne-" + replay + "-" + i)));
    }
  }

  @Override
  public void publish(Series series, SourceReading reading, Runnable acknowledged)
      throws IOException, InterruptedException {
    if (++published % LOOK_EVERY == 0) {
      while (backlog.getAsLong() > BACKLOG) {
        Thread.sleep(5);
      }
    }
    VendorMessages.Message message = series.messages().of(reading);
    publishers
        .get(Math.floorMod(series.device().hashCode(), publishers.size()))
        .publish(message.topic(), message.payload().getBytes(UTF_8), acknowledged);
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
