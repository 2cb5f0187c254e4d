package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.advice.Cost;
import io.garonne.model.advice.Unused;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** {@link Unused} on the wire; schema {@code energy.advice.v1.unused.schema.json}. */
public final class UnusedJson {
  private UnusedJson() {}

  /** As UTF-8 JSON. */
  public static byte[] write(Unused unit) {
    return Json.object(
        out -> {
          out.writeStringField("kind", Unused.KIND);
          out.writeStringField("site", unit.site());
          out.writeStringField("family", unit.family());
          out.writeStringField("equipmentClass", unit.equipmentClass());
          Json.writeIfSaid(out, "asset", unit.asset());
          out.writeStringField("device", unit.device());
          Json.writeIfSaid(out, "model", unit.model());
          out.writeStringField("from", unit.from().toString());
          out.writeNumberField("days", unit.days());
          out.writeNumberField("knownShare", unit.knownShare());
          out.writeNumberField("milliwatts", unit.power());
          out.writeNumberField("yearlyMillijoules", unit.yearly());
          CostJson.write(out, "yearlyCost", unit.cost());
        });
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is no unused unit
   */
  public static Unused read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new Unused(
        Json.required(b.site, "site"),
        Json.required(b.family, "family"),
        b.equipmentClass,
        b.asset,
        Json.required(b.device, "device"),
        b.model,
        Json.required(b.from, "from"),
        b.days,
        b.knownShare,
        b.power,
        b.yearly,
        Json.required(b.cost, "yearlyCost"));
  }

  private static final class Builder implements Json.Field {
    private @Nullable String site;
    private @Nullable String family;
    private String equipmentClass = "";
    private @Nullable String asset;
    private @Nullable String device;
    private @Nullable String model;
    private @Nullable LocalDate from;
    private int days;
    private double knownShare;
    private long power;
    private long yearly;
    private @Nullable Cost cost;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "site" -> site = in.getText();
        case "family" -> family = in.getText();
        case "equipmentClass" -> equipmentClass = in.getText();
        case "asset" -> asset = in.getText();
        case "device" -> device = in.getText();
        case "model" -> model = in.getText();
        case "from" -> from = LocalDate.parse(in.getText());
        case "days" -> days = in.getIntValue();
        case "knownShare" -> knownShare = in.getDoubleValue();
        case "milliwatts" -> power = in.getLongValue();
        case "yearlyMillijoules" -> yearly = in.getLongValue();
        case "yearlyCost" -> cost = CostJson.read(in);
        default -> in.skipChildren();
      }
    }
  }
}
