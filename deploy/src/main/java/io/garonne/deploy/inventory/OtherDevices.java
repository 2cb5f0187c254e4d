package io.garonne.deploy.inventory;

import io.garonne.model.Device;
import io.garonne.model.inventory.Csv;
import io.garonne.model.inventory.Descriptions;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.inventory.InventoryTable;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Devices that are described to the streams and stand in no table of the estate: those of the
 * invented estate, and of recorded history.
 *
 * @param lines of the simple table
 * @param without names of those that it has no columns for
 */
public record OtherDevices(List<EstateLine> lines, List<String> without) {
  public OtherDevices {
    lines = List.copyOf(lines);
    without = List.copyOf(without);
  }

  /**
   * Reads them.
   *
   * @param estate what the tables say
   * @throws io.garonne.publish.UnavailableException if Kafka does not answer
   */
  public static OtherDevices than(Estate estate, String bootstrap) {
    Map<String, Device> devices = new TreeMap<>();
    TopicReader.all(
        bootstrap,
        Topics.DEVICES,
        record -> {
          String name = new String(record.key(), StandardCharsets.UTF_8);
          byte[] value = record.value();
          if (value == null) {
            devices.remove(name);
          } else {
            devices.put(name, DeviceJson.read(value));
          }
        });
    devices.keySet().removeAll(Descriptions.of(estate).devices().keySet());
    List<EstateLine> lines = new ArrayList<>();
    List<String> without = new ArrayList<>();
    for (Device device : devices.values()) {
      if (isSimple(device)) {
        lines.addAll(lines(device));
      } else {
        without.add(device.device());
      }
    }
    return new OtherDevices(lines, without);
  }

  /** Whether the simple table says all of it. */
  private static boolean isSimple(Device device) {
    if (device.assignments().stream()
        .anyMatch(one -> one.channel() != null || one.parts().size() != 1)) {
      return false;
    }
    List<Device> read =
        InventoryTable.parse(
                InventoryTable.format(List.of(device)), device.device(), ZoneId.of("UTC"))
            .devices();
    return device.assignments().isEmpty()
        || (read.size() == 1 && read.getFirst().assignments().equals(device.assignments()));
  }

  private static List<EstateLine> lines(Device device) {
    List<Csv.Row> rows =
        Csv.parse(InventoryTable.format(List.of(device)), Topics.DEVICES.topic()).rows();
    List<EstateLine> lines = new ArrayList<>();
    for (Csv.Row row : rows.subList(1, rows.size())) {
      Map<String, String> cells = new HashMap<>();
      for (int i = 0; i < row.fields().size(); i++) {
        if (!row.fields().get(i).isEmpty()) {
          cells.put(InventoryTable.COLUMNS.get(i), row.fields().get(i));
        }
      }
      lines.add(EstateLine.of(EstateTable.DEVICES, cells, "in " + Topics.DEVICES.topic()));
    }
    return lines;
  }
}
