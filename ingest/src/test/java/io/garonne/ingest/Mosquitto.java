package io.garonne.ingest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real MQTT broker as a child process that can be stopped and started again on its port. */
final class Mosquitto implements AutoCloseable {
  private final Path directory;
  private final String settings;
  private final int port = TestKafka.freePort();
  private @Nullable Process process;

  Mosquitto(Path directory, String settings) {
    this.directory = directory;
    this.settings = settings;
  }

  static boolean installed() {
    return binary() != null;
  }

  private static @Nullable Path binary() {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
    for (String folder : path.split(":", -1)) {
      Path candidate = Path.of(folder, "mosquitto");
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  URI uri() {
    return URI.create("tcp://127.0.0.1:" + port);
  }

  int port() {
    return port;
  }

  long pid() {
    Process running = process;
    return running == null ? -1 : running.pid();
  }

  void start() throws IOException, InterruptedException {
    Path file = directory.resolve("mosquitto.conf");
    Files.writeString(
        file,
        """
        listener %d 127.0.0.1
        allow_anonymous true
        persistence true
        persistence_location %s/
        user root
        max_queued_messages 0
        max_queued_bytes 0
        %s
        """
            .formatted(port, directory, settings));
    Process started =
        new ProcessBuilder(String.valueOf(binary()), "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("mosquitto.log").toFile())
            .start();
    process = started;
    for (int i = 0; i < 200; i++) {
      if (!started.isAlive()) {
        throw new IOException(Files.readString(directory.resolve("mosquitto.log")));
      }
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        return;
      } catch (IOException notYet) {
        Thread.sleep(20);
      }
    }
    throw new IOException("mosquitto does not listen");
  }

  void stop() {
    Process running = process;
    process = null;
    if (running != null) {
      running.destroy();
      running.onExit().orTimeout(5, TimeUnit.SECONDS).join();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
