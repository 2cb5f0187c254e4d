package io.garonne.publish;

import io.garonne.publish.view.View;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.ToDoubleFunction;

/**
 * What publish counts; of the ledger see {@link LedgerMetrics}.
 *
 * <ul>
 *   <li>{@code garonne.publish.records} (tag {@code topic}): records read, malformed ones included
 *   <li>{@code garonne.publish.malformed} (tag {@code topic}): records that are not what their
 *       topic carries; they are skipped
 *   <li>{@code garonne.publish.remembered} (tag {@code topic}): records in memory now
 *   <li>{@code garonne.publish.requests} (tags {@code path}, one of those served or {@code other},
 *       and {@code status}): answers given
 * </ul>
 */
final class PublishMetrics {
  static final String RECORDS = "garonne.publish.records";
  static final String MALFORMED = "garonne.publish.malformed";
  static final String REMEMBERED = "garonne.publish.remembered";
  static final String REQUESTS = "garonne.publish.requests";

  private final MeterRegistry registry;
  private final ConcurrentMap<String, Counter> records = new ConcurrentHashMap<>();

  PublishMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void read(String topic) {
    records
        .computeIfAbsent(topic, t -> Counter.builder(RECORDS).tag("topic", t).register(registry))
        .increment();
  }

  void malformed(String topic) {
    Counter.builder(MALFORMED).tag("topic", topic).register(registry).increment();
  }

  void answered(String path, int status) {
    Counter.builder(REQUESTS)
        .tag("path", path)
        .tag("status", Integer.toString(status))
        .register(registry)
        .increment();
  }

  /** Watches the size of whatever view of a topic is current. */
  <T> void remembered(View sample, T owner, ToDoubleFunction<T> size) {
    Gauge.builder(REMEMBERED, owner, size).tag("topic", sample.topic().topic()).register(registry);
  }
}
