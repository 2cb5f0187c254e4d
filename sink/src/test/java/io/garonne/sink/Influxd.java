package io.garonne.sink;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The machine's own {@code influxd} (1.x) as a child process; tests are not run without it. */
final class Influxd implements AutoCloseable {
  private static final Path BINARY = Path.of("/usr/bin/influxd");

  private final Path config;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable Process process;
  private String credentials = "";

  Influxd(Path dir) throws IOException {
    this(dir, false);
  }

  /**
   * @param guarded whether it asks for user and password
   */
  Influxd(Path dir, boolean guarded) throws IOException {
    assumeThat(Files.isExecutable(BINARY)).as("not run: there is no influxd here").isTrue();
    port = KafkaBroker.freePort();
    config = dir.resolve("influxdb.conf");
    Files.writeString(
        config,
        """
        reporting-disabled = true
        bind-address = "127.0.0.1:%d"
        [meta]
          dir = "%2$s/meta"
        [data]
          dir = "%2$s/data"
          wal-dir = "%2$s/wal"
          index-version = "tsi1"
          query-log-enabled = false
        [http]
          bind-address = "127.0.0.1:%3$d"
          log-enabled = false
          auth-enabled = %4$s
        [monitor]
          store-enabled = false
        [logging]
          level = "warn"
        """
            .formatted(KafkaBroker.freePort(), dir, port, guarded));
    start();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  void start() throws IOException {
    process =
        new ProcessBuilder(BINARY.toString(), "-config", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(config.resolveSibling("influxd.log").toFile())
            .start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> request("GET", "/ping").statusCode() == 204);
  }

  void stop() {
    Process running = process;
    if (running == null) {
      return;
    }
    running.destroy();
    try {
      if (!running.waitFor(10, TimeUnit.SECONDS)) {
        running.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process = null;
  }

  /** Stops answering without closing anything. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process running = process;
    if (running != null) {
      new ProcessBuilder("kill", "-" + name, Long.toString(running.pid())).start().waitFor();
    }
  }

  /** Queries as this user from now on. */
  void as(String user, String password) {
    credentials = "&u=" + user + "&p=" + password;
  }

  /** Answer of a statement, as JSON text, times in milliseconds. */
  String query(String database, String statement) {
    try {
      return request(
              "POST",
              "/query?epoch=ms&db="
                  + database
                  + "&q="
                  + URLEncoder.encode(statement, StandardCharsets.UTF_8)
                  + credentials)
          .body();
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> request(String method, String path)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofSeconds(5))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    stop();
  }
}
