package io.garonne.streams;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Whether an application has read what lies in its topics. Before anything has been fetched, its
 * lag is not known, and that is no different from none: so after a start it must have been small
 * for some seconds, in which also what goes through a topic of its own arrives. Later a moment is
 * enough. One thread.
 */
final class CaughtUp implements BooleanSupplier {
  /** So few records behind, it has read what was there. */
  private static final double FEW_RECORDS = 1000;

  /** Some fetches and commits. */
  static final Duration SETTLED = Duration.ofSeconds(5);

  private final DoubleSupplier behind;
  private final LongSupplier nanos;
  private boolean begun;
  private boolean small;
  private long smallSince;

  /**
   * For one application.
   *
   * @param behind records that it is behind now, as far as is known
   * @param nanos a clock that never goes back
   */
  CaughtUp(DoubleSupplier behind, LongSupplier nanos) {
    this.behind = behind;
    this.nanos = nanos;
  }

  @Override
  public boolean getAsBoolean() {
    boolean was = small;
    small = behind.getAsDouble() < FEW_RECORDS;
    if (small && !was) {
      smallSince = nanos.getAsLong();
    }
    begun |= small && nanos.getAsLong() - smallSince >= SETTLED.toNanos();
    return small && begun;
  }
}
