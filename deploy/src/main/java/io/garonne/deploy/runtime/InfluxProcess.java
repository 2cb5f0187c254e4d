package io.garonne.deploy.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This machine's InfluxDB 1.x as a child process, with its data below ours. Started again when it
 * dies; ended with us, also when we are killed.
 */
public final class InfluxProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InfluxProcess.class);
  private static final Duration START = Duration.ofSeconds(20);
  private static final Duration BETWEEN_STARTS = Duration.ofSeconds(2);

  private final InfluxBinary binary;
  private final Path directory;
  private final int port;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();
  private @Nullable Process process;
  private final CountDownLatch closing = new CountDownLatch(1);

  private InfluxProcess(InfluxBinary binary, Path directory, int port) {
    this.binary = binary;
    this.directory = directory;
    this.port = port;
  }

  /**
   * Starts it and returns when it answers.
   *
   * @param directory its data, configuration and log; made if not there
   * @param port to listen on, loopback only; 0 takes a free one
   * @throws IllegalStateException if it does not answer; the message has the end of its log
   */
  public static InfluxProcess start(InfluxBinary binary, Path directory, int port) {
    InfluxProcess influx = new InfluxProcess(binary, directory, port == 0 ? Ports.free() : port);
    influx.launch();
    influx.awaitHealth();
    return influx;
  }

  /** Where clients connect. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The process id of the guard that holds influxd; 0 when it does not run. */
  public synchronized long pid() {
    return process == null || !process.isAlive() ? 0 : process.pid();
  }

  /** Whether it answers now; waits at most a second. */
  public boolean answers() {
    HttpRequest ping =
        HttpRequest.newBuilder(uri().resolve("/ping")).timeout(Duration.ofSeconds(1)).build();
    try {
      return http.send(ping, HttpResponse.BodyHandlers.discarding()).statusCode() < 300;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Stops it within two seconds. */
  @Override
  public void close() {
    Process running;
    synchronized (this) {
      closing.countDown();
      running = process;
    }
    if (running == null) {
      return;
    }
    List<ProcessHandle> all = new ArrayList<>(running.descendants().toList());
    all.add(running.toHandle());
    running.destroy();
    try {
      if (!running.waitFor(2, TimeUnit.SECONDS)) {
        all.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException e) {
      all.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void launch() {
    if (closing.getCount() == 0) {
      return;
    }
    try {
      Files.createDirectories(directory);
      Path guard = directory.resolve("guard.sh");
      try (InputStream script = InfluxProcess.class.getResourceAsStream("/influxd-guard.sh")) {
        if (script == null) {
          throw new IllegalStateException("influxd-guard.sh is not in the jar");
        }
        Files.write(guard, script.readAllBytes());
      }
      Path configuration = InfluxConfiguration.write(directory, port);
      List<String> command = new ArrayList<>(ownSession());
      command.addAll(
          List.of("sh", guard.toString(), binary.path().toString(), configuration.toString()));
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log().toFile())
              .start();
      process = started;
      Thread.ofPlatform().daemon().name("influxd-watch").start(() -> watch(started));
    } catch (IOException e) {
      throw new UncheckedIOException("influxd cannot be started", e);
    }
  }

  private void watch(Process started) {
    try {
      int status = started.waitFor();
      if (closing.getCount() == 0) {
        return;
      }
      LOG.warn("influxd ended with status {}; it is started again", status);
      if (closing.await(BETWEEN_STARTS.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      launch();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitHealth() {
    long deadline = System.nanoTime() + START.toNanos();
    while (!answers()) {
      if (System.nanoTime() > deadline || pid() == 0) {
        close();
        throw new IllegalStateException(
            binary.path() + " does not answer on " + uri() + ". The end of its log:\n" + logEnd());
      }
      try {
        Thread.sleep(30);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        close();
        throw new IllegalStateException("interrupted while influxd starts", e);
      }
    }
  }

  private Path log() {
    return directory.resolve("influxd.log");
  }

  private String logEnd() {
    try {
      List<String> lines = Files.readAllLines(log());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    } catch (IOException e) {
      return "(no log)";
    }
  }

  /** Ctrl-C in a terminal goes to the whole group: influxd must outlive the sink's last batch. */
  private static List<String> ownSession() {
    return Optional.ofNullable(InfluxBinary.onPath("setsid"))
        .map(setsid -> List.of(setsid.toString(), "-w"))
        .orElse(List.of());
  }
}
