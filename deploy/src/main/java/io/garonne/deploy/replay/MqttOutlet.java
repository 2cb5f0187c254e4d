package io.garonne.deploy.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.garonne.deploy.mqtt.MqttPublisher;
import io.garonne.deploy.mqtt.MqttTarget;
import io.garonne.model.metering.Meter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Through the broker, in vendors' formats, over a few connections; a device keeps to one. */
final class MqttOutlet implements Outlet {
  /** Messages that may wait in the broker: more would only move to its disk. */
  private static final long BACKLOG = 20_000;

  private static final int LOOK_EVERY = 1_000;

  /**
   * Before a device's next reading is so much newer than all before (milliseconds), everything must
   * have been taken in: a broker may let messages overtake each other, and what comes behind a
   * newer reading by more than the horizon is too late. Half a horizon leaves room for both.
   */
  private static final long LEAP = Meter.DEFAULT_HORIZON / 2;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final List<MqttPublisher> publishers = new ArrayList<>();
  private final LongSupplier backlog;
  private final Map<String, Long> newest = new HashMap<>();
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
    Long before = newest.get(series.device());
    if (before != null && reading.at() > before + LEAP) {
      awaitTakenIn();
    }
    newest.merge(series.device(), reading.at(), Math::max);
    VendorMessages.Message message = series.messages().of(reading);
    publishers
        .get(Math.floorMod(series.device().hashCode(), publishers.size()))
        .publish(message.topic(), message.payload().getBytes(UTF_8), acknowledged);
  }

  private void awaitTakenIn() throws IOException, InterruptedException {
    if (!flush(PATIENCE)) {
      throw new IOException("the broker does not acknowledge");
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (backlog.getAsLong() > 0) {
      if (System.nanoTime() > deadline) {
        throw new IOException("ingest does not take in what waits in the broker");
      }
      Thread.sleep(5);
    }
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
