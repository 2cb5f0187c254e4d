package io.garonne.deploy.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that can be killed, frozen and started again. One fault at a time: whoever wants to do
 * something to it waits until the one before is over.
 */
final class Child implements AutoCloseable {
  private static final long STOP_SECONDS = 30;

  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private volatile @Nullable Process process;
  private volatile boolean closed;

  /**
   * @param command with its arguments; must not fork, so that its process is ours
   * @param environment on top of this process's
   * @param log gets what it prints, appended over restarts
   */
  Child(List<String> command, Map<String, String> environment, Path log) {
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.log = log;
  }

  /** Starts it; it need not serve yet. */
  synchronized void start() {
    Process before = process;
    if (closed || (before != null && before.isAlive())) {
      return;
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      Process started = builder.start();
      process = started;
      if (closed) {
        started.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it ended by itself: a stage that gave up, a server that could not start. */
  synchronized boolean died() {
    Process ended = process;
    return !closed && ended != null && !ended.isAlive();
  }

  /** What is done while nobody else does anything to a process. */
  interface Meanwhile {
    /** Returns when it is over. */
    void pass() throws IOException, InterruptedException;
  }

  /** Nobody else does anything to it meanwhile. */
  synchronized void during(Meanwhile meanwhile) throws IOException, InterruptedException {
    meanwhile.pass();
  }

  /** kill −9, and after a while started again. */
  void kill(long millisUntilStart) throws IOException, InterruptedException {
    kill(() -> Thread.sleep(millisUntilStart));
  }

  /**
   * kill −9, and started again after what happens meanwhile.
   *
   * @throws IOException if it had ended by itself; it is started again all the same
   */
  synchronized void kill(Meanwhile meanwhile) throws IOException, InterruptedException {
    boolean died = died();
    Process running = process;
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
    try {
      meanwhile.pass();
    } finally {
      start();
    }
    complain(died);
  }

  private static void complain(boolean died) throws IOException {
    if (died) {
      throw new IOException("it had ended by itself");
    }
  }

  /**
   * SIGTERM, and after a while started again.
   *
   * @throws IOException if it had ended by itself; it is started again all the same
   */
  synchronized void restart(long millisUntilStart) throws IOException, InterruptedException {
    boolean died = died();
    Process running = process;
    if (running != null) {
      running.destroy();
      if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        running.destroyForcibly().waitFor();
      }
    }
    Thread.sleep(millisUntilStart);
    start();
    complain(died);
  }

  /** SIGSTOP for so long, with something done meanwhile. */
  synchronized void freeze(long millis, Runnable meanwhile) throws InterruptedException {
    Process running = process;
    if (running == null) {
      return;
    }
    signal(running, "STOP");
    try {
      meanwhile.run();
      Thread.sleep(millis);
    } finally {
      signal(running, "CONT");
    }
  }

  private static void signal(Process process, String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends it at once, without waiting until a fault is over; what it has is thrown away with the
   * run.
   */
  @Override
  public void close() {
    closed = true;
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
  }
}
