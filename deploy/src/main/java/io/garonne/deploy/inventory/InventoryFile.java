package io.garonne.deploy.inventory;

import io.garonne.model.Device;
import io.garonne.model.inventory.InventoryTable;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/** An inventory as a person writes it: the simple table. */
public final class InventoryFile {
  private InventoryFile() {}

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
}
