package io.garonne.publish.notify;

import java.time.Duration;

/**
 * How patient the telling is. A notice takes at most {@code attempts} × {@code patience} and the
 * pauses between, so that what comes after it is told, too.
 *
 * @param attempts most for one notice, at least 1
 * @param pause after the first; doubled with each further one
 * @param patience of one attempt
 * @param shown how long a channel that did not work counts as not ready, unless it works before
 * @param heartbeat between two signs of life
 */
record Pace(int attempts, Duration pause, Duration patience, Duration shown, Duration heartbeat) {
  /** Five attempts over a quarter of a minute, or over a minute where nobody answers. */
  static final Pace STANDARD =
      new Pace(
          5,
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofHours(1),
          Duration.ofMinutes(1));
}
