package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.advice.PowerUsage;
import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link PowerUsage} on the wire; schema {@code energy.advice.v1.pue.schema.json}. */
public final class PowerUsageJson {
  private PowerUsageJson() {}

  /** As UTF-8 JSON. */
  public static byte[] write(PowerUsage usage) {
    return Json.object(
        out -> {
          out.writeStringField("kind", "pue");
          out.writeStringField("site", usage.site());
          Json.writeIfSaid(out, "room", usage.room());
          out.writeStringField("first", usage.first().toString());
          out.writeStringField("last", usage.last().toString());
          out.writeStringField("name", ReadingJson.label(usage.name()));
          out.writeObjectFieldStart("result");
          PowerUsage.Why why = usage.why();
          if (why != null) {
            out.writeStringField("why", ReadingJson.label(why));
          }
          PowerUsage.Value value = usage.value();
          if (value != null) {
            write(out, value);
          }
          out.writeEndObject();
        });
  }

  private static void write(JsonGenerator out, PowerUsage.Value value) throws IOException {
    out.writeNumberField("dcMillijoules", value.dc());
    out.writeNumberField("itMillijoules", value.it());
    Json.writeIfFinite(out, "ratio", value.ratio());
    Json.writeIfFinite(out, "low", value.low());
    Json.writeIfFinite(out, "high", value.high());
    out.writeNumberField("category", value.category());
    out.writeNumberField("fullMonths", value.fullMonths());
    out.writeNumberField("knownPpm", value.knownPpm());
    out.writeNumberField("generatorMillijoules", value.generator());
    out.writeNumberField("fuelMillijoules", value.fuel());
    Json.writeTexts(out, "parts", value.parts());
    Json.writeTexts(out, "absent", value.absent());
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not a ratio
   */
  public static PowerUsage read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    Result result = Json.required(b.result, "result");
    return new PowerUsage(
        Json.required(b.site, "site"),
        b.room,
        Json.required(b.first, "first"),
        Json.required(b.last, "last"),
        Json.required(b.name, "name"),
        result.why == null ? result.value() : null,
        result.why);
  }

  private static final class Builder implements Json.Field {
    private @Nullable String site;
    private @Nullable String room;
    private @Nullable YearMonth first;
    private @Nullable YearMonth last;
    private PowerUsage.@Nullable Name name;
    private @Nullable Result result;

    @Override
    public void read(String field, JsonParser in) throws IOException {
      switch (field) {
        case "site" -> site = in.getText();
        case "room" -> room = in.getText();
        case "first" -> first = YearMonth.parse(in.getText());
        case "last" -> last = YearMonth.parse(in.getText());
        case "name" -> name = ReadingJson.constant(PowerUsage.Name.class, in.getText());
        case "result" -> {
          result = new Result();
          Json.readFields(in, result);
        }
        default -> in.skipChildren();
      }
    }
  }

  private static final class Result implements Json.Field {
    private PowerUsage.@Nullable Why why;
    private @Nullable Long dc;
    private @Nullable Long it;
    private @Nullable Double ratio;
    private @Nullable Double low;
    private @Nullable Double high;
    private @Nullable Integer category;
    private @Nullable Integer fullMonths;
    private @Nullable Integer knownPpm;
    private long generator;
    private long fuel;
    private List<String> parts = List.of();
    private List<String> absent = List.of();

    @Override
    public void read(String field, JsonParser in) throws IOException {
      switch (field) {
        case "why" -> why = ReadingJson.constant(PowerUsage.Why.class, in.getText());
        case "dcMillijoules" -> dc = in.getLongValue();
        case "itMillijoules" -> it = in.getLongValue();
        case "ratio" -> ratio = in.getDoubleValue();
        case "low" -> low = in.getDoubleValue();
        case "high" -> high = in.getDoubleValue();
        case "category" -> category = in.getIntValue();
        case "fullMonths" -> fullMonths = in.getIntValue();
        case "knownPpm" -> knownPpm = in.getIntValue();
        case "generatorMillijoules" -> generator = in.getLongValue();
        case "fuelMillijoules" -> fuel = in.getLongValue();
        case "parts" -> parts = Json.texts(in);
        case "absent" -> absent = Json.texts(in);
        default -> in.skipChildren();
      }
    }

    PowerUsage.Value value() {
      return new PowerUsage.Value(
          Json.required(dc, "dcMillijoules"),
          Json.required(it, "itMillijoules"),
          ratio,
          Json.required(low, "low"),
          high,
          Json.required(category, "category"),
          Json.required(fullMonths, "fullMonths"),
          Json.required(knownPpm, "knownPpm"),
          generator,
          fuel,
          parts,
          absent);
    }
  }
}
