package io.garonne.ingest.poll;

import io.garonne.ingest.decode.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What the poller counts since its process began:
 *
 * <pre>
 * {@value #READINGS} + waiting when it began =
 *     {@value #PUBLISHED}
 *   + {@value #DROPPED}
 *   + {@value #DAMAGED}
 *   + {@value #WAITING}
 * </pre>
 *
 * A reading that was sent and whose acknowledgement was lost is sent, and counted as published,
 * again. {@value #ASKED} is a timer with the tag {@code outcome}: answered, nothing (it answers,
 * but nothing of it can be used), silent, failed (a bug or a full disk). {@value #REFUSED} has the
 * tag {@code reason}, one of {@link Reason}; no meter has another tag.
 */
final class PollMetrics {
  /** Timer by outcome: questions to devices. */
  static final String ASKED = "poll.asked";

  /** Counter: readings taken from devices and written to the disk. */
  static final String READINGS = "poll.readings";

  /** Counter: readings that the broker has taken. */
  static final String PUBLISHED = "poll.published";

  /** Counter: readings that were lost because the disk's share was full. */
  static final String DROPPED = "poll.dropped";

  /** Counter: readings that were lost because the disk garbled them while they waited. */
  static final String DAMAGED = "poll.damaged";

  /** Gauge: readings on the disk that wait for the broker. */
  static final String WAITING = "poll.waiting";

  /** Gauge, bytes: the disk that they take. */
  static final String WAITING_BYTES = "poll.waiting.bytes";

  /** Gauge: devices to ask. */
  static final String TARGETS = "poll.targets";

  /** Gauge: devices that did not answer the last time. */
  static final String SILENT = "poll.targets.silent";

  /** Gauge by reason: what devices said last and is not used. */
  static final String REFUSED = "poll.refused";

  /** Gauge: devices whose parts, which count, come to much less than their whole. */
  static final String SHORT = "poll.targets.short";

  /** Gauge: 1 if the stage does its work, else 0. */
  static final String READY = "poll.ready";

  /** What became of a question. */
  enum Outcome {
    ANSWERED,
    NOTHING,
    SILENT,
    FAILED
  }

  private final MeterRegistry registry;
  private final Map<Outcome, Timer> asked = new EnumMap<>(Outcome.class);
  private final Counter readings;
  private final Counter published;

  PollMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (Outcome outcome : Outcome.values()) {
      asked.put(
          outcome,
          Timer.builder(ASKED)
              .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    readings = registry.counter(READINGS);
    published = registry.counter(PUBLISHED);
  }

  void gauges(Outbox outbox, int targets, Supplier<Number> silent, Supplier<Number> ready) {
    Gauge.builder(WAITING, outbox, Outbox::waiting).register(registry);
    Gauge.builder(WAITING_BYTES, outbox, Outbox::bytes).register(registry);
    FunctionCounter.builder(DROPPED, outbox, Outbox::dropped).register(registry);
    FunctionCounter.builder(DAMAGED, outbox, Outbox::damaged).register(registry);
    Gauge.builder(TARGETS, () -> targets).register(registry);
    Gauge.builder(SILENT, silent).register(registry);
    Gauge.builder(READY, ready).register(registry);
  }

  void refusals(Refusals refusals) {
    for (Reason reason : Reason.values()) {
      Gauge.builder(REFUSED, () -> refusals.count(reason))
          .tag("reason", reason.label())
          .register(registry);
    }
    Gauge.builder(SHORT, refusals::doubtful).register(registry);
  }

  void asked(Outcome outcome, long nanos) {
    Timer timer = asked.get(outcome);
    if (timer != null) {
      timer.record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  void readings(int count) {
    readings.increment(count);
  }

  void published() {
    published.increment();
  }
}
