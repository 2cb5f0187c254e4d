package io.garonne.publish.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.garonne.model.wire.Topics;
import io.garonne.publish.http.Answer;
import io.garonne.publish.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The description of the API (OpenAPI 3.1), which the contract test takes for the truth, and the
 * schemas of the records in it, which are those of the topics.
 */
final class OpenApi {
  /** First part of the paths of schemas. */
  static final String SCHEMAS = "/api/v1/schemas/";

  /** What describes the topics (AsyncAPI), beside the schemas that it refers to. */
  private static final String TOPICS = "asyncapi.yaml";

  private static final Pattern SCHEMA = Pattern.compile("energy\\.[a-z0-9.-]+\\.schema\\.json");
  private static final byte[] YAML = Objects.requireNonNull(bytes(OpenApi.class, "openapi.yaml"));
  private static final byte[] JSON = json(YAML);

  private OpenApi() {}

  static Answer yaml(Request request) {
    request.allowOnly(Set.of());
    return Answer.of("application/yaml", YAML);
  }

  static Answer json(Request request) {
    request.allowOnly(Set.of());
    return Answer.of("application/json", JSON);
  }

  static Answer schema(Request request) {
    request.allowOnly(Set.of());
    String name = request.path().substring(SCHEMAS.length());
    if (name.equals(TOPICS)) {
      return Answer.of("application/yaml", Objects.requireNonNull(bytes(Topics.class, TOPICS)));
    }
    byte[] schema = SCHEMA.matcher(name).matches() ? bytes(Topics.class, name) : null;
    return schema == null
        ? Answer.problemJson(404, "Not found", "there is no such schema")
        : Answer.of("application/schema+json", schema);
  }

  private static byte @Nullable [] bytes(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] json(byte[] yaml) {
    Object document =
        new Load(LoadSettings.builder().build())
            .loadFromInputStream(new java.io.ByteArrayInputStream(yaml));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * yaml.length);
    try (JsonGenerator out = new JsonFactory().createGenerator(bytes)) {
      write(out, document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator out, @Nullable Object node) throws IOException {
    switch (node) {
      case null -> out.writeNull();
      case Map<?, ?> map -> {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.writeFieldName(String.valueOf(entry.getKey()));
          write(out, entry.getValue());
        }
        out.writeEndObject();
      }
      case List<?> list -> {
        out.writeStartArray();
        for (Object item : list) {
          write(out, item);
        }
        out.writeEndArray();
      }
      case Boolean flag -> out.writeBoolean(flag);
      case Integer number -> out.writeNumber(number);
      case Long number -> out.writeNumber(number);
      case Double number -> out.writeNumber(number);
      default -> out.writeString(node.toString());
    }
  }
}
