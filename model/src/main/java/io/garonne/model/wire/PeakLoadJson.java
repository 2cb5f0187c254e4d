package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.advice.PeakLoad;
import java.io.IOException;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** {@link PeakLoad} on the wire; schema {@code energy.advice.v1.pdu.schema.json}. */
public final class PeakLoadJson {
  private PeakLoadJson() {}

  /** As UTF-8 JSON. */
  public static byte[] write(PeakLoad peak) {
    return Json.object(
        out -> {
          out.writeStringField("kind", peak.device() == null ? "rack" : "pdu");
          out.writeStringField("site", peak.site());
          Json.writeIfSaid(out, "room", peak.room());
          Json.writeIfSaid(out, "rack", peak.rack());
          Json.writeIfSaid(out, "device", peak.device());
          out.writeStringField("month", peak.month().toString());
          out.writeNumberField("powerMilliwatts", peak.power());
          Json.writeInstant(out, "at", peak.at());
          Json.writeIfSaid(out, "limitMilliwatts", peak.limit());
          out.writeNumberField("knownPpm", peak.knownPpm());
        });
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not a peak
   */
  public static PeakLoad read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new PeakLoad(
        Json.required(b.site, "site"),
        b.room,
        b.rack,
        b.device,
        Json.required(b.month, "month"),
        Json.required(b.power, "powerMilliwatts"),
        Json.required(b.at, "at"),
        b.limit,
        Json.required(b.knownPpm, "knownPpm"));
  }

  private static final class Builder implements Json.Field {
    private @Nullable String site;
    private @Nullable String room;
    private @Nullable String rack;
    private @Nullable String device;
    private @Nullable YearMonth month;
    private @Nullable Long power;
    private @Nullable Long at;
    private @Nullable Long limit;
    private @Nullable Integer knownPpm;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "site" -> site = in.getText();
        case "room" -> room = in.getText();
        case "rack" -> rack = in.getText();
        case "device" -> device = in.getText();
        case "month" -> month = YearMonth.parse(in.getText());
        case "powerMilliwatts" -> power = in.getLongValue();
        case "at" -> at = IsoTime.parse(in.getText());
        case "limitMilliwatts" -> limit = in.getLongValue();
        case "knownPpm" -> knownPpm = in.getIntValue();
        default -> in.skipChildren();
      }
    }
  }
}
