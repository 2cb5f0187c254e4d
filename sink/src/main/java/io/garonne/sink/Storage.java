package io.garonne.sink;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes sure that the buckets exist, where the server allows. */
interface Storage {

  /** Creates what is missing; null if writing can be tried. */
  @Nullable Obstacle prepare();

  /**
   * Seconds of one shard group: what suits the bucket, not longer than its retention, not shorter
   * than an hour.
   *
   * @param retention zero is for ever
   */
  static long shardSeconds(Bucket bucket, Duration retention) {
    long wanted = Duration.ofDays(bucket.shardDays()).toSeconds();
    return retention.isZero() ? wanted : Math.max(3600, Math.min(wanted, retention.toSeconds()));
  }
}
