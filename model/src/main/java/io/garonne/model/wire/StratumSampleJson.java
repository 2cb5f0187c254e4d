package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.indicator.HalfMonth;
import io.garonne.model.indicator.StratumSample;
import io.garonne.model.indicator.UnitSums;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@link StratumSample} on the wire; schema {@code energy.strata.v1.schema.json}. */
public final class StratumSampleJson {
  private StratumSampleJson() {}

  /**
   * The record's key: {@code entity|family|model|half}. A bar or backslash in a name is written
   * behind a backslash.
   */
  public static String key(StratumSample sample) {
    return TotalJson.escaped(sample.entity())
        + "|"
        + TotalJson.escaped(sample.family())
        + "|"
        + TotalJson.escaped(sample.model())
        + "|"
        + sample.half();
  }

  /** As UTF-8 JSON. */
  public static byte[] write(StratumSample sample) {
    UnitSums sums = sample.sums();
    return Json.object(
        out -> {
          out.writeStringField("entity", sample.entity());
          out.writeStringField("family", sample.family());
          out.writeStringField("model", sample.model());
          out.writeStringField("half", sample.half().toString());
          out.writeNumberField("meters", sums.meters());
          out.writeNumberField("units", sums.units());
          out.writeNumberField("energyMillijoules", sums.energy());
          out.writeNumberField("unitMilliseconds", sums.millis());
          out.writeNumberField("energySquaresMillijoules2", sums.energySquares());
          out.writeNumberField("energyTimeMillijouleMilliseconds", sums.energyMillis());
          out.writeNumberField("timeSquaresMilliseconds2", sums.millisSquares());
          out.writeNumberField("accuracyMillijoules", sample.accuracy());
          out.writeBooleanField("personal", sample.isPersonal());
        });
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not a sample
   */
  public static StratumSample read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new StratumSample(
        Json.required(b.entity, "entity"),
        Json.required(b.family, "family"),
        b.model,
        Json.required(b.half, "half"),
        new UnitSums(
            b.meters,
            b.units,
            b.energy,
            b.millis,
            b.energySquares,
            b.energyMillis,
            b.millisSquares),
        b.accuracy,
        b.personal);
  }

  private static final class Builder implements Json.Field {
    private @Nullable String entity;
    private @Nullable String family;
    private String model = StratumSample.REST;
    private @Nullable HalfMonth half;
    private int meters;
    private int units;
    private long energy;
    private long millis;
    private double energySquares;
    private double energyMillis;
    private double millisSquares;
    private long accuracy;
    private boolean personal;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "entity" -> entity = in.getText();
        case "family" -> family = in.getText();
        case "model" -> model = in.getText();
        case "half" -> half = HalfMonth.parse(in.getText());
        case "meters" -> meters = in.getIntValue();
        case "units" -> units = in.getIntValue();
        case "energyMillijoules" -> energy = in.getLongValue();
        case "unitMilliseconds" -> millis = in.getLongValue();
        case "energySquaresMillijoules2" -> energySquares = in.getDoubleValue();
        case "energyTimeMillijouleMilliseconds" -> energyMillis = in.getDoubleValue();
        case "timeSquaresMilliseconds2" -> millisSquares = in.getDoubleValue();
        case "accuracyMillijoules" -> accuracy = in.getLongValue();
        case "personal" -> personal = in.getBooleanValue();
        default -> in.skipChildren();
      }
    }
  }
}
