package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.Correction;
import io.garonne.model.Correction.Measure;
import io.garonne.model.metering.Amendment;
import io.garonne.model.metering.Sample;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@link Correction} on the wire; schema {@code energy.readings.v1.correction.schema.json}. */
public final class CorrectionJson {
  private CorrectionJson() {}

  /** As UTF-8 JSON. */
  public static byte[] write(Correction c) {
    Amendment a = c.amendment();
    String unit = c.measure() == Measure.PAGES ? "pages" : "millijoules";
    return Json.object(
        out -> {
          out.writeStringField("correction", ReadingJson.label(a.kind()));
          out.writeStringField("device", c.device());
          out.writeStringField("channel", c.channel());
          out.writeStringField("measure", ReadingJson.label(c.measure()));
          Json.writeInstant(out, "at", c.at());
          Json.writeInstant(out, "recordedAt", a.recordedAt());
          out.writeStringField("who", c.who());
          out.writeStringField("why", c.why());
          writeRegisters(out, a, unit);
        });
  }

  private static void writeRegisters(JsonGenerator out, Amendment a, String unit)
      throws IOException {
    if (a.kind() == Amendment.Kind.MANUAL || a.kind() == Amendment.Kind.EXCHANGE) {
      out.writeStringField("unit", unit);
      out.writeNumberField("last", a.last());
    }
    if (a.kind() == Amendment.Kind.EXCHANGE) {
      out.writeNumberField("first", a.first());
    }
    if (a.resolution() != Sample.NONE) {
      out.writeNumberField("resolution", a.resolution());
    }
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not a correction
   */
  public static Correction read(byte[] json) {
    if (StatementJson.read(json) instanceof Correction correction) {
      return correction;
    }
    throw new IllegalArgumentException("not a correction");
  }

  /** The fields that a reading does not have. */
  static final class Builder implements Json.Field {
    private Amendment.@Nullable Kind kind;
    private @Nullable Measure measure;
    private @Nullable Long recordedAt;
    private @Nullable String who;
    private @Nullable String why;
    private long last;
    private long first;
    private long resolution = Sample.NONE;

    boolean isCorrection() {
      return kind != null;
    }

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "correction" -> kind = ReadingJson.constant(Amendment.Kind.class, in.getText());
        case "measure" -> measure = ReadingJson.constant(Measure.class, in.getText());
        case "recordedAt" -> recordedAt = IsoTime.parse(in.getText());
        case "who" -> who = in.getText();
        case "why" -> why = in.getText();
        case "last" -> last = in.getLongValue();
        case "first" -> first = in.getLongValue();
        case "resolution" -> resolution = in.getLongValue();
        default -> in.skipChildren();
      }
    }

    /** With the fields that both have. */
    Correction build(String device, String channel, long at) {
      return new Correction(
          device,
          channel,
          Json.required(measure, "measure"),
          at,
          new Amendment(
              Json.required(recordedAt, "recordedAt"),
              Json.required(kind, "correction"),
              last,
              first,
              resolution),
          Json.required(who, "who"),
          Json.required(why, "why"));
    }
  }
}
