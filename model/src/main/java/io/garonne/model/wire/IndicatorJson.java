package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Line;
import io.garonne.model.indicator.Published;
import io.garonne.model.indicator.Result;
import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link Figure} and {@link Line} on the wire; schema {@code energy.indicators.v1.schema.json}; the
 * record's key is their {@code id}. Names of quantities end with their unit. What JSON has no
 * number for is left out: a half-width that is not known says {@code spreadUnknown} instead.
 */
public final class IndicatorJson {
  private static final List<String> UNITS = List.of("Millijoules", "Grams", "Impressions");

  private IndicatorJson() {}

  /** As UTF-8 JSON. */
  public static byte[] write(Published published) {
    return switch (published) {
      case Figure figure -> Json.object(out -> FigureJson.write(out, figure));
      case Line line -> Json.object(out -> LineJson.write(out, line));
    };
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is neither a figure nor a line
   */
  public static Published read(byte[] json) {
    String[] kind = {""};
    Json.readObject(
        json,
        (name, in) -> {
          if (name.equals("kind")) {
            kind[0] = in.getText();
          } else {
            in.skipChildren();
          }
        });
    return switch (kind[0]) {
      case "figure" -> FigureJson.read(json);
      case "line" -> LineJson.read(json);
      default -> throw new IllegalArgumentException("neither a figure nor a line");
    };
  }

  /** The end of the names of an indicator's quantities. */
  static String unit(Indicator indicator) {
    return UNITS.get(indicator.ordinal());
  }

  /** A name without the unit at its end. */
  static String withoutUnit(String name) {
    for (String unit : UNITS) {
      if (name.endsWith(unit)) {
        return name.substring(0, name.length() - unit.length());
      }
    }
    return name;
  }

  static Indicator indicator(@Nullable String label) {
    Indicator indicator = Indicator.ofLabel(Json.required(label, "indicator"));
    if (indicator == null) {
      throw new IllegalArgumentException("there is no indicator \"" + label + "\"");
    }
    return indicator;
  }

  static void writeReference(JsonGenerator out, Figure.Reference reference) throws IOException {
    out.writeObjectFieldStart("reference");
    out.writeStringField("firstMonth", reference.firstMonth().toString());
    out.writeNumberField("version", reference.version());
    Json.writeIfSaid(out, "hash", reference.hash());
    out.writeBooleanField("proxy", reference.isProxy());
    out.writeEndObject();
  }

  static void writeWhy(JsonGenerator out, Result.@Nullable NotComputable why) throws IOException {
    if (why != null) {
      out.writeStringField("notComputable", ReadingJson.label(why.reason()));
      out.writeStringField("detail", why.detail());
    }
  }

  static final class ReferenceReader implements Json.Field {
    private @Nullable YearMonth firstMonth;
    private int version;
    private @Nullable String hash;

    Figure.Reference build() {
      return new Figure.Reference(Json.required(firstMonth, "firstMonth"), version, hash);
    }

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "firstMonth" -> firstMonth = YearMonth.parse(in.getText());
        case "version" -> version = in.getIntValue();
        case "hash" -> hash = in.getText();
        default -> in.skipChildren();
      }
    }
  }

  /** Why something is not there, from two fields of the object that it would be in. */
  static final class WhyReader {
    private Result.@Nullable Reason reason;
    private String detail = "";

    Result.@Nullable NotComputable build() {
      return reason == null ? null : new Result.NotComputable(reason, detail);
    }

    void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "notComputable" -> reason = ReadingJson.constant(Result.Reason.class, in.getText());
        case "detail" -> detail = in.getText();
        default -> in.skipChildren();
      }
    }
  }
}
