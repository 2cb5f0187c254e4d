package io.garonne.sink;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When to try again. Not for several threads. */
final class Retry {
  private final Backoff backoff;
  private int failures;
  private long dueNanos = System.nanoTime();

  Retry(Backoff backoff) {
    this.backoff = backoff;
  }

  boolean due() {
    return dueNanos - System.nanoTime() <= 0;
  }

  /** Time until it is due; zero if it is. */
  Duration remaining() {
    return Duration.ofNanos(Math.max(0, dueNanos - System.nanoTime()));
  }

  /** Returns how long will be waited. */
  Duration failed(@Nullable Duration retryAfter) {
    Duration wait = backoff.delay(++failures, retryAfter);
    dueNanos = System.nanoTime() + wait.toNanos();
    return wait;
  }

  void succeeded() {
    failures = 0;
  }
}
