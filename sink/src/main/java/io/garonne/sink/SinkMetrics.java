package io.garonne.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the sink counts, in records; every record is one point.
 *
 * <p>{@code consumed = written + Σ ignored(reason) + Σ dead.lettered(reason) + pending}, where
 * pending is what has been read and neither written nor given up. A restart or a rebalance reads
 * again what was not committed: those records count again on both sides.
 */
final class SinkMetrics {
  /** Counter: records read from the topics. */
  static final String CONSUMED = "garonne.sink.consumed";

  /** Counter: points that InfluxDB has confirmed. */
  static final String WRITTEN = "garonne.sink.written";

  /** Counter, tag reason: records that rightly are no point. */
  static final String IGNORED = "garonne.sink.ignored";

  /** Counter, tag reason: records that went to the dead letters. */
  static final String DEAD_LETTERED = "garonne.sink.dead.lettered";

  /** Gauge: records read and not yet settled. */
  static final String PENDING = "garonne.sink.pending";

  /** Gauge: offsets between the end of the assigned partitions and what is settled. */
  static final String LAG = "garonne.sink.lag";

  /** Timer: requests to write. */
  static final String WRITES = "garonne.sink.writes";

  /** Counter: attempts that ended in waiting. */
  static final String RETRIES = "garonne.sink.retries";

  /** Reason: a later record of the same batch is the same point. */
  static final String SUPERSEDED = "superseded";

  /** Reason: about one person's device. */
  static final String PERSONAL = "personal";

  /** Reason: a sum of so few that it would tell of one person. */
  static final String SMALL_GROUP = "small-group";

  /** Reason: older than its bucket keeps points. */
  static final String BEYOND_RETENTION = "beyond-retention";

  /** Reason: a record without a value. */
  static final String TOMBSTONE = "tombstone";

  /** Ignored: a line of an indicator's arithmetic, which is explained from its topic. */
  static final String ARITHMETIC = "arithmetic";

  /** Reason: advice that is a list to be worked off, and no series. */
  static final String NO_SERIES = "no-series";

  /** Reason: dropped by InfluxDB from a batch it otherwise stored. */
  static final String PARTIAL_WRITE = "partial-write";

  /** Reason: its partition went to another instance, which writes it. */
  static final String REVOKED = "revoked";

  /** Dead letter: InfluxDB refuses this point. */
  static final String REFUSED = "sink-refused";

  /** Dead letter: line protocol cannot say it. */
  static final String UNWRITABLE = "sink-unwritable";

  /** Dead letter: not a record of ours. */
  static final String UNDECODABLE = "sink-undecodable";

  final Counter consumed;
  final Counter written;
  final Counter retries;
  final Timer writes;
  final AtomicLong pending = new AtomicLong();
  final AtomicLong lag = new AtomicLong();
  private final MeterRegistry registry;

  SinkMetrics(MeterRegistry registry) {
    this.registry = registry;
    consumed = registry.counter(CONSUMED);
    written = registry.counter(WRITTEN);
    retries = registry.counter(RETRIES);
    writes = registry.timer(WRITES);
    // From the beginning, so that whoever watches them sees the first one.
    for (String reason : List.of(REFUSED, UNWRITABLE, UNDECODABLE)) {
      registry.counter(DEAD_LETTERED, "reason", reason);
    }
    registry.gauge(PENDING, pending);
    registry.gauge(LAG, lag);
  }

  void ignored(String reason, long records) {
    registry.counter(IGNORED, "reason", reason).increment((double) records);
  }

  void deadLettered(String reason) {
    registry.counter(DEAD_LETTERED, "reason", reason).increment();
  }
}
