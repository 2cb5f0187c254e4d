package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.garonne.model.advice.GeneratorMonth;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link GeneratorMonth} on the wire; schema {@code energy.advice.v1.generator.schema.json}. */
public final class GeneratorMonthJson {
  private GeneratorMonthJson() {}

  /** As UTF-8 JSON. */
  public static byte[] write(GeneratorMonth month) {
    return Json.object(
        out -> {
          out.writeStringField("kind", "generator");
          out.writeStringField("site", month.site());
          Json.writeIfSaid(out, "room", month.room());
          out.writeStringField("month", month.month().toString());
          Json.writeIfSaid(out, "energyMillijoules", month.energy());
          out.writeNumberField("knownPpm", month.knownPpm());
          out.writeArrayFieldStart("fuels");
          for (GeneratorMonth.Burnt burnt : month.fuels()) {
            out.writeStartObject();
            out.writeStringField("fuel", burnt.fuel());
            out.writeNumberField("quantity", burnt.quantity());
            out.writeStringField("unit", burnt.unit());
            out.writeNumberField("energyMillijoules", burnt.energy());
            out.writeStringField("source", burnt.source());
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not a generator's month
   */
  public static GeneratorMonth read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new GeneratorMonth(
        Json.required(b.site, "site"),
        b.room,
        Json.required(b.month, "month"),
        b.energy,
        Json.required(b.knownPpm, "knownPpm"),
        b.fuels);
  }

  private static final class Builder implements Json.Field {
    private @Nullable String site;
    private @Nullable String room;
    private @Nullable YearMonth month;
    private @Nullable Long energy;
    private @Nullable Integer knownPpm;
    private final List<GeneratorMonth.Burnt> fuels = new ArrayList<>();

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "site" -> site = in.getText();
        case "room" -> room = in.getText();
        case "month" -> month = YearMonth.parse(in.getText());
        case "energyMillijoules" -> energy = in.getLongValue();
        case "knownPpm" -> knownPpm = in.getIntValue();
        case "fuels" -> {
          while (in.nextToken() == JsonToken.START_OBJECT) {
            BurntFields fields = new BurntFields();
            Json.readFields(in, fields);
            fuels.add(fields.burnt());
          }
        }
        default -> in.skipChildren();
      }
    }
  }

  private static final class BurntFields implements Json.Field {
    private @Nullable String fuel;
    private @Nullable BigDecimal quantity;
    private @Nullable String unit;
    private @Nullable Long energy;
    private @Nullable String source;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "fuel" -> fuel = in.getText();
        case "quantity" -> quantity = in.getDecimalValue();
        case "unit" -> unit = in.getText();
        case "energyMillijoules" -> energy = in.getLongValue();
        case "source" -> source = in.getText();
        default -> in.skipChildren();
      }
    }

    GeneratorMonth.Burnt burnt() {
      return new GeneratorMonth.Burnt(
          Json.required(fuel, "fuel"),
          Json.required(quantity, "quantity"),
          Json.required(unit, "unit"),
          Json.required(energy, "energyMillijoules"),
          Json.required(source, "source"));
    }
  }
}
