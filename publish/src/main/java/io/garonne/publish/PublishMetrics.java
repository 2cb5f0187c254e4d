package io.garonne.publish;

import io.garonne.model.LedgerBalance;
import io.garonne.publish.view.View;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What publish counts.
 *
 * <ul>
 *   <li>{@code garonne.publish.records} (tag {@code topic}): records read, malformed ones included
 *   <li>{@code garonne.publish.malformed} (tag {@code topic}): records that are not what their
 *       topic carries; they are skipped
 *   <li>{@code garonne.publish.remembered} (tag {@code topic}): records in memory now
 *   <li>{@code garonne.publish.requests} (tags {@code path}, one of those served or {@code other},
 *       and {@code status}): answers given
 *   <li>{@code garonne.ledger.mismatches}: equations of the ledger that do not hold now, over all
 *       days, of single days, and of registers; 0 when all is well
 *   <li>{@code garonne.ledger.messages}, {@code garonne.ledger.readings} (tag {@code are}: what
 *       became of them): both equations, in numbers since the beginning
 * </ul>
 */
final class PublishMetrics {
  static final String RECORDS = "garonne.publish.records";
  static final String MALFORMED = "garonne.publish.malformed";
  static final String REMEMBERED = "garonne.publish.remembered";
  static final String REQUESTS = "garonne.publish.requests";
  static final String MISMATCHES = "garonne.ledger.mismatches";
  static final String MESSAGES = "garonne.ledger.messages";
  static final String READINGS = "garonne.ledger.readings";

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

  /** Watches both equations of the ledger and whether they hold; asked at each scrape. */
  void ledger(Supplier<LedgerBalance> balance) {
    Gauge.builder(MISMATCHES, balance, b -> b.get().mismatches().size())
        .description("Equations of the ledger that do not hold")
        .register(registry);
    messages("received", balance, LedgerBalance::received);
    messages("stored", balance, LedgerBalance::stored);
    messages("ignored", balance, b -> sum(b.ignored()));
    messages("dead-lettered", balance, b -> sum(b.deadLettered()));
    messages("under-way", balance, LedgerBalance::underWay);
    readings("stored", balance, LedgerBalance::readingsStored);
    readings("read", balance, LedgerBalance::readingsRead);
    readings("metered", balance, LedgerBalance::metered);
    readings("repeated", balance, LedgerBalance::repeated);
    readings("too-late", balance, LedgerBalance::tooLate);
    readings("void", balance, LedgerBalance::voided);
  }

  private void messages(
      String are, Supplier<LedgerBalance> balance, ToLongFunction<LedgerBalance> of) {
    Gauge.builder(MESSAGES, balance, b -> of.applyAsLong(b.get()))
        .tag("are", are)
        .description("Messages in the ledger of all ingests: received = the others")
        .register(registry);
  }

  private void readings(
      String are, Supplier<LedgerBalance> balance, ToLongFunction<LedgerBalance> of) {
    Gauge.builder(READINGS, balance, b -> of.applyAsLong(b.get()))
        .tag("are", are)
        .description("Readings in the ledger: read = metered + repeated + too-late + void")
        .register(registry);
  }

  private static long sum(Map<String, Long> byReason) {
    return byReason.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Watches the size of whatever view of a topic is current. */
  <T> void remembered(View sample, T owner, ToDoubleFunction<T> size) {
    Gauge.builder(REMEMBERED, owner, size).tag("topic", sample.topic().topic()).register(registry);
  }
}
