package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.advice.LeastHeadroom;
import java.io.IOException;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** {@link LeastHeadroom} on the wire; schema {@code energy.advice.v1.headroom.schema.json}. */
public final class LeastHeadroomJson {
  private LeastHeadroomJson() {}

  /** As UTF-8 JSON. */
  public static byte[] write(LeastHeadroom least) {
    return Json.object(
        out -> {
          out.writeStringField("kind", "headroom");
          out.writeStringField("site", least.site());
          out.writeStringField("group", least.group());
          Json.writeIfSaid(out, "phase", least.phase());
          out.writeStringField("unit", least.unit());
          out.writeStringField("month", least.month().toString());
          out.writeNumberField("limit", least.limit());
          out.writeNumberField("loadA", least.loadA());
          out.writeNumberField("loadB", least.loadB());
          Json.writeInstant(out, "at", least.at());
          out.writeBooleanField("atLeast", least.atLeast());
          out.writeNumberField("knownPpm", least.knownPpm());
        });
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not a headroom
   */
  public static LeastHeadroom read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new LeastHeadroom(
        Json.required(b.site, "site"),
        Json.required(b.group, "group"),
        b.phase,
        Json.required(b.unit, "unit"),
        Json.required(b.month, "month"),
        Json.required(b.limit, "limit"),
        Json.required(b.loadA, "loadA"),
        Json.required(b.loadB, "loadB"),
        Json.required(b.at, "at"),
        b.atLeast,
        Json.required(b.knownPpm, "knownPpm"));
  }

  private static final class Builder implements Json.Field {
    private @Nullable String site;
    private @Nullable String group;
    private @Nullable String phase;
    private @Nullable String unit;
    private @Nullable YearMonth month;
    private @Nullable Long limit;
    private @Nullable Long loadA;
    private @Nullable Long loadB;
    private @Nullable Long at;
    private boolean atLeast;
    private @Nullable Integer knownPpm;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "site" -> site = in.getText();
        case "group" -> group = in.getText();
        case "phase" -> phase = in.getText();
        case "unit" -> unit = in.getText();
        case "month" -> month = YearMonth.parse(in.getText());
        case "limit" -> limit = in.getLongValue();
        case "loadA" -> loadA = in.getLongValue();
        case "loadB" -> loadB = in.getLongValue();
        case "at" -> at = IsoTime.parse(in.getText());
        case "atLeast" -> atLeast = in.getBooleanValue();
        case "knownPpm" -> knownPpm = in.getIntValue();
        default -> in.skipChildren();
      }
    }
  }
}
