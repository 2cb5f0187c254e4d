package io.garonne.publish.device;

import io.garonne.model.wire.IsoTime;
import io.garonne.publish.TotalsCsv;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Devices as CSV (RFC 4180). The header is a promise: columns may be added at the end, never
 * renamed or moved.
 */
public final class DevicesCsv {
  /** The columns, in order. */
  public static final List<String> COLUMNS =
      List.of(
          "device",
          "state",
          "personal",
          "site",
          "room",
          "rack",
          "equipment_class",
          "power_milliwatts",
          "at",
          "decoder",
          "alerts");

  private DevicesCsv() {}

  /** Writes the header and a line for each, in the order given. */
  public static void write(List<DeviceNow> devices, Appendable out) throws IOException {
    out.append(String.join(",", COLUMNS)).append("\r\n");
    for (DeviceNow d : devices) {
      Long power = d.power();
      Long at = d.at();
      out.append(
              String.join(
                  ",",
                  TotalsCsv.field(d.device()),
                  d.state().name().toLowerCase(Locale.ROOT),
                  Boolean.toString(d.personal()),
                  TotalsCsv.field(d.site()),
                  TotalsCsv.field(d.room()),
                  TotalsCsv.field(d.rack()),
                  TotalsCsv.field(d.equipmentClass()),
                  power == null ? "" : power.toString(),
                  at == null ? "" : IsoTime.format(at),
                  TotalsCsv.field(d.decoder()),
                  TotalsCsv.field(String.join(" ", d.alerts()))))
          .append("\r\n");
    }
  }
}
