package io.garonne.publish.alert;

import io.garonne.model.alert.Alert;
import io.garonne.model.wire.IsoTime;
import io.garonne.publish.TotalsCsv;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Alerts as CSV for machines (RFC 4180, UTF-8, comma, line feed). The header is a promise: columns
 * may be added at the end, never renamed or moved. Times are UTC; a field is empty where nothing is
 * known.
 */
public final class AlertsCsv {
  /** The columns, in order. */
  public static final List<String> COLUMNS =
      List.of(
          "id",
          "kind",
          "severity",
          "site",
          "room",
          "rack",
          "device",
          "channel",
          "since",
          "ended",
          "value",
          "limit",
          "unit",
          "behind",
          "detail",
          "acknowledged_by",
          "acknowledged_at",
          "note",
          "silenced",
          "told");

  private AlertsCsv() {}

  /** Writes the header and a line for each, in the order given. */
  public static void write(List<Alert> alerts, Appendable out) throws IOException {
    write(alerts, TotalsCsv.LineEnd.LF, out);
  }

  /** The same with lines that end so. */
  public static void write(List<Alert> alerts, TotalsCsv.LineEnd lineEnd, Appendable out)
      throws IOException {
    out.append(String.join(",", COLUMNS)).append(lineEnd.characters());
    for (Alert alert : alerts) {
      out.append(line(alert)).append(lineEnd.characters());
    }
  }

  private static String line(Alert alert) {
    Alert.Acknowledgement taken = alert.acknowledged();
    return String.join(
        ",",
        TotalsCsv.field(alert.id()),
        alert.kind().label(),
        alert.severity().name().toLowerCase(Locale.ROOT),
        TotalsCsv.field(alert.place().site()),
        TotalsCsv.field(alert.place().room()),
        TotalsCsv.field(alert.place().rack()),
        TotalsCsv.field(alert.place().device()),
        TotalsCsv.field(alert.place().channel()),
        IsoTime.format(alert.since()),
        time(alert.ended()),
        number(alert.value()),
        number(alert.limit()),
        TotalsCsv.field(alert.unit()),
        Integer.toString(alert.behind()),
        TotalsCsv.field(alert.detail()),
        taken == null ? "" : TotalsCsv.field(taken.by()),
        taken == null ? "" : IsoTime.format(taken.at()),
        taken == null ? "" : TotalsCsv.field(taken.note()),
        Boolean.toString(alert.silenced()),
        Integer.toString(alert.told()));
  }

  private static String time(@Nullable Long at) {
    return at == null ? "" : IsoTime.format(at);
  }

  private static String number(@Nullable Long value) {
    return value == null ? "" : value.toString();
  }
}
