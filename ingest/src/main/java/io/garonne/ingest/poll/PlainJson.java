package io.garonne.ingest.poll;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.garonne.model.wire.IsoTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a poller publishes: Garonne's plain JSON, which {@link
 * io.garonne.ingest.decode.GaronneDecoder} reads. Pure.
 *
 * @param topic {@code garonne/<device>/<channel>}
 * @param payload an object as UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // identity is never asked of a message
record PlainJson(String topic, byte[] payload) {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  /**
   * One channel's message.
   *
   * @param at milliseconds since 1970 UTC, when the device was asked
   * @param family kept for people who look at the topic
   */
  static PlainJson of(String device, Measured said, long at, String family) {
    return new PlainJson(
        "garonne/" + device + "/" + safe(said.channel()), payload(said, at, family));
  }

  private static byte[] payload(Measured said, long at, String family) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("at", IsoTime.format(at));
      number(out, "energyWh", said.energyWh());
      number(out, "resolutionWh", said.resolutionWh());
      number(out, "registerModulusWh", said.modulusWh());
      number(out, "powerW", said.powerW());
      number(out, "voltageV", said.voltageV());
      number(out, "currentA", said.currentA());
      number(out, "powerFactor", said.powerFactor());
      number(out, "pages", said.pages());
      text(out, "pagesUnit", label(said.pagesUnit()));
      text(out, "state", label(said.state()));
      if (!said.errors().isEmpty()) {
        out.writeArrayFieldStart("errors");
        for (String error : said.errors()) {
          out.writeString(error);
        }
        out.writeEndArray();
      }
      text(out, "console", said.console().isEmpty() ? null : said.console());
      text(out, "family", family);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // bytes in memory do not fail
    }
    return bytes.toByteArray();
  }

  private static void number(JsonGenerator out, String name, @Nullable BigDecimal value)
      throws IOException {
    if (value != null) {
      out.writeNumberField(name, value);
    }
  }

  private static void text(JsonGenerator out, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }

  private static @Nullable String label(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * A channel's name comes from the device where rows have names; a topic's signs are taken out.
   */
  private static String safe(String channel) {
    String safe = channel.replaceAll("[^\\p{Alnum}._ -]", "_");
    return safe.length() > 100 ? safe.substring(0, 100) : safe;
  }
}
