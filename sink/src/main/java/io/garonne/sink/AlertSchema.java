package io.garonne.sink;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import io.garonne.model.alert.Alert;
import java.util.Locale;

/** A point about an alert: one for each occurrence, at its beginning, as it stands now. */
final class AlertSchema {
  static final String ALERT = "alert";

  private AlertSchema() {}

  static Point point(Alert alert) {
    Long ended = alert.ended();
    Long value = alert.value();
    Long limit = alert.limit();
    Point point =
        Point.measurement(ALERT)
            .addTag("kind", alert.kind().label())
            .addTag("severity", alert.severity().name().toLowerCase(Locale.ROOT))
            .addTag("site", alert.place().site())
            .addTag("id", alert.id())
            .time(alert.since(), WritePrecision.MS)
            .addField("open", ended == null ? 1L : 0L)
            .addField("ended_ms", ended == null ? 0L : ended)
            .addField("behind", (long) alert.behind())
            .addField("acknowledged", alert.acknowledged() == null ? 0L : 1L)
            .addField("silenced", alert.silenced() ? 1L : 0L)
            .addField("told", (long) alert.told())
            .addField("rack", said(alert.place().rack()))
            .addField("device", said(alert.place().device()))
            .addField("channel", said(alert.place().channel()))
            .addField("detail", alert.detail())
            .addField("value_known", value == null ? 0L : 1L);
    if (value != null) {
      point.addField("value", value).addField("unit", said(alert.unit()));
    }
    if (limit != null) {
      point.addField("limit", limit);
    }
    return point;
  }

  private static String said(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : text;
  }
}
