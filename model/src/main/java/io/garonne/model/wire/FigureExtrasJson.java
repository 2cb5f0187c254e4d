package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.garonne.model.PageKinds;
import io.garonne.model.indicator.Carbon;
import io.garonne.model.indicator.Cooling;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Manufacturing;
import io.garonne.model.indicator.Outlook;
import io.garonne.model.indicator.UseCarbon;
import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands beside some figures: carbon, outlook, and the line corrected by degree days. */
final class FigureExtrasJson {
  private FigureExtrasJson() {}

  static void write(JsonGenerator out, Figure.Value value) throws IOException {
    if (value.carbon() != null) {
      write(out, value.carbon());
    }
    if (value.manufacturing() != null) {
      ManufacturingJson.write(out, value.manufacturing());
    }
    PageKindsJson.write(out, value.pageKinds());
    Outlook outlook = value.outlook();
    if (outlook != null) {
      out.writeObjectFieldStart("outlook");
      out.writeStringField("month", outlook.month().toString());
      Json.writeIfFinite(out, "change", outlook.change());
      Json.writeIfFinite(out, "low", outlook.low());
      Json.writeIfFinite(out, "high", outlook.high());
      IndicatorJson.writeWhy(out, outlook.why());
      out.writeEndObject();
    }
    Cooling cooling = value.cooling();
    if (cooling != null) {
      out.writeObjectFieldStart("cooling");
      Json.writeIfFinite(out, "millijoulesPerDegreeDay", cooling.perDegreeDay());
      Json.writeIfFinite(out, "fit", cooling.fit());
      Json.writeIfFinite(out, "change", cooling.change());
      IndicatorJson.writeWhy(out, cooling.why());
      out.writeEndObject();
    }
  }

  private static void write(JsonGenerator out, UseCarbon use) throws IOException {
    out.writeObjectFieldStart("carbon");
    Carbon carbon = use.carbon();
    if (carbon != null) {
      Json.writePlain(out, "atReferenceFactorGrams", carbon.atReferenceFactor());
      Json.writePlain(out, "atEachYearsFactorGrams", carbon.atEachYearsFactor());
      Json.writePlain(out, "gridEffectGrams", carbon.gridEffect());
    }
    out.writeArrayFieldStart("factors");
    for (UseCarbon.YearFactor factor : use.factors()) {
      out.writeStartObject();
      writeFields(out, factor);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("missingYears");
    for (int year : use.missing()) {
      out.writeNumber(year);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  static void writeFields(JsonGenerator out, UseCarbon.YearFactor factor) throws IOException {
    out.writeNumberField("year", factor.year());
    out.writeNumberField("gramsPerKwh", factor.grams());
    out.writeStringField("source", factor.source());
  }

  static UseCarbon.YearFactor readFactor(JsonParser in) throws IOException {
    FactorReader of = new FactorReader();
    Json.readFields(in, of);
    return new UseCarbon.YearFactor(of.year, of.grams, of.source);
  }

  /** Takes the fields that are of these, and skips others. */
  static final class Reader implements Json.Field {
    private @Nullable CarbonReader carbon;
    private ManufacturingJson.@Nullable Reader manufacturing;
    private @Nullable RatesReader outlook;
    private @Nullable RatesReader cooling;
    private final PageKindsJson.Reader pageKinds = new PageKindsJson.Reader();

    @Nullable UseCarbon carbon() {
      return carbon == null ? null : carbon.build();
    }

    @Nullable Manufacturing manufacturing() {
      return manufacturing == null ? null : manufacturing.build();
    }

    PageKinds pageKinds() {
      return pageKinds.build();
    }

    @Nullable Outlook outlook() {
      return outlook == null
          ? null
          : new Outlook(
              Json.required(outlook.month, "month"),
              outlook.change,
              outlook.low,
              outlook.high,
              outlook.why.build());
    }

    @Nullable Cooling cooling() {
      return cooling == null
          ? null
          : new Cooling(cooling.perDegreeDay, cooling.fit, cooling.change, cooling.why.build());
    }

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "carbon" -> {
          carbon = new CarbonReader();
          Json.readFields(in, carbon);
        }
        case "manufacturing" -> {
          manufacturing = new ManufacturingJson.Reader();
          Json.readFields(in, manufacturing);
        }
        case "outlook" -> {
          outlook = new RatesReader();
          Json.readFields(in, outlook);
        }
        case "cooling" -> {
          cooling = new RatesReader();
          Json.readFields(in, cooling);
        }
        default -> pageKinds.read(name, in);
      }
    }
  }

  private static final class RatesReader implements Json.Field {
    private @Nullable YearMonth month;
    private @Nullable Double change;
    private @Nullable Double low;
    private @Nullable Double high;
    private @Nullable Double perDegreeDay;
    private @Nullable Double fit;
    private final IndicatorJson.WhyReader why = new IndicatorJson.WhyReader();

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "month" -> month = YearMonth.parse(in.getText());
        case "change" -> change = in.getDoubleValue();
        case "low" -> low = in.getDoubleValue();
        case "high" -> high = in.getDoubleValue();
        case "millijoulesPerDegreeDay" -> perDegreeDay = in.getDoubleValue();
        case "fit" -> fit = in.getDoubleValue();
        default -> why.read(name, in);
      }
    }
  }

  private static final class CarbonReader implements Json.Field {
    private @Nullable Double atReferenceFactor;
    private @Nullable Double atEachYearsFactor;
    private final List<UseCarbon.YearFactor> factors = new ArrayList<>();
    private final List<Integer> missing = new ArrayList<>();

    private UseCarbon build() {
      return new UseCarbon(
          atReferenceFactor == null || atEachYearsFactor == null
              ? null
              : new Carbon(atReferenceFactor, atEachYearsFactor),
          factors,
          missing);
    }

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "atReferenceFactorGrams" -> atReferenceFactor = in.getDoubleValue();
        case "atEachYearsFactorGrams" -> atEachYearsFactor = in.getDoubleValue();
        case "factors" -> {
          while (in.nextToken() == JsonToken.START_OBJECT) {
            factors.add(readFactor(in));
          }
        }
        case "missingYears" -> {
          while (in.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            missing.add(in.getIntValue());
          }
        }
        default -> in.skipChildren();
      }
    }
  }

  private static final class FactorReader implements Json.Field {
    private int year;
    private double grams;
    private String source = "";

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "year" -> year = in.getIntValue();
        case "gramsPerKwh" -> grams = in.getDoubleValue();
        case "source" -> source = in.getText();
        default -> in.skipChildren();
      }
    }
  }
}
