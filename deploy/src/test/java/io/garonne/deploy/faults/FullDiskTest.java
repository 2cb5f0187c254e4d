package io.garonne.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.garonne.deploy.runtime.InfluxBinary;
import io.garonne.deploy.runtime.InfluxConfiguration;
import io.garonne.deploy.runtime.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What InfluxDB 1.6 makes of a full disk, and what mends it. */
class FullDiskTest {
  private static final int MEBIBYTES = 64;

  @TempDir Path directory;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void whatInfluxDbAcknowledgesAfterAFullDiskIsThereAfterTheNextKill() throws Exception {
    Optional<InfluxBinary> influxd = InfluxBinary.find().filter(InfluxBinary::isUsable);
    assumeTrue(influxd.isPresent(), "not run: there is no influxd 1.x");
    Optional<Disk> mounted = Disk.mount(directory, MEBIBYTES);
    assumeTrue(mounted.isPresent(), "not run: no file system can be mounted (root on Linux)");
    int port = Ports.free();
    URI uri = URI.create("http://127.0.0.1:" + port);
    try (Disk disk = mounted.get();
        Child influx =
            new Child(
                List.of(
                    influxd.get().path().toString(),
                    "-config",
                    InfluxConfiguration.write(directory, port).toString()),
                Map.of(),
                directory.resolve("log"))) {
      influx.start();
      InfluxPoints.awaitServing(uri);
      assertThat(ask(uri, "/query", "q=create%20database%20g")).contains("results");
      assertThat(write(uri, 0, 50)).isEqualTo(50);

      // Until an entry of the log is torn.
      disk.fill(() -> assertThat(write(uri, 50, 200)).isLessThan(200));
      Harm.mend(influx, uri);
      assertThat(write(uri, 1_000, 50)).isEqualTo(50);
      influx.kill(0);
      InfluxPoints.awaitServing(uri);

      assertThat(
              ask(
                  uri,
                  "/query?db=g&q=select%20count(v)%20from%20m%20where%20v%20%3E%3D%201000",
                  null))
          .contains("[[\"1970-01-01T00:00:00Z\",2000]]");
    }
  }

  /** Writes batches of 40 points; returns how many were acknowledged. */
  private int write(URI uri, int first, int batches) throws IOException, InterruptedException {
    int acknowledged = 0;
    for (int batch = first; batch < first + batches; batch++) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        lines.append("m,device=d%d v=%di %d%n".formatted(i, batch, (batch + 1) * 1_000_000_000L));
      }
      acknowledged += send(uri, "/write?db=g", lines.toString()).statusCode() == 204 ? 1 : 0;
    }
    return acknowledged;
  }

  private String ask(URI uri, String path, @Nullable String body)
      throws IOException, InterruptedException {
    return send(uri, path, body).body();
  }

  private HttpResponse<String> send(URI uri, String path, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri.resolve(path));
    if (body != null) {
      request
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
