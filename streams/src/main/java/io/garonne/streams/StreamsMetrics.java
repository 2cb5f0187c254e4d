package io.garonne.streams;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Metrics of the streams stage. What is counted is in the ledger, with the data it counts: {@code
 * readings = metered + repeated + too-late + void}; these tell how the stage lives.
 */
final class StreamsMetrics {
  /** Records that the slowest partition is behind; tag {@code application}. */
  static final String LAG = "garonne.streams.lag.records";

  /** 1 while the application runs, else 0; tag {@code application}. */
  static final String RUNNING = "garonne.streams.running";

  private final MeterRegistry registry;

  StreamsMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Watches an application.
   *
   * @param name for the tag
   */
  void bind(KafkaStreams application, String name) {
    Gauge.builder(LAG, application, Lag::of).tag("application", name).register(registry);
    Gauge.builder(RUNNING, application, a -> a.state() == KafkaStreams.State.RUNNING ? 1 : 0)
        .tag("application", name)
        .register(registry);
  }
}
