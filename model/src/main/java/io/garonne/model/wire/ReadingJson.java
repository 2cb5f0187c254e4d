package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.Correction;
import io.garonne.model.Reading;
import java.io.IOException;
import java.util.Locale;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** {@link Reading} on the wire; schema {@code energy.readings.v1.schema.json}. */
public final class ReadingJson {
  private ReadingJson() {}

  /** For Kafka. */
  public static Serde<Reading> serde() {
    return Json.serde(ReadingJson::write, ReadingJson::read);
  }

  /** As UTF-8 JSON. */
  public static byte[] write(Reading r) {
    return Json.object(
        out -> {
          out.writeStringField("device", r.device());
          out.writeStringField("channel", r.channel());
          Json.writeInstant(out, "at", r.at());
          out.writeStringField("atSource", label(r.atSource()));
          Json.writeInstant(out, "receivedAt", r.receivedAt());
          Json.writeIfSaid(out, "energyMillijoules", r.energy());
          Json.writeIfSaid(out, "powerMilliwatts", r.power());
          Json.writeIfSaid(out, "voltageMillivolts", r.voltage());
          Json.writeIfSaid(out, "currentMilliamperes", r.current());
          Json.writeIfSaid(out, "powerFactorThousandths", r.powerFactor());
          Json.writeIfSaid(out, "pages", r.pages());
          Reading.State state = r.state();
          Json.writeIfSaid(out, "state", state == null ? null : label(state));
          Json.writeIfSaid(out, "resolutionMillijoules", r.resolution());
          out.writeStringField("decoder", r.decoder());
        });
  }

  /**
   * From UTF-8 JSON; unknown fields are skipped.
   *
   * @throws IllegalArgumentException if it is not a reading
   */
  public static Reading read(byte[] json) {
    Builder b = new Builder((name, in) -> in.skipChildren());
    Json.readObject(json, b);
    return b.build();
  }

  /** Lower case with hyphens, as every constant is written outside of the code. */
  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> E constant(Class<E> type, String label) {
    return Enum.valueOf(type, label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  static final class Builder implements Json.Field {
    private final Json.Field others;
    private @Nullable String device;
    private @Nullable String channel;
    private @Nullable Long at;
    private Reading.@Nullable AtSource atSource;
    private @Nullable Long receivedAt;
    private @Nullable Long energy;
    private @Nullable Long power;
    private @Nullable Long voltage;
    private @Nullable Long current;
    private @Nullable Long powerFactor;
    private @Nullable Long pages;
    private Reading.@Nullable State state;
    private @Nullable Long resolution;
    private @Nullable String decoder;

    /**
     * @param others takes the fields that a reading does not have
     */
    Builder(Json.Field others) {
      this.others = others;
    }

    Reading build() {
      return new Reading(
          Json.required(device, "device"),
          Json.required(channel, "channel"),
          Json.required(at, "at"),
          Json.required(atSource, "atSource"),
          Json.required(receivedAt, "receivedAt"),
          energy,
          power,
          voltage,
          current,
          powerFactor,
          pages,
          state,
          resolution,
          Json.required(decoder, "decoder"));
    }

    Correction build(CorrectionJson.Builder correction) {
      return correction.build(
          Json.required(device, "device"),
          Json.required(channel, "channel"),
          Json.required(at, "at"));
    }

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "device" -> device = in.getText();
        case "channel" -> channel = in.getText();
        case "at" -> at = IsoTime.parse(in.getText());
        case "atSource" -> atSource = constant(Reading.AtSource.class, in.getText());
        case "receivedAt" -> receivedAt = IsoTime.parse(in.getText());
        case "energyMillijoules" -> energy = in.getLongValue();
        case "powerMilliwatts" -> power = in.getLongValue();
        case "voltageMillivolts" -> voltage = in.getLongValue();
        case "currentMilliamperes" -> current = in.getLongValue();
        case "powerFactorThousandths" -> powerFactor = in.getLongValue();
        case "pages" -> pages = in.getLongValue();
        case "state" -> state = constant(Reading.State.class, in.getText());
        case "resolutionMillijoules" -> resolution = in.getLongValue();
        case "decoder" -> decoder = in.getText();
        default -> others.read(name, in);
      }
    }
  }
}
