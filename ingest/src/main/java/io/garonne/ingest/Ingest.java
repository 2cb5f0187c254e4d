package io.garonne.ingest;

import io.garonne.ingest.decode.Decoders;
import io.garonne.ingest.kafka.Carrier;
import io.garonne.ingest.kafka.Knowledge;
import io.garonne.ingest.mqtt.Delivery;
import io.garonne.ingest.mqtt.Intake;
import io.garonne.ingest.mqtt.MqttLink;
import io.garonne.ingest.mqtt.Window;
import io.garonne.service.Readiness;
import io.garonne.service.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * MQTT to Kafka: every message of the subscribed topics becomes readings, a dead letter or a count,
 * and is acknowledged only when Kafka has confirmed that, in the order of arrival.
 */
public final class Ingest implements Stage {
  private static final long CLOSE_MILLIS = 2500;

  private final Window window;
  private final Knowledge knowledge;
  private final Carrier carrier;
  private final MqttLink link;
  private boolean started;
  private boolean closed;

  public Ingest(IngestSettings settings, MeterRegistry registry) {
    IngestMetrics metrics = new IngestMetrics(registry);
    this.window = new Window(settings.maxInFlight(), settings.maxInFlightBytes());
    this.knowledge =
        new Knowledge(settings, Decoders.of(settings.rules(), settings.discoveryPrefix()));
    this.carrier = new Carrier(settings, knowledge, window, metrics, this::reset);
    this.link = new MqttLink(settings.mqtt(), window, new Entrance(carrier, metrics));
    metrics.gauges(window::messages, window::bytes, () -> problem() == null ? 1 : 0);
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public synchronized void start() {
    if (started || closed) {
      return;
    }
    started = true;
    knowledge.start();
    carrier.start();
    // At once, also without Kafka: the session it makes is where the broker keeps our messages.
    link.start();
  }

  @Override
  public Readiness readiness() {
    String problem = problem();
    return problem == null ? Readiness.ready() : Readiness.notReady(problem);
  }

  private @Nullable String problem() {
    String kafka = carrier.problem();
    return kafka != null ? kafka : link.problem();
  }

  private void reset(String why) {
    link.reset(why);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    link.stopAccepting();
    try {
      if (started) {
        carrier.hurry();
        long end = System.nanoTime() + CLOSE_MILLIS * 1_000_000;
        window.awaitEmpty(CLOSE_MILLIS);
        while (!carrier.settled() && System.nanoTime() < end) {
          Thread.sleep(5);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    link.close();
    carrier.close();
    knowledge.close();
  }

  private record Entrance(Carrier carrier, IngestMetrics metrics) implements Intake {
    @Override
    public void arrived(Delivery delivery) {
      metrics.received();
      carrier.take(delivery);
    }

    @Override
    public void acknowledged(long nanos) {
      metrics.acknowledged(nanos);
    }

    @Override
    public void abandoned() {
      metrics.abandoned();
    }
  }
}
