package io.garonne.deploy.runtime;

import io.garonne.deploy.inventory.InventoryPublisher;
import io.garonne.model.Device;
import io.garonne.model.inventory.InventoryTable;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;

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
    try (InventoryPublisher publisher = new InventoryPublisher(bootstrap)) {
      publisher.publish(devices);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
