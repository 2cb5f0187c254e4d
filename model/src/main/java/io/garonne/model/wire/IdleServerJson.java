package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.advice.IdleServer;
import io.garonne.model.advice.Kept;
import io.garonne.model.advice.Worth;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link IdleServer} on the wire; schema {@code energy.advice.v1.idle.schema.json}. */
public final class IdleServerJson {
  private IdleServerJson() {}

  /** As UTF-8 JSON. */
  public static byte[] write(IdleServer idle) {
    return Json.object(
        out -> {
          out.writeStringField("kind", "idle");
          out.writeStringField("site", idle.site());
          Json.writeIfSaid(out, "room", idle.room());
          Json.writeIfSaid(out, "rack", idle.rack());
          Json.writeIfSaid(out, "asset", idle.asset());
          Json.writeTexts(out, "devices", idle.devices());
          out.writeStringField("finding", ReadingJson.label(idle.kind()));
          out.writeNumberField("floorMilliwatts", idle.floor());
          out.writeNumberField("topMilliwatts", idle.top());
          out.writeStringField("since", idle.since().toString());
          out.writeNumberField("days", idle.days());
          out.writeNumberField("yearlyMillijoules", idle.yearly());
          PrinterPartsJson.write(out, idle.worth());
          KeptJson.write(out, idle.kept());
        });
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not an idle server
   */
  public static IdleServer read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new IdleServer(
        Json.required(b.site, "site"),
        b.room,
        b.rack,
        b.asset,
        b.devices,
        Json.required(b.finding, "finding"),
        Json.required(b.floor, "floorMilliwatts"),
        Json.required(b.top, "topMilliwatts"),
        Json.required(b.since, "since"),
        Json.required(b.days, "days"),
        Json.required(b.yearly, "yearlyMillijoules"),
        b.worth,
        b.kept);
  }

  private static final class Builder implements Json.Field {
    private @Nullable String site;
    private @Nullable String room;
    private @Nullable String rack;
    private @Nullable String asset;
    private List<String> devices = List.of();
    private IdleServer.@Nullable Kind finding;
    private @Nullable Long floor;
    private @Nullable Long top;
    private @Nullable LocalDate since;
    private @Nullable Integer days;
    private @Nullable Long yearly;
    private Worth worth = new Worth(null, null, null);
    private @Nullable Kept kept;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "site" -> site = in.getText();
        case "room" -> room = in.getText();
        case "rack" -> rack = in.getText();
        case "asset" -> asset = in.getText();
        case "devices" -> devices = Json.texts(in);
        case "finding" -> finding = ReadingJson.constant(IdleServer.Kind.class, in.getText());
        case "floorMilliwatts" -> floor = in.getLongValue();
        case "topMilliwatts" -> top = in.getLongValue();
        case "since" -> since = LocalDate.parse(in.getText());
        case "days" -> days = in.getIntValue();
        case "yearlyMillijoules" -> yearly = in.getLongValue();
        case "worth" -> worth = PrinterPartsJson.worth(in);
        case "kept" -> kept = KeptJson.read(in);
        default -> in.skipChildren();
      }
    }
  }
}
