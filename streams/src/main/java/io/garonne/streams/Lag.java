package io.garonne.streams;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Whether an application has kept up for an hour since it started: the condition under which a
 * total may become final by the wall clock (M11).
 */
final class Lag implements AutoCloseable {
  /** More records behind than this is lag: what a moment's load may leave. */
  private static final double TOLERATED = 5000;

  private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("streams-lag").daemon().factory());
  private volatile long keptUpSince = System.nanoTime();

  /** Begins to watch. */
  void watch(KafkaStreams application) {
    var unused = clock.scheduleWithFixedDelay(() -> look(application), 10, 10, TimeUnit.SECONDS);
  }

  private void look(KafkaStreams application) {
    boolean behind =
        application.state() != KafkaStreams.State.RUNNING || of(application) > TOLERATED;
    if (behind) {
      keptUpSince = System.nanoTime();
    }
  }

  /** Records that the slowest partition was behind, at most, in the last half minute or so. */
  static double of(KafkaStreams application) {
    return most(application, "records-lag-max");
  }

  /**
   * Records that the slowest partition was behind when it was fetched from last. The greatest of
   * half a minute is no measure of now: of 2,000 records a second a transaction brings as many.
   */
  static double now(KafkaStreams application) {
    return most(application, "records-lag");
  }

  private static double most(KafkaStreams application, String name) {
    double most = 0;
    for (Map.Entry<?, ? extends Metric> entry : application.metrics().entrySet()) {
      Metric metric = entry.getValue();
      if (metric.metricName().name().equals(name)
          && metric.metricValue() instanceof Double value
          && !value.isNaN()) {
        most = Math.max(most, value);
      }
    }
    return most;
  }

  /** Whether it has kept up for an hour. */
  boolean settled() {
    return System.nanoTime() - keptUpSince >= HOUR_NANOS;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
