package io.garonne.deploy.replay;

import io.garonne.deploy.progress.ProgressBar;
import io.garonne.deploy.runtime.Chain;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Publishes what is left of the files, and keeps on the disk how far it is. */
final class Publication {
  private static final long KEEP_MILLIS = 400;

  /** With this patience and no acknowledgement at all, something is broken. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final List<Series> series;
  private final StateFile file;
  private final ProgressBar bar;
  private final Thread owner = Thread.currentThread();
  private volatile ReplayState state;
  private volatile @Nullable IOException failure;

  Publication(List<Series> series, ReplayState state, StateFile file, ProgressBar bar) {
    this.series = series;
    this.state = state;
    this.file = file;
    this.bar = bar;
  }

  /** Returns when everything is acknowledged and that is on the disk. */
  ReplayState publish(Outlet outlet, Pace pace, Chain chain)
      throws IOException, InterruptedException {
    bar.begin("publishing", acknowledged(), total());
    try (ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor()) {
      ScheduledFuture<?> keeping =
          keeper.scheduleWithFixedDelay(
              () -> keep(chain), KEEP_MILLIS, KEEP_MILLIS, TimeUnit.MILLISECONDS);
      try {
        new Feeder(outlet).feed(series, pace);
        if (!outlet.flush(PATIENCE)) {
          throw new IOException("nothing was acknowledged for " + PATIENCE.toMinutes() + " min");
        }
      } catch (InterruptedException e) {
        IOException why = failure;
        if (why != null) {
          throw why;
        }
        throw e;
      } finally {
        keeping.cancel(false);
      }
    }
    write();
    for (Series one : series) {
      one.close();
    }
    bar.end(acknowledged());
    return state;
  }

  private void keep(Chain chain) {
    try {
      Settlement.check(chain);
      write();
      bar.at(acknowledged());
    } catch (IOException e) {
      failure = e;
      owner.interrupt();
    }
  }

  private void write() throws IOException {
    ReplayState now = state;
    for (Series one : series) {
      now = now.with(one.key(), one.progress());
    }
    if (!now.equals(state)) {
      state = now;
      file.write(now);
    }
  }

  private long acknowledged() {
    return series.stream().mapToLong(Series::acknowledged).sum();
  }

  private long total() {
    return series.stream().mapToLong(s -> s.scan().usable()).sum();
  }
}
