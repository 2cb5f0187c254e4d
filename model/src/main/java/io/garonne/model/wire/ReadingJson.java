package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonParser;
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
    Builder b = new Builder();
    Json.readObject(json, b);
    return new Reading(
        Json.required(b.device, "device"),
        Json.required(b.channel, "channel"),
        Json.required(b.at, "at"),
        Json.required(b.atSource, "atSource"),
        Json.required(b.receivedAt, "receivedAt"),
        b.energy,
        b.power,
        b.voltage,
        b.current,
        b.powerFactor,
        b.pages,
        b.state,
        b.resolution,
        Json.required(b.decoder, "decoder"));
  }

  /** Lower case with hyphens, as every constant is written outside of the code. */
  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> E constant(Class<E> type, String label) {
    return Enum.valueOf(type, label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static final class Builder implements Json.Field {
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
        default -> in.skipChildren();
      }
    }
  }
}
