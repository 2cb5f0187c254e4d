package io.garonne.service;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stage that is closed and made anew when it fails, a bounded number of times: a passing fault
 * heals by itself, a bug does not spin for ever.
 */
public final class SupervisedStage implements Stage {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisedStage.class);

  private final String name;
  private final Supplier<? extends Stage> factory;
  private final Restarts restarts;
  private @Nullable Stage current;
  private @Nullable StageFailure givenUp;
  private boolean closed;

  /**
   * How often a stage is started anew.
   *
   * @param most starts anew in a row, 0 or more
   * @param pause before the first; doubled with each further one
   * @param forgiven after so long without a failure the count begins at 0 again
   * @param look how often it is looked at
   */
  public record Restarts(int most, Duration pause, Duration forgiven, Duration look) {
    /** Three in a row, after 1, 2 and 4 seconds. */
    public static final Restarts STANDARD =
        new Restarts(3, Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofMillis(500));
  }

  /**
   * Starts nothing yet.
   *
   * @param factory makes a new stage, not started
   */
  public SupervisedStage(String name, Supplier<? extends Stage> factory, Restarts restarts) {
    this.name = name;
    this.factory = factory;
    this.restarts = restarts;
  }

  @Override
  public String name() {
    return name;
  }

  /** Starts the stage and watches it from a thread of its own. */
  @Override
  public void start() {
    Stage first = factory.get();
    synchronized (this) {
      if (closed || current != null) {
        return;
      }
      current = first;
    }
    first.start();
    Thread.ofPlatform().daemon().name(name + "-watch").start(this::watch);
  }

  @Override
  public Readiness readiness() {
    Stage stage;
    synchronized (this) {
      if (closed) {
        return Readiness.notReady("stopped");
      }
      if (givenUp != null) {
        return Readiness.notReady("failed: " + givenUp.getMessage());
      }
      stage = current;
    }
    return stage == null ? Readiness.notReady("starts") : stage.readiness();
  }

  /** The failure after which no new start was tried; null before. */
  @Override
  public synchronized @Nullable StageFailure failure() {
    return givenUp;
  }

  @Override
  public void close() {
    Stage stage;
    synchronized (this) {
      closed = true;
      stage = current;
      current = null;
      notifyAll();
    }
    if (stage != null) {
      stage.close();
    }
  }

  private void watch() {
    int inARow = 0;
    long lastFailure = System.nanoTime();
    try {
      while (sleep(restarts.look())) {
        StageFailure failure = currentFailure();
        if (failure == null) {
          continue;
        }
        if (System.nanoTime() - lastFailure > restarts.forgiven().toNanos()) {
          inARow = 0;
        }
        lastFailure = System.nanoTime();
        if (inARow >= restarts.most()) {
          giveUp(failure);
          return;
        }
        Duration pause = restarts.pause().multipliedBy(1L << inARow);
        inARow++;
        LOG.warn("{} failed: {}; started anew in {}", name, failure.getMessage(), pause);
        closeQuietly(takeCurrent());
        if (!sleep(pause) || !startAnew()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean startAnew() {
    try {
      Stage next = factory.get();
      synchronized (this) {
        if (closed) {
          return false;
        }
        current = next;
      }
      next.start();
      return true;
    } catch (RuntimeException e) {
      LOG.error("{} cannot be started anew", name, e);
      giveUp(new StageFailure(String.valueOf(e.getMessage()), e));
      return false;
    }
  }

  private @Nullable StageFailure currentFailure() {
    Stage stage;
    synchronized (this) {
      stage = current;
    }
    return stage == null ? null : stage.failure();
  }

  private synchronized void giveUp(StageFailure failure) {
    LOG.error("{} failed for good: {}", name, failure.getMessage());
    givenUp = failure;
  }

  private synchronized @Nullable Stage takeCurrent() {
    Stage stage = current;
    current = null;
    return stage;
  }

  private void closeQuietly(@Nullable Stage stage) {
    try {
      if (stage != null) {
        stage.close();
      }
    } catch (RuntimeException e) {
      LOG.warn("{} did not close well", name, e);
    }
  }

  /** Waits so long; false when closed meanwhile. */
  private synchronized boolean sleep(Duration duration) throws InterruptedException {
    long end = System.nanoTime() + duration.toNanos();
    for (long left = duration.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
      wait(left / 1_000_000 + 1);
    }
    return !closed;
  }
}
