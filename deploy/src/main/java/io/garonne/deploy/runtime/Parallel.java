package io.garonne.deploy.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does several things at once and waits for all. */
final class Parallel {
  private static final Logger LOG = LoggerFactory.getLogger(Parallel.class);

  private Parallel() {}

  /** Runs all; when all have ended, throws what the first in the list that failed has thrown. */
  static void run(List<Runnable> parts) {
    List<FutureTask<Void>> tasks = new ArrayList<>();
    for (Runnable part : parts) {
      FutureTask<Void> task = new FutureTask<>(part, null);
      tasks.add(task);
      Thread.ofPlatform().daemon().start(task);
    }
    RuntimeException first = null;
    for (FutureTask<Void> task : tasks) {
      try {
        task.get();
      } catch (ExecutionException e) {
        RuntimeException failure =
            e.getCause() instanceof RuntimeException known
                ? known
                : new IllegalStateException(e.getCause());
        if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** Closes all at once; what fails is logged and keeps nobody else from closing. */
  static void close(List<? extends AutoCloseable> parts) {
    List<Runnable> closings = new ArrayList<>();
    for (AutoCloseable part : parts) {
      closings.add(
          () -> {
            try {
              part.close();
            } catch (Exception e) {
              LOG.warn("{} did not close well", part.getClass().getSimpleName(), e);
            }
          });
    }
    run(closings);
  }
}
