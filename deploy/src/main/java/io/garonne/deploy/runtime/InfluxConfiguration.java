package io.garonne.deploy.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration of an InfluxDB 1.x of ours: loopback only, frugal, everything below ours. */
public final class InfluxConfiguration {
  private InfluxConfiguration() {}

  /**
   * Writes it.
   *
   * @param directory gets the configuration and will have the data
   * @param port to serve on
   * @return the file
   */
  public static Path write(Path directory, int port) throws IOException {
    Path file = directory.resolve("influxdb.conf");
    Files.writeString(
        file,
        """
        reporting-disabled = true
        bind-address = "127.0.0.1:%d"
        [meta]
          dir = "%s"
        [data]
          dir = "%s"
          wal-dir = "%s"
          index-version = "tsi1"
          query-log-enabled = false
          cache-snapshot-memory-size = "8m"
          max-concurrent-compactions = 1
        [coordinator]
          log-queries-after = "0s"
        [retention]
          check-interval = "30m"
        [monitor]
          store-enabled = false
        [continuous_queries]
          enabled = false
        [logging]
          level = "warn"
        [http]
          bind-address = "127.0.0.1:%d"
          log-enabled = false
        """
            .formatted(
                Ports.free(),
                directory.resolve("meta"),
                directory.resolve("data"),
                directory.resolve("wal"),
                port));
    return file;
  }
}
