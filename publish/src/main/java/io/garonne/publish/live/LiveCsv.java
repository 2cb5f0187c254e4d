package io.garonne.publish.live;

import io.garonne.model.LivePower;
import io.garonne.model.wire.IsoTime;
import io.garonne.publish.TotalsCsv;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Live values as CSV (RFC 4180). The header is a promise: columns may be added at the end, never
 * renamed or moved.
 */
public final class LiveCsv {
  /** The columns, in order. */
  public static final List<String> COLUMNS =
      List.of(
          "kind",
          "site",
          "equipment_class",
          "rack",
          "device",
          "channel",
          "power_milliwatts",
          "at",
          "devices",
          "current_milliamperes",
          "voltage_millivolts");

  private LiveCsv() {}

  /** Writes the header and a line for each, in the order given. */
  public static void write(List<LivePower> values, TotalsCsv.LineEnd lineEnd, Appendable out)
      throws IOException {
    out.append(String.join(",", COLUMNS)).append(lineEnd.characters());
    for (LivePower p : values) {
      out.append(
              String.join(
                  ",",
                  p.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                  TotalsCsv.field(p.site()),
                  TotalsCsv.field(p.equipmentClass()),
                  TotalsCsv.field(p.rack()),
                  TotalsCsv.field(p.device()),
                  TotalsCsv.field(p.channel()),
                  Long.toString(p.power()),
                  IsoTime.format(p.at()),
                  Integer.toString(p.devices()),
                  number(p.current()),
                  number(p.voltage())))
          .append(lineEnd.characters());
    }
  }

  private static String number(@Nullable Long value) {
    return value == null ? "" : value.toString();
  }
}
