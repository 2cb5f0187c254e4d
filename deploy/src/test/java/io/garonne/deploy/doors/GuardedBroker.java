package io.garonne.deploy.doors;

import io.garonne.deploy.runtime.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The machine's mosquitto with the configuration and rights of deploy/, TLS listener included. */
final class GuardedBroker implements AutoCloseable {
  private final Process process;
  private final int plain = Ports.free();
  private final int tls = Ports.free();

  /**
   * Starts it.
   *
   * @param accounts password by user
   */
  GuardedBroker(Path directory, Authority authority, Map<String, String> accounts)
      throws Exception {
    Files.createDirectories(directory);
    StringBuilder passwords = new StringBuilder();
    accounts.forEach((user, password) -> passwords.append(user + ":" + password + "\n"));
    Path file = Files.writeString(directory.resolve("passwords"), passwords);
    if (new ProcessBuilder("mosquitto_passwd", "-U", file.toString()).start().waitFor() != 0) {
      throw new IOException("mosquitto_passwd failed");
    }
    Path configuration = directory.resolve("mosquitto.conf");
    Files.writeString(
        configuration,
        Files.readString(Path.of("mosquitto", "mosquitto.conf"))
                .replaceAll("(?m)^#(?=[a-z])", "")
                .replace("listener 1883", "listener " + plain + " 127.0.0.1")
                .replace("listener 8883", "listener " + tls + " 127.0.0.1")
                .replace("listener 1880 ", "listener " + Ports.free() + " ")
                .replace("/run/secrets/mosquitto-passwords", file.toString())
                .replace("/run/secrets/mosquitto.pem", authority.certificate("server").toString())
                .replace("/run/secrets/mosquitto.key", authority.key("server").toString())
                .replace("/run/secrets/devices-ca.pem", authority.ca().toString())
                .replace("/mosquitto/config", Path.of("mosquitto").toAbsolutePath().toString())
                .replace("/mosquitto/data/", directory + "/")
            + "user root\n");
    Path log = directory.resolve("mosquitto.log");
    process =
        new ProcessBuilder(program(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    for (int i = 0; i < 200; i++) {
      if (!process.isAlive()) {
        throw new IOException(Files.readString(log));
      }
      try {
        new Socket(InetAddress.getLoopbackAddress(), tls).close();
        return;
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    throw new IOException(Files.readString(log));
  }

  private static String program() {
    return installed() ? "/usr/sbin/mosquitto" : "mosquitto";
  }

  static boolean installed() {
    return Files.isExecutable(Path.of("/usr/sbin/mosquitto"));
  }

  URI plain() {
    return URI.create("tcp://127.0.0.1:" + plain);
  }

  URI tls() {
    return URI.create("ssl://127.0.0.1:" + tls);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
