package io.garonne.sink;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Looks every few seconds how far behind the sink is, and with that whether Kafka answers. */
final class Lag {
  private static final long EVERY_NANOS = Duration.ofSeconds(3).toNanos();
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Consumer<byte[], byte[]> consumer;
  private final SinkMetrics metrics;
  private final Condition condition;
  private long dueNanos = System.nanoTime();

  Lag(Consumer<byte[], byte[]> consumer, SinkMetrics metrics, Condition condition) {
    this.consumer = consumer;
    this.metrics = metrics;
    this.condition = condition;
  }

  /**
   * @param pending records read and not settled
   */
  void observe(long pending) {
    metrics.pending.set(pending);
    if (System.nanoTime() < dueNanos || consumer.assignment().isEmpty()) {
      return;
    }
    dueNanos = System.nanoTime() + EVERY_NANOS;
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), PATIENCE);
      long lag = pending;
      for (var end : ends.entrySet()) {
        lag += Math.max(0, end.getValue() - consumer.position(end.getKey(), PATIENCE));
      }
      metrics.lag.set(lag);
      condition.lag(lag);
      condition.kafka(null);
    } catch (TimeoutException e) {
      condition.kafka("Kafka does not answer: " + e.getMessage());
    }
  }
}
