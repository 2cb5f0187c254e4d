package io.garonne.deploy.contract;

import io.garonne.deploy.runtime.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;

/** Kafka's own server as a process, until it is killed or its parent is gone. */
final class KafkaChild {
  private KafkaChild() {}

  public static void main(String[] arguments) throws IOException {
    EmbeddedKafka kafka =
        EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), false);
    Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
    while (System.in.read() >= 0) {
      // Nothing is ever said.
    }
    System.exit(0);
  }
}
