package io.garonne.service;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From start to stop of a process that runs until it is told to end: Ctrl-C and SIGTERM close what
 * runs and end with 0, a failure for good closes it and ends with 1.
 */
public final class Lifetime {
  private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);
  private static final Duration LOOK = Duration.ofMillis(250);
  // Containers get 10 seconds before they are killed, people have less patience.
  private static final Duration STOP = Duration.ofSeconds(5);

  private Lifetime() {}

  /**
   * While a process starts: a signal ends it at once with 0, and its child processes with it. That
   * is what a kill would do, and a start must survive that anyhow.
   */
  public static final class Start implements AutoCloseable {
    private final Thread hook = Thread.ofPlatform().name("stop-start").unstarted(Start::end);

    private Start() {
      Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void end() {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
      Runtime.getRuntime().halt(0);
    }

    /** It has started, or failed to. */
    @Override
    public void close() {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException alreadyStopping) {
        LOG.debug("stopped while starting");
      }
    }
  }

  /** From here to the end of the start. */
  public static Start starting() {
    return new Start();
  }

  /**
   * Stays until a signal comes or the failure does; then closes.
   *
   * @param running closed once, from whichever thread ends it
   * @param failure why it cannot go on, null while it can
   * @return exit code 1; after a signal it does not return, the process ends with 0
   */
  public static int untilStopped(AutoCloseable running, Supplier<@Nullable StageFailure> failure) {
    AtomicBoolean closed = new AtomicBoolean();
    CountDownLatch signalled = new CountDownLatch(1);
    Thread hook =
        Thread.ofPlatform()
            .name("stop")
            .unstarted(
                () -> {
                  signalled.countDown();
                  int status = closeOnce(running, closed) ? 0 : 1;
                  // Without this the JVM ends with 128 + signal, which supervisors call a failure.
                  Runtime.getRuntime().halt(status);
                });
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      StageFailure why = failure.get();
      while (why == null) {
        if (signalled.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          Thread.currentThread().join();
        }
        why = failure.get();
      }
      Runtime.getRuntime().removeShutdownHook(hook);
      LOG.error("{}", why.getMessage());
      closeOnce(running, closed);
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closeOnce(running, closed);
      return 1;
    } catch (IllegalStateException alreadyStopping) {
      return 1;
    }
  }

  private static boolean closeOnce(AutoCloseable running, AtomicBoolean closed) {
    if (closed.getAndSet(true)) {
      return true;
    }
    Thread.ofPlatform().daemon().name("stop-limit").start(Lifetime::endLate);
    long began = System.nanoTime();
    LOG.info("stopping ...");
    try {
      running.close();
      LOG.info("stopped in {} ms", (System.nanoTime() - began) / 1_000_000);
      return true;
    } catch (Exception e) {
      LOG.error("did not stop well", e);
      return false;
    }
  }

  private static void endLate() {
    try {
      Thread.sleep(STOP);
      LOG.warn(
          "not stopped after {} s: ended at once; nothing acknowledged is lost", STOP.toSeconds());
      Runtime.getRuntime().halt(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
