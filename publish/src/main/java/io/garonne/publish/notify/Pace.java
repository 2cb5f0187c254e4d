package io.garonne.publish.notify;

import io.garonne.model.alert.Severity;
import java.time.Duration;

/**
 * How patient the telling is. What comes after a notice waits for it, so patience ends: it is
 * counted from when the channel stopped working, and after it each notice has one attempt.
 *
 * @param attempts least for the first notice that does not get out, at least 1
 * @param pause after the first attempt; doubled with each further one
 * @param longestPause most between two attempts
 * @param critical how long after the channel stopped working critical alerts are tried again
 * @param others how long all others
 * @param patience of one attempt
 * @param shown how long a channel that did not work counts as not ready, unless it works before
 * @param heartbeat between two signs of life
 */
record Pace(
    int attempts,
    Duration pause,
    Duration longestPause,
    Duration critical,
    Duration others,
    Duration patience,
    Duration shown,
    Duration heartbeat) {
  /**
   * A receiver that restarts for some minutes loses nothing, one that is away for an hour little.
   */
  static final Pace STANDARD =
      new Pace(
          5,
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofHours(1),
          Duration.ofMinutes(10),
          Duration.ofSeconds(10),
          Duration.ofHours(1),
          Duration.ofMinutes(1));

  /** How long after the channel stopped working such an alert is tried again. */
  Duration triedFor(Severity severity) {
    return severity == Severity.CRITICAL ? critical : others;
  }
}
