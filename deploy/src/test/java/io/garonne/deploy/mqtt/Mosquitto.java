package io.garonne.deploy.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The machine's mosquitto as a child process on a free port of the loopback. */
final class Mosquitto implements AutoCloseable {
  private final Process process;
  private final int port;

  Mosquitto(Path directory, String... settings) throws IOException, InterruptedException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path file = directory.resolve("mosquitto.conf");
    Files.writeString(
        file,
        "listener "
            + port
            + " 127.0.0.1\npersistence false\n"
            + String.join("\n", settings)
            + "\n");
    process =
        new ProcessBuilder(List.of(program(), "-c", file.toString()))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("mosquitto.log").toFile())
            .start();
    for (int i = 0; i < 100; i++) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    throw new IOException(Files.readString(directory.resolve("mosquitto.log")));
  }

  /** Debian keeps it in a directory that is not on everybody's path. */
  static String program() {
    return Files.isExecutable(Path.of("/usr/sbin/mosquitto")) ? "/usr/sbin/mosquitto" : "mosquitto";
  }

  int port() {
    return port;
  }

  URI uri() {
    return URI.create("tcp://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.onExit().get(5, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      process.destroyForcibly();
    }
  }
}
