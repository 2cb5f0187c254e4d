package io.garonne.ingest.poll;

import io.garonne.ingest.poll.PollMetrics.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks each device in its turn. At most so many at once, spread over the interval, so that neither
 * the network nor a broker sees a burst; a device that does not answer is asked ever more rarely,
 * up to a quarter of an hour, and holds up no other.
 */
final class Poller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
  private static final Duration RAREST = Duration.ofMinutes(15);
  private static final int MOST_DOUBLINGS = 10;

  private final List<Target> targets;
  private final Map<Class<? extends Target.Access>, Asker> askers;
  private final Consumer<List<PlainJson>> outlet;
  private final LongSupplier clock;
  private final PollMetrics metrics;
  private final KeptLevels levels;
  private final Refusals refusals = new Refusals();
  private final ScheduledExecutorService schedule;
  private final ExecutorService workers;

  /** Devices that did not answer the last time, with how often in a row. */
  private final Map<String, Integer> silent = new ConcurrentHashMap<>();

  /**
   * Starts nothing yet.
   *
   * @param clock milliseconds since 1970 UTC
   * @param levels what counts of each device
   * @param concurrency questions at once
   */
  Poller(
      List<Target> targets,
      Map<Class<? extends Target.Access>, Asker> askers,
      Consumer<List<PlainJson>> outlet,
      LongSupplier clock,
      PollMetrics metrics,
      KeptLevels levels,
      int concurrency) {
    this.targets = List.copyOf(targets);
    this.askers = Map.copyOf(askers);
    this.outlet = outlet;
    this.clock = clock;
    this.metrics = metrics;
    this.levels = levels;
    this.schedule =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("poll-schedule").factory());
    this.workers =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(concurrency, targets.size())),
            Thread.ofPlatform().daemon().name("poll-", 0).factory());
  }

  void start() {
    for (Target target : targets) {
      // Each at a moment of its own, the first soon.
      long spread = Math.min(target.interval().toMillis(), 30_000);
      later(target, ThreadLocalRandom.current().nextLong(spread + 1));
    }
  }

  /** Devices that did not answer the last time they were asked. */
  int silent() {
    return silent.size();
  }

  /** What devices say and is not used. */
  Refusals refusals() {
    return refusals;
  }

  private void later(Target target, long millis) {
    try {
      var unused =
          schedule.schedule(
              () -> workers.execute(() -> turn(target)), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed");
    }
  }

  private void turn(Target target) {
    long began = System.nanoTime();
    boolean answered = false;
    try {
      answered = ask(target);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException e) {
      // A bug, or a full disk: the others go on, and this one is tried again.
      metrics.asked(Outcome.FAILED, System.nanoTime() - began);
      LOG.error("{}: {}", target.device(), target.access(), e);
    }
    int failures = answered ? forget(target) : silent.merge(target.device(), 1, Integer::sum);
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    later(target, Math.max(0, pause(target.interval(), failures) - took));
  }

  private boolean ask(Target target) throws InterruptedException {
    long at = clock.getAsLong();
    long began = System.nanoTime();
    try {
      Asker asker = askers.get(target.access().getClass());
      if (asker == null) {
        throw new IllegalStateException("nobody knows how to ask " + target.access());
      }
      Basis kept = kept(target);
      Findings found = asker.ask(target.keeping(kept));
      refusals.are(target.device(), found.refused(), at);
      keep(target, kept, found.counts());
      outlet.accept(
          found.measured().stream()
              .map(measured -> PlainJson.of(target.device(), measured, at, found.family()))
              .toList());
      boolean some = !found.measured().isEmpty();
      metrics.asked(some ? Outcome.ANSWERED : Outcome.NOTHING, System.nanoTime() - began);
      metrics.readings(found.measured().size());
      if (!some && !silent.containsKey(target.device())) {
        LOG.warn("{}: nothing to measure", target.device());
      }
      return some;
    } catch (IOException e) {
      metrics.asked(Outcome.SILENT, System.nanoTime() - began);
      if (!silent.containsKey(target.device())) {
        LOG.warn("{} at {}: {}", target.device(), target.access(), e.getMessage());
      }
      return false;
    }
  }

  /** What has counted until now, unless the owner has chosen another since. */
  private @Nullable Basis kept(Target target) {
    Basis kept = levels.of(target.device());
    String chosen = target.choices().level();
    boolean other = kept != null && chosen != null && !chosen.equals(kept.level());
    return kept == null || other || !kept.fits(target.access()) ? null : kept;
  }

  /** On the disk before the first reading that counts by it. */
  private void keep(Target target, @Nullable Basis kept, @Nullable Basis counts) {
    if (counts == null || counts.equals(kept)) {
      return;
    }
    try {
      levels.keep(target.device(), counts);
    } catch (IOException e) {
      throw new UncheckedIOException("what counts of " + target.device() + " cannot be kept", e);
    }
    LOG.info("{}: counts by {} from now on", target.device(), counts);
  }

  private int forget(Target target) {
    Integer before = silent.remove(target.device());
    if (before != null) {
      LOG.info("{} answers again", target.device());
    }
    return 0;
  }

  /**
   * Milliseconds to the next question: the interval, doubled with each failure in a row up to a
   * quarter of an hour, five in a hundred more or less.
   */
  static long pause(Duration interval, int failures) {
    long usual = interval.toMillis();
    long whole =
        Math.min(Math.max(usual, RAREST.toMillis()), usual << Math.min(failures, MOST_DOUBLINGS));
    long jitter = whole / 20;
    return failures == 0
        ? usual
        : whole - jitter + ThreadLocalRandom.current().nextLong(2 * jitter + 1);
  }

  @Override
  public void close() {
    schedule.shutdownNow();
    workers.shutdownNow();
    try {
      if (!workers.awaitTermination(1500, TimeUnit.MILLISECONDS)) {
        LOG.debug("a question is still under way");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
