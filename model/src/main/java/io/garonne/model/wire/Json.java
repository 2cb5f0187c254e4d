package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** The bricks of the wire format: flat, streamed, unknown fields skipped. */
final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private Json() {}

  /** Writes the fields of an object. */
  interface Fields {
    void write(JsonGenerator out) throws IOException;
  }

  /** Takes one field; must consume its value or call {@link JsonParser#skipChildren()}. */
  interface Field {
    void read(String name, JsonParser in) throws IOException;
  }

  static byte[] object(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      fields.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** As {@link #object}, indented, with a line feed at the end: for people. */
  static byte[] prettyObject(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      // Line feeds on every system: the same input gives the same bytes.
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      out.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(indenter));
      out.writeStartObject();
      fields.write(out);
      out.writeEndObject();
      out.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads an object's fields.
   *
   * @throws IllegalArgumentException if the bytes are not one
   */
  static void readObject(byte[] bytes, Field field) {
    try (JsonParser in = FACTORY.createParser(bytes)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("not a JSON object");
      }
      readFields(in, field);
      if (in.nextToken() != null) {
        throw new IllegalArgumentException("text after the JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Reads the fields of the object whose start is the current token. */
  static void readFields(JsonParser in, Field field) throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      if (in.nextToken() == JsonToken.VALUE_NULL) {
        continue;
      }
      field.read(name, in);
    }
  }

  static void writeIfSaid(JsonGenerator out, String name, @Nullable Long value) throws IOException {
    if (value != null) {
      out.writeNumberField(name, value);
    }
  }

  static void writeIfSaid(JsonGenerator out, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }

  /** Writes a number that JSON has; nothing for null, infinity and what is not a number. */
  static void writeIfFinite(JsonGenerator out, String name, @Nullable Double value)
      throws IOException {
    if (value != null && Double.isFinite(value)) {
      out.writeNumberField(name, value);
    }
  }

  /** A quantity in decimals, without an exponent; nothing if it is not finite. */
  static void writePlain(JsonGenerator out, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
      out.writeNumberField(name, decimal.signum() == 0 ? BigDecimal.ZERO : decimal);
    }
  }

  static void writeInstant(JsonGenerator out, String name, long at) throws IOException {
    out.writeStringField(name, IsoTime.format(at));
  }

  /** Writes a list of texts. */
  static void writeTexts(JsonGenerator out, String name, List<String> texts) throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  /** Reads a list of texts whose start is the current token. */
  static List<String> texts(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException(in.currentName() + " is not a list");
    }
    List<String> texts = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      texts.add(in.getText());
    }
    return texts;
  }

  /** A value that the object must have. */
  static <T> T required(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException("\"" + name + "\" is missing");
    }
    return value;
  }

  static <T> Serde<T> serde(Function<T, byte[]> write, Function<byte[], T> read) {
    Serializer<T> serializer = (topic, value) -> value == null ? null : write.apply(value);
    Deserializer<T> deserializer =
        (topic, bytes) -> {
          if (bytes == null) {
            return null;
          }
          try {
            return read.apply(bytes);
          } catch (RuntimeException e) {
            throw new SerializationException(topic + ": " + e.getMessage(), e);
          }
        };
    return Serdes.serdeFrom(serializer, deserializer);
  }
}
