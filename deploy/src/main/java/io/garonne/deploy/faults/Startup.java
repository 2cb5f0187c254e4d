package io.garonne.deploy.faults;

import io.garonne.deploy.inventory.InventoryPublisher;
import io.garonne.deploy.runtime.TopicSetup;
import io.garonne.model.Device;
import io.garonne.service.KafkaAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Brings a machine up: servers, topics, inventory, stages. */
final class Startup {
  private static final int PARTITIONS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Machine machine;
  private final Path logs;
  private final long deadline = System.nanoTime() + PATIENCE.toNanos();

  private Startup(Machine machine, Path logs) {
    this.machine = machine;
    this.logs = logs;
  }

  /**
   * Returns when both instances of ingest have subscribed: what is published before is kept by
   * nobody.
   *
   * @param logs where the processes' logs are
   * @throws IOException if something does not come up; the message says what
   */
  static void of(Machine machine, List<Device> inventory, Path logs)
      throws IOException, InterruptedException {
    Startup startup = new Startup(machine, logs);
    machine.start(List.of(Part.BROKER, Part.KAFKA, Part.INFLUX));
    startup.describe(inventory);
    machine.start(List.of(Part.INGEST_1, Part.INGEST_2, Part.STREAMS_1, Part.STREAMS_2, Part.SINK));
    startup.awaitSubscribed();
  }

  /** Waits until the first message has come through: InfluxDB has a total. */
  static void awaitPoints(Machine machine) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!hasPoints(machine)) {
      if (System.nanoTime() > deadline) {
        throw new IOException("nothing comes through; dead: " + machine.dead());
      }
      Thread.sleep(500);
    }
  }

  private static boolean hasPoints(Machine machine) throws InterruptedException {
    try {
      return !InfluxPoints.read(machine.addresses().influx()).isEmpty();
    } catch (IOException e) {
      // It still starts, or has no database yet.
      return false;
    }
  }

  private void describe(List<Device> inventory) throws IOException, InterruptedException {
    String bootstrap = machine.addresses().bootstrap();
    Map<String, Object> impatient =
        Map.of(
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    while (true) {
      try (Admin admin = Admin.create(KafkaAccess.to(bootstrap, impatient));
          InventoryPublisher devices = new InventoryPublisher(bootstrap)) {
        new TopicSetup(admin).create(PARTITIONS, 1);
        devices.publish(inventory);
        return;
      } catch (IOException | KafkaException | IllegalStateException e) {
        if (System.nanoTime() > deadline) {
          throw new IOException("Kafka does not come up or takes no inventory, see kafka.log", e);
        }
        Thread.sleep(500);
      }
    }
  }

  private void awaitSubscribed() throws IOException, InterruptedException {
    while (!subscribed(Part.INGEST_1) || !subscribed(Part.INGEST_2)) {
      if (System.nanoTime() > deadline || !machine.dead().isEmpty()) {
        throw new IOException("ingest does not come up; dead: " + machine.dead());
      }
      Thread.sleep(200);
    }
  }

  /** A link says that it is connected once its subscription is confirmed. */
  private boolean subscribed(Part part) throws IOException {
    Path log = logs.resolve(part.label() + ".log");
    return Files.exists(log) && Files.readString(log).contains("connected: ");
  }
}
