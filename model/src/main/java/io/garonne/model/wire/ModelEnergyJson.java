package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.garonne.model.advice.ModelEnergy;
import io.garonne.model.advice.NoFigure;
import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link ModelEnergy} on the wire; schema {@code energy.advice.v1.model.schema.json}. */
public final class ModelEnergyJson {
  private ModelEnergyJson() {}

  /** As UTF-8 JSON. */
  public static byte[] write(ModelEnergy model) {
    return Json.object(
        out -> {
          out.writeStringField("kind", ModelEnergy.KIND);
          out.writeStringField("family", model.family());
          out.writeStringField("model", model.model());
          out.writeArrayFieldStart("equipmentClasses");
          for (String one : model.classes()) {
            out.writeString(one);
          }
          out.writeEndArray();
          out.writeNumberField("inService", model.inService());
          out.writeNumberField("meters", model.meters());
          out.writeNumberField("units", model.units());
          out.writeStringField("from", model.from().toString());
          out.writeStringField("to", model.to().toString());
          out.writeNumberField("months", model.months());
          out.writeNumberField("weeklyMillijoules", model.weekly());
          Json.writeIfSaid(out, "weeklyHalfWidthMillijoules", model.weeklyHalfWidth());
          Json.writeIfSaid(out, "yearlyMillijoules", model.yearly());
          Json.writeIfSaid(out, "yearlyHalfWidthMillijoules", model.yearlyHalfWidth());
          Json.writeIfSaid(out, "declaredWeeklyMillijoules", model.declaredWeekly());
          NoFigure why = model.notDeclared();
          Json.writeIfSaid(out, "notDeclared", why == null ? null : why.label());
        });
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is no model
   */
  public static ModelEnergy read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new ModelEnergy(
        Json.required(b.family, "family"),
        Json.required(b.model, "model"),
        b.classes,
        b.inService,
        b.meters,
        b.units,
        Json.required(b.from, "from"),
        Json.required(b.to, "to"),
        b.months,
        b.weekly,
        b.weeklyHalfWidth,
        b.yearly,
        b.yearlyHalfWidth,
        b.declared,
        b.notDeclared);
  }

  private static final class Builder implements Json.Field {
    private @Nullable String family;
    private @Nullable String model;
    private final List<String> classes = new ArrayList<>();
    private int inService;
    private int meters;
    private int units;
    private @Nullable YearMonth from;
    private @Nullable YearMonth to;
    private int months;
    private long weekly;
    private @Nullable Long weeklyHalfWidth;
    private @Nullable Long yearly;
    private @Nullable Long yearlyHalfWidth;
    private @Nullable Long declared;
    private @Nullable NoFigure notDeclared;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "family" -> family = in.getText();
        case "model" -> model = in.getText();
        case "equipmentClasses" -> {
          while (in.nextToken() == JsonToken.VALUE_STRING) {
            classes.add(in.getText());
          }
        }
        case "inService" -> inService = in.getIntValue();
        case "meters" -> meters = in.getIntValue();
        case "units" -> units = in.getIntValue();
        case "from" -> from = YearMonth.parse(in.getText());
        case "to" -> to = YearMonth.parse(in.getText());
        case "months" -> months = in.getIntValue();
        case "weeklyMillijoules" -> weekly = in.getLongValue();
        case "weeklyHalfWidthMillijoules" -> weeklyHalfWidth = in.getLongValue();
        case "yearlyMillijoules" -> yearly = in.getLongValue();
        case "yearlyHalfWidthMillijoules" -> yearlyHalfWidth = in.getLongValue();
        case "declaredWeeklyMillijoules" -> declared = in.getLongValue();
        case "notDeclared" -> notDeclared = NoFigure.ofLabel(in.getText());
        default -> in.skipChildren();
      }
    }
  }
}
