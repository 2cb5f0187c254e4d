package io.garonne.ingest;

import io.garonne.ingest.decode.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What ingest counts since its process began. For a message there is one way in and three ways out:
 *
 * <pre>
 * {@value #RECEIVED} =
 *     {@value #STORED}
 *   + Σ {@value #IGNORED} (tag reason)
 *   + Σ {@value #DEAD_LETTERED} (tag reason)
 *   + given up with their connection, the broker sends them again
 *   + {@value #IN_FLIGHT} that are not yet any of these
 * </pre>
 *
 * A message that was given up may still reach Kafka; then it is counted as stored too, and once
 * more when it comes again. Likewise {@value #ACKNOWLEDGED} + {@value #ABANDONED} + {@value
 * #IN_FLIGHT} = {@value #RECEIVED}, whatever became of the messages. The ledger in Kafka, not these
 * meters, is exact over restarts. Tags: {@code reason} has the labels of {@link Reason}, and no
 * meter has another tag.
 */
public final class IngestMetrics {
  /** Counter: messages that arrived. */
  public static final String RECEIVED = "ingest.messages.received";

  /** Counter: messages whose readings Kafka has confirmed, all of them. */
  public static final String STORED = "ingest.messages.stored";

  /** Counter by reason: messages understood and not stored. */
  public static final String IGNORED = "ingest.messages.ignored";

  /** Counter by reason: messages kept as dead letters. */
  public static final String DEAD_LETTERED = "ingest.messages.dead.lettered";

  /** Counter: messages acknowledged to the broker. */
  public static final String ACKNOWLEDGED = "ingest.messages.acknowledged";

  /** Counter: messages whose connection was lost before they were acknowledged. */
  public static final String ABANDONED = "ingest.messages.abandoned";

  /** Counter: readings that Kafka has confirmed; a message may hold several. */
  public static final String READINGS = "ingest.readings.stored";

  /** Gauge: messages between arrival and acknowledgement. */
  public static final String IN_FLIGHT = "ingest.inflight.messages";

  /** Gauge, bytes: their payloads. */
  public static final String IN_FLIGHT_BYTES = "ingest.inflight.bytes";

  /** Gauge: 1 if ingest does its work, else 0. */
  public static final String READY = "ingest.ready";

  /** Counter: producers that had to be replaced. */
  public static final String PRODUCER_FAILURES = "ingest.producer.failures";

  /** Timer: from a message's arrival to its acknowledgement. */
  public static final String LATENCY = "ingest.acknowledge.latency";

  private final MeterRegistry registry;
  private final Counter received;
  private final Counter stored;
  private final Counter acknowledged;
  private final Counter abandoned;
  private final Counter readings;
  private final Counter producerFailures;
  private final Timer latency;
  private final Map<Reason, Counter> concluded = new EnumMap<>(Reason.class);

  public IngestMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.received = registry.counter(RECEIVED);
    this.stored = registry.counter(STORED);
    this.acknowledged = registry.counter(ACKNOWLEDGED);
    this.abandoned = registry.counter(ABANDONED);
    this.readings = registry.counter(READINGS);
    this.producerFailures = registry.counter(PRODUCER_FAILURES);
    this.latency = Timer.builder(LATENCY).publishPercentileHistogram(false).register(registry);
    for (Reason reason : Reason.values()) {
      String name = reason.fate() == Reason.Fate.IGNORED ? IGNORED : DEAD_LETTERED;
      concluded.put(reason, registry.counter(name, "reason", reason.label()));
    }
  }

  void gauges(Supplier<Number> messages, Supplier<Number> bytes, Supplier<Number> ready) {
    Gauge.builder(IN_FLIGHT, messages).register(registry);
    Gauge.builder(IN_FLIGHT_BYTES, bytes).register(registry);
    Gauge.builder(READY, ready).register(registry);
  }

  void received() {
    received.increment();
  }

  void acknowledged(long nanos) {
    acknowledged.increment();
    latency.record(nanos, TimeUnit.NANOSECONDS);
  }

  void abandoned() {
    abandoned.increment();
  }

  /** A message's readings are all confirmed. */
  public void stored() {
    stored.increment();
  }

  /** A reading is confirmed. */
  public void readingStored() {
    readings.increment();
  }

  /** A message ended without being stored. */
  public void concluded(Reason reason) {
    Counter counter = concluded.get(reason);
    if (counter != null) {
      counter.increment();
    }
  }

  /** A producer had to be replaced. */
  public void producerFailed() {
    producerFailures.increment();
  }
}
