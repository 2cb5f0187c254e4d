package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.garonne.model.advice.Cost;
import io.garonne.model.advice.NoFigure;
import io.garonne.model.advice.OffHours;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link OffHours} on the wire; schema {@code energy.advice.v1.off-hours.schema.json}. The month's
 * figures are written for others; what is read are the halves that they follow from.
 */
public final class OffHoursJson {
  private OffHoursJson() {}

  /** As UTF-8 JSON. */
  public static byte[] write(OffHours month) {
    return Json.object(
        out -> {
          out.writeStringField("kind", OffHours.KIND);
          out.writeStringField("site", month.site());
          out.writeStringField("family", month.family());
          out.writeStringField("month", month.month().toString());
          out.writeBooleanField("provisional", month.provisional());
          if (month.withheld() == null) {
            writeMonth(out, month);
          } else {
            out.writeStringField("withheld", month.withheld().label());
          }
          out.writeObjectFieldStart("avoidable");
          switch (month.avoidable()) {
            case OffHours.Avoidable.Known known -> {
              out.writeNumberField("millijoules", known.energy());
              out.writeNumberField("bestMilliwattsPerUnit", known.bestPower());
              out.writeNumberField("sites", known.sites());
              CostJson.write(out, "cost", known.cost());
            }
            case OffHours.Avoidable.NotComputable(NoFigure why) ->
                out.writeStringField("why", why.label());
          }
          out.writeEndObject();
          out.writeArrayFieldStart("halves");
          for (OffHours.Half half : month.halves()) {
            write(out, half);
          }
          out.writeEndArray();
        });
  }

  private static void writeMonth(JsonGenerator out, OffHours month) throws IOException {
    out.writeNumberField("units", month.units());
    out.writeBooleanField("personalLeftOut", month.personalLeftOut());
    out.writeNumberField("knownShare", month.knownShare());
    out.writeNumberField("energyMillijoules", month.energy());
    out.writeNumberField("offHoursMillijoules", month.offHours());
    Json.writeIfFinite(out, "offHoursShare", month.offHoursShare());
    CostJson.write(out, "offHoursCost", month.offHoursCost());
    if (month.isBaseKnown()) {
      out.writeNumberField("baseMilliwatts", month.basePower());
      out.writeNumberField("baseMillijoules", month.base());
      Json.writeIfFinite(out, "baseShare", month.baseShare());
      CostJson.write(out, "baseCost", month.baseCost());
    }
  }

  private static void write(JsonGenerator out, OffHours.Half half) throws IOException {
    out.writeStartObject();
    out.writeBooleanField("second", half.second());
    out.writeStringField("until", half.until().toString());
    out.writeNumberField("units", half.units());
    out.writeBooleanField("personal", half.personal());
    out.writeBooleanField("personalLeftOut", half.personalLeftOut());
    out.writeNumberField("energyMillijoules", half.energy());
    out.writeNumberField("offHoursMillijoules", half.offHours());
    out.writeNumberField("knownMilliseconds", half.knownMillis());
    out.writeNumberField("expectedMilliseconds", half.expectedMillis());
    out.writeNumberField("offHoursUnitMilliseconds", half.offUnitMillis());
    out.writeNumberField("baseMilliwatts", half.basePower());
    out.writeNumberField("meanMilliwatts", half.meanPower());
    out.writeNumberField("baseMilliseconds", half.baseMillis());
    CostJson.write(out, "offHoursCost", half.offHoursCost());
    CostJson.write(out, "baseCost", half.baseCost());
    out.writeEndObject();
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not a month's off-hours
   */
  public static OffHours read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new OffHours(
        Json.required(b.site, "site"),
        Json.required(b.family, "family"),
        Json.required(b.month, "month"),
        b.provisional,
        b.halves,
        b.avoidable.build(),
        b.withheld);
  }

  private static final class Builder implements Json.Field {
    private @Nullable String site;
    private @Nullable String family;
    private @Nullable YearMonth month;
    private boolean provisional;
    private @Nullable NoFigure withheld;
    private final AvoidableReader avoidable = new AvoidableReader();
    private final List<OffHours.Half> halves = new ArrayList<>();

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "site" -> site = in.getText();
        case "family" -> family = in.getText();
        case "month" -> month = YearMonth.parse(in.getText());
        case "provisional" -> provisional = in.getBooleanValue();
        case "withheld" -> withheld = NoFigure.ofLabel(in.getText());
        case "avoidable" -> Json.readFields(in, avoidable);
        case "halves" -> {
          while (in.nextToken() == JsonToken.START_OBJECT) {
            HalfReader half = new HalfReader();
            Json.readFields(in, half);
            halves.add(half.build());
          }
        }
        default -> in.skipChildren();
      }
    }
  }

  private static final class AvoidableReader implements Json.Field {
    private @Nullable NoFigure why;
    private @Nullable Cost cost;
    private long energy;
    private long best;
    private int sites;

    OffHours.Avoidable build() {
      return why != null
          ? new OffHours.Avoidable.NotComputable(why)
          : new OffHours.Avoidable.Known(energy, best, sites, Json.required(cost, "cost"));
    }

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "why" -> why = NoFigure.ofLabel(in.getText());
        case "cost" -> cost = CostJson.read(in);
        case "millijoules" -> energy = in.getLongValue();
        case "bestMilliwattsPerUnit" -> best = in.getLongValue();
        case "sites" -> sites = in.getIntValue();
        default -> in.skipChildren();
      }
    }
  }

  private static final class HalfReader implements Json.Field {
    private boolean second;
    private @Nullable LocalDate until;
    private int units;
    private boolean personal;
    private boolean personalLeftOut;
    private long energy;
    private long offHours;
    private long known;
    private long expected;
    private long offUnit;
    private long basePower;
    private long meanPower;
    private long baseMillis;
    private @Nullable Cost offHoursCost;
    private @Nullable Cost baseCost;

    OffHours.Half build() {
      return new OffHours.Half(
          second,
          Json.required(until, "until"),
          units,
          personal,
          personalLeftOut,
          energy,
          offHours,
          known,
          expected,
          offUnit,
          basePower,
          meanPower,
          baseMillis,
          Json.required(offHoursCost, "offHoursCost"),
          Json.required(baseCost, "baseCost"));
    }

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "second" -> second = in.getBooleanValue();
        case "until" -> until = LocalDate.parse(in.getText());
        case "units" -> units = in.getIntValue();
        case "personal" -> personal = in.getBooleanValue();
        case "personalLeftOut" -> personalLeftOut = in.getBooleanValue();
        case "energyMillijoules" -> energy = in.getLongValue();
        case "offHoursMillijoules" -> offHours = in.getLongValue();
        case "knownMilliseconds" -> known = in.getLongValue();
        case "expectedMilliseconds" -> expected = in.getLongValue();
        case "offHoursUnitMilliseconds" -> offUnit = in.getLongValue();
        case "baseMilliwatts" -> basePower = in.getLongValue();
        case "meanMilliwatts" -> meanPower = in.getLongValue();
        case "baseMilliseconds" -> baseMillis = in.getLongValue();
        case "offHoursCost" -> offHoursCost = CostJson.read(in);
        case "baseCost" -> baseCost = CostJson.read(in);
        default -> in.skipChildren();
      }
    }
  }
}
