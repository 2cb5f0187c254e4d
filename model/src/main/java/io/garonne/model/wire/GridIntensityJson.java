package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.carbon.GridIntensity;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@link GridIntensity} on the wire; schema {@code energy.grid.v1.schema.json}. */
public final class GridIntensityJson {
  private GridIntensityJson() {}

  /** The record's key in the topic: the start of its quarter-hour, ISO 8601, UTC. */
  public static String key(GridIntensity intensity) {
    return IsoTime.format(intensity.at());
  }

  /** As UTF-8 JSON. */
  public static byte[] write(GridIntensity g) {
    return Json.object(
        out -> {
          Json.writeInstant(out, "at", g.at());
          out.writeNumberField("gramsCo2PerKwh", g.gramsPerKwh());
          out.writeStringField("nature", g.nature());
          out.writeBooleanField("ambiguous", g.ambiguous());
          out.writeStringField("source", g.source());
        });
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not a grid intensity
   */
  public static GridIntensity read(byte[] json) {
    Builder b = new Builder();
    Json.readObject(json, b);
    return new GridIntensity(
        Json.required(b.at, "at"),
        Json.required(b.gramsPerKwh, "gramsCo2PerKwh"),
        Json.required(b.nature, "nature"),
        b.ambiguous,
        Json.required(b.source, "source"));
  }

  private static final class Builder implements Json.Field {
    private @Nullable Long at;
    private @Nullable Double gramsPerKwh;
    private @Nullable String nature;
    private boolean ambiguous;
    private @Nullable String source;

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "at" -> at = IsoTime.parse(in.getText());
        case "gramsCo2PerKwh" -> gramsPerKwh = in.getDoubleValue();
        case "nature" -> nature = in.getText();
        case "ambiguous" -> ambiguous = in.getBooleanValue();
        case "source" -> source = in.getText();
        default -> in.skipChildren();
      }
    }
  }
}
