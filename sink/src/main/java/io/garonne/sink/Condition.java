package io.garonne.sink;

import io.garonne.service.Readiness;
import io.garonne.service.StageFailure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the loop knows about itself, for whoever asks from another thread. */
final class Condition {
  private boolean joined;
  private @Nullable String obstacle;
  private @Nullable Instant since;
  private @Nullable String kafka;
  private @Nullable String inventory;
  private long lag;
  private @Nullable StageFailure failure;
  private boolean closed;

  synchronized void joined() {
    joined = true;
  }

  synchronized void blocked(String reason, Instant now) {
    obstacle = reason;
    since = since == null ? now : since;
  }

  synchronized void passed() {
    obstacle = null;
    since = null;
  }

  /** Kafka does not answer; null if it does. */
  synchronized void kafka(@Nullable String reason) {
    kafka = reason;
  }

  /** The inventory has not been read; null if it has. */
  synchronized void inventory(@Nullable String reason) {
    inventory = reason;
  }

  synchronized void lag(long records) {
    lag = records;
  }

  synchronized void failed(StageFailure why) {
    failure = why;
  }

  synchronized void closed() {
    closed = true;
  }

  synchronized @Nullable StageFailure failure() {
    return failure;
  }

  synchronized Readiness readiness() {
    if (failure != null) {
      return Readiness.notReady("stopped: " + failure.getMessage());
    }
    if (closed) {
      return Readiness.notReady("closed");
    }
    if (obstacle != null) {
      return Readiness.notReady(obstacle + " (since " + since + ", lag " + lag + " records)");
    }
    if (inventory != null) {
      return Readiness.notReady(inventory);
    }
    if (kafka != null) {
      return Readiness.notReady(kafka);
    }
    return joined ? Readiness.ready() : Readiness.notReady("joining the consumer group");
  }
}
