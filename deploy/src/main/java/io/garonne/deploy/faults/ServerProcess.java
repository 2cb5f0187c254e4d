package io.garonne.deploy.faults;

import io.garonne.deploy.runtime.EmbeddedKafka;
import io.garonne.deploy.runtime.EmbeddedMqtt;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Kafka or the MQTT broker as a process of its own: {@code kafka|mqtt DIRECTORY HOST PORT}. */
public final class ServerProcess {
  private ServerProcess() {}

  /** Serves until it is stopped. */
  public static void main(String[] arguments) throws InterruptedException {
    Path directory = Path.of(arguments[1]);
    String host = arguments[2];
    int port = Integer.parseInt(arguments[3]);
    AutoCloseable server =
        switch (arguments[0]) {
          case "kafka" -> EmbeddedKafka.start(directory, host, port, false);
          case "mqtt" -> EmbeddedMqtt.start(directory, host, port, false);
          default -> throw new IllegalArgumentException("no such server: " + arguments[0]);
        };
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    server.close();
                  } catch (Exception e) {
                    Runtime.getRuntime().halt(1);
                  }
                }));
    new CountDownLatch(1).await();
  }
}
