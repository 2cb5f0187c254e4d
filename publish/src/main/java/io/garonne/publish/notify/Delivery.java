package io.garonne.publish.notify;

import io.garonne.service.Readiness;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets notices to a channel, in their order, with patience that ends: after the last attempt a
 * notice is given up and counted. How long one is tried is counted from when the channel stopped
 * working, so that many do not wait for each other longer than one. One thread; only the readiness
 * is for all.
 */
final class Delivery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final long SLICE_MILLIS = 50;

  /** An attempt that fails may be chance. */
  private static final int SHOWN_FROM = 3;

  private final Channel channel;
  private final Pace pace;
  private final NotifyMetrics metrics;
  private final CountDownLatch closed;
  private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();
  private volatile @Nullable Trouble trouble;

  /** When the first of the attempts failed since the last that worked, by the system's clock. */
  private @Nullable Long awaySince;

  /** What went wrong last. */
  private record Trouble(String reason, boolean isAway, long atNanos) {}

  /**
   * For one channel.
   *
   * @param closed at 0 when the process stops: no attempt is waited for any longer
   */
  Delivery(Channel channel, Pace pace, NotifyMetrics metrics, CountDownLatch closed) {
    this.channel = channel;
    this.pace = pace;
    this.metrics = metrics;
    this.closed = closed;
    metrics.register(channel.name());
  }

  String channel() {
    return channel.name();
  }

  /** Not ready for a while after something could not be delivered, unless something was since. */
  Readiness readiness() {
    Trouble last = trouble;
    return last == null || System.nanoTime() - last.atNanos > pace.shown().toNanos()
        ? Readiness.ready()
        : Readiness.notReady("alerts do not get out by " + channel.name() + ": " + last.reason);
  }

  /**
   * Delivers a notice, or gives it up.
   *
   * @return false if neither: the process stops, and it has to be delivered after the next start
   */
  boolean deliver(Notice notice) {
    Trouble before = trouble;
    int most = before != null && before.isAway ? 1 : pace.attempts();
    Duration pause = pace.pause();
    for (int attempt = 1; ; attempt++) {
      switch (attempt(notice)) {
        case Outcome.Delivered delivered -> {
          trouble = null;
          awaySince = null;
          return told(NotifyMetrics.DELIVERED);
        }
        case Outcome.Refused(String reason) -> {
          LOG.error("{} refuses alert {}: {}", channel.name(), notice.alert().id(), reason);
          trouble = new Trouble(reason, false, System.nanoTime());
          awaySince = null;
          return told(NotifyMetrics.REFUSED);
        }
        case Outcome.Failed(String reason) -> {
          if (closed.getCount() == 0) {
            return false;
          }
          metrics.count(NotifyMetrics.FAILED_ATTEMPTS, channel.name());
          long now = System.nanoTime();
          boolean isLast = attempt >= most && !isWorthWaiting(notice, now);
          if (isLast || attempt >= SHOWN_FROM) {
            trouble = new Trouble(reason, isLast, now);
          }
          if (isLast) {
            LOG.error("{} did not get alert {}: {}", channel.name(), notice.alert().id(), reason);
            return told(NotifyMetrics.GIVEN_UP);
          }
          LOG.debug("{}, attempt {}: {}", channel.name(), attempt, reason);
        }
      }
      if (isClosed(pause)) {
        return false;
      }
      Duration next = pause.multipliedBy(2);
      pause = next.compareTo(pace.longestPause()) > 0 ? pace.longestPause() : next;
    }
  }

  private boolean isWorthWaiting(Notice notice, long now) {
    long since = Objects.requireNonNullElse(awaySince, now);
    awaySince = since;
    return now - since < pace.triedFor(notice.alert().severity()).toNanos();
  }

  private boolean told(String outcome) {
    metrics.count(outcome, channel.name());
    return true;
  }

  /** One attempt on a thread of its own: whatever the library does, it is not waited for longer. */
  private Outcome attempt(Notice notice) {
    Future<Outcome> running = attempts.submit(() -> channel.deliver(notice));
    long end = System.nanoTime() + pace.patience().toNanos() + SLICE_MILLIS * 1_000_000;
    try {
      while (true) {
        try {
          return running.get(SLICE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          if (closed.getCount() == 0 || System.nanoTime() > end) {
            return new Outcome.Failed("no answer within " + pace.patience().toMillis() + " ms");
          }
        }
      }
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      return new Outcome.Failed(Outcome.reason(cause == null ? e : cause));
    } catch (InterruptedException e) {
      closed.countDown();
      Thread.currentThread().interrupt();
      return new Outcome.Failed("interrupted");
    } finally {
      running.cancel(true);
    }
  }

  private boolean isClosed(Duration wait) {
    try {
      return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closed.countDown();
      return true;
    }
  }

  @Override
  public void close() {
    attempts.shutdownNow();
  }
}
