package io.garonne.sink;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt: doubling from a quarter of a second, with jitter so
 * that many instances do not return at once.
 *
 * @param longest upper bound of what we choose ourselves; a server may ask for more
 */
record Backoff(Duration longest, RandomGenerator random) {
  private static final long FIRST_MILLIS = 250;

  Backoff(Duration longest) {
    this(longest, RandomGenerator.getDefault());
  }

  /**
   * @param failures consecutive failures so far, at least 1
   * @param retryAfter what the server asked for, or null; never undercut
   */
  Duration delay(int failures, @Nullable Duration retryAfter) {
    long full = Math.min(longest.toMillis(), FIRST_MILLIS << Math.min(failures - 1, 20));
    if (retryAfter != null) {
      long asked = retryAfter.toMillis();
      return Duration.ofMillis(asked + random.nextLong(Math.max(1, Math.min(full, asked) / 5)));
    }
    return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
  }
}
