package io.garonne.deploy.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.garonne.ingest.decode.Decoding;
import io.garonne.ingest.decode.InboundMessage;
import io.garonne.ingest.decode.Reason;
import io.garonne.model.Reading;
import io.garonne.model.Units;
import io.garonne.model.wire.IsoTime;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message, for people and scripts: a JSON object on a line for each reading, or
 * one that says why there is none. Quantities in the units of their keys, exact; those that the
 * device did not state are left out.
 */
public final class DecodedLines {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final BigDecimal MILLIJOULES = BigDecimal.valueOf(Units.MILLIJOULES_PER_WH);

  private DecodedLines() {}

  /** The lines, without line ends; at least one. */
  public static List<String> of(InboundMessage message, Decoding decoding) {
    return switch (decoding) {
      case Decoding.Readings found -> {
        List<String> lines = new ArrayList<>();
        for (Reading reading : found.readings()) {
          lines.add(line(reading));
        }
        yield lines;
      }
      case Decoding.Ignored ignored ->
          List.of(line(message.topic(), "ignored", ignored.reason().label(), null));
      case Decoding.Rejected rejected -> List.of(refused(message, rejected));
      case Decoding.Announced announced -> {
        Decoding.Rejected refused = announced.refused();
        yield List.of(
            refused == null
                ? line(message.topic(), "ignored", Reason.DISCOVERY.label(), null)
                : refused(message, refused));
      }
    };
  }

  private static String refused(InboundMessage message, Decoding.Rejected why) {
    return line(message.topic(), "rejected", why.reason().label(), why.detail());
  }

  private static String line(Reading reading) {
    return object(
        out -> {
          out.writeStringField("device", reading.device());
          out.writeStringField("channel", reading.channel());
          number(out, "powerW", thousandths(reading.power()));
          number(out, "energyWh", wattHours(reading.energy()));
          number(out, "voltageV", thousandths(reading.voltage()));
          number(out, "currentA", thousandths(reading.current()));
          number(out, "powerFactor", thousandths(reading.powerFactor()));
          Long pages = reading.pages();
          number(out, "pages", pages == null ? null : BigDecimal.valueOf(pages));
          if (reading.state() != null) {
            out.writeStringField("state", label(reading.state()));
          }
          out.writeStringField("at", IsoTime.format(reading.at()));
          out.writeStringField("atSource", label(reading.atSource()));
          out.writeStringField("decoder", reading.decoder());
        });
  }

  private static String line(String topic, String fate, String reason, @Nullable String detail) {
    return object(
        out -> {
          out.writeStringField("topic", topic);
          out.writeStringField(fate, reason);
          if (detail != null) {
            out.writeStringField("detail", detail);
          }
        });
  }

  private static void number(JsonGenerator out, String name, @Nullable BigDecimal value)
      throws IOException {
    if (value != null) {
      // 1E+3 would be 1000 written short.
      BigDecimal plain = value.stripTrailingZeros();
      out.writeNumberField(name, plain.scale() < 0 ? plain.setScale(0) : plain);
    }
  }

  private static @Nullable BigDecimal thousandths(@Nullable Long value) {
    return value == null ? null : BigDecimal.valueOf(value).divide(THOUSAND);
  }

  /**
   * The shortest decimal that is read as these millijoules: what the device wrote, since that was
   * converted by the same rule. A millijoule itself is 1/3 600 000 Wh, which no decimal says.
   */
  private static @Nullable BigDecimal wattHours(@Nullable Long millijoules) {
    if (millijoules == null) {
      return null;
    }
    BigDecimal exact = BigDecimal.valueOf(millijoules);
    for (int decimals = 0; ; decimals++) {
      BigDecimal shown = exact.divide(MILLIJOULES, decimals, RoundingMode.HALF_EVEN);
      // With seven decimals at the latest, a step is less than half a millijoule.
      if (Units.scaled(shown, Units.MILLIJOULES_PER_WH) == millijoules) {
        return shown;
      }
    }
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private interface Fields {
    void write(JsonGenerator out) throws IOException;
  }

  private static String object(Fields fields) {
    StringWriter line = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(line)) {
      out.writeStartObject();
      fields.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }
}
