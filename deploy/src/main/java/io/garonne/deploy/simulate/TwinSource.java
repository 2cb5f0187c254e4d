package io.garonne.deploy.simulate;

import io.garonne.deploy.mqtt.MqttPublisher;
import io.garonne.deploy.mqtt.MqttTarget;
import io.garonne.model.Device;
import io.garonne.service.Readiness;
import io.garonne.service.Stage;
import io.garonne.service.StageFailure;
import io.garonne.twin.EstateSpec;
import io.garonne.twin.Twin;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The twin as a live estate: publishes its messages over MQTT when the wall clock says so. First
 * every metering point speaks once, so that there is something to see; then each at its turn. If
 * the broker is away for longer than a minute, what fell into that time is lost, as with real
 * devices; their registers have counted on.
 */
public final class TwinSource implements Stage {
  private static final Logger LOG = LoggerFactory.getLogger(TwinSource.class);
  private static final long GREATEST_LAG_MILLIS = 60_000;

  private final URI mqtt;
  private final Twin twin;
  private final Counter acknowledged;
  private @Nullable Thread thread;
  private @Nullable MqttPublisher publisher;
  private @Nullable MessagePump pump;
  private volatile @Nullable StageFailure failure;

  /**
   * Invents the estate; nothing is sent yet.
   *
   * @param mqtt the broker, {@code tcp://host:port}
   * @param spec whose interval decides the rate
   * @param registry gets {@code twin.acknowledged}: messages that the broker has acknowledged
   */
  public TwinSource(URI mqtt, EstateSpec spec, MeterRegistry registry) {
    this.mqtt = mqtt;
    this.twin = new Twin(spec);
    this.acknowledged = registry.counter("twin.acknowledged");
  }

  /** The estate's devices, for the inventory. */
  public List<Device> inventory() {
    return twin.inventory();
  }

  @Override
  public String name() {
    return "simulate";
  }

  @Override
  public synchronized void start() {
    if (thread != null) {
      return;
    }
    MqttPublisher opened = MqttPublisher.open(MqttTarget.of(mqtt, "garonne-twin"));
    MessagePump made = new MessagePump(opened, Pace.LIVE, acknowledged::increment);
    publisher = opened;
    pump = made;
    thread = Thread.ofPlatform().daemon().name("twin").start(() -> run(made));
  }

  private void run(MessagePump pump) {
    try {
      long now = System.currentTimeMillis();
      pump.run(twin.snapshot(now).iterator(), Long.MAX_VALUE);
      while (pump.run(twin.messages(now + 1, Long.MAX_VALUE), GREATEST_LAG_MILLIS)) {
        LOG.warn("The broker was away for more than a minute; the twin goes on from now");
        now = System.currentTimeMillis();
      }
    } catch (IOException e) {
      failure = new StageFailure(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      // Closed while the broker was away.
    } catch (RuntimeException e) {
      LOG.error("The twin has a bug", e);
      failure = new StageFailure("the twin stopped: " + e, e);
    }
  }

  @Override
  public synchronized Readiness readiness() {
    if (publisher == null || thread == null) {
      return Readiness.notReady("not started");
    }
    String problem = publisher.problem();
    return problem == null ? Readiness.ready() : Readiness.notReady(problem);
  }

  @Override
  public @Nullable StageFailure failure() {
    return failure;
  }

  @Override
  public synchronized void close() {
    if (publisher == null || thread == null || pump == null) {
      return;
    }
    pump.stop();
    try {
      // The last message may wait for room in the window of a broker that is away.
      if (!thread.join(Duration.ofSeconds(1))) {
        thread.interrupt();
        thread.join(Duration.ofSeconds(1));
      }
      publisher.flush(Duration.ofSeconds(1));
    } catch (IOException e) {
      LOG.debug("Nothing to wait for", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    publisher.close();
    thread = null;
    publisher = null;
  }
}
