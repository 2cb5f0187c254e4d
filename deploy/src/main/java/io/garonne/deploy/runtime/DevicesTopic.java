package io.garonne.deploy.runtime;

import io.garonne.model.Device;
import io.garonne.model.inventory.InventoryTable;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.Topics;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Brings an inventory into the topic from which all stages know the devices. */
public final class DevicesTopic {
  private DevicesTopic() {}

  /**
   * The devices of a simple table.
   *
   * @param zone of sites for which the table names none
   * @throws SettingsException with every problem, each with file and line
   */
  public static List<Device> read(Path table, ZoneId zone) {
    InventoryTable.Result result;
    try {
      result =
          InventoryTable.parse(
              Files.readString(table, StandardCharsets.UTF_8), table.toString(), zone);
    } catch (IOException e) {
      throw new SettingsException(
          List.of("The inventory " + table + " cannot be read: " + e.getMessage()));
    }
    if (!result.problems().isEmpty()) {
      throw new SettingsException(result.problems());
    }
    return result.devices();
  }

  /** Publishes them; returns when Kafka has them all. */
  public static void publish(String bootstrap, Collection<Device> devices) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      for (Device device : devices) {
        byte[] key = device.device().getBytes(StandardCharsets.UTF_8);
        sent.add(
            producer.send(
                new ProducerRecord<>(Topics.DEVICES.topic(), key, DeviceJson.write(device))));
      }
      for (Future<?> one : sent) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the inventory does not get into Kafka", e.getCause());
    }
  }
}
