package io.garonne.deploy.faults;

import io.garonne.deploy.runtime.InfluxBinary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The servers of this machine that a run needs. */
record Programs(Path mosquitto, Path influxd) {

  /**
   * Looks for them.
   *
   * @throws IOException if one is missing; the message says which
   */
  static Programs find() throws IOException {
    Path mosquitto = InfluxBinary.onPath("mosquitto");
    Optional<InfluxBinary> influxd = InfluxBinary.find().filter(InfluxBinary::isUsable);
    if (mosquitto == null || influxd.isEmpty()) {
      throw new IOException(
          "faults needs mosquitto and influxd 1.x on this machine (on Debian: apt-get install"
              + " mosquitto influxdb)");
    }
    return new Programs(mosquitto, influxd.get().path());
  }
}
