package io.garonne.publish.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.garonne.model.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What openapi.json says, and whether an answer is as it says. */
final class Contract {
  private static final String BASE = "https://garonne.example/api/v1/";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A parameter of a query. */
  record Parameter(String name, JsonNode schema, @Nullable String example) {
    /** Values that the description names. */
    List<String> named() {
      List<String> named = new ArrayList<>();
      schema.path("enum").forEach(value -> named.add(value.asText()));
      if (schema.path("type").asText().equals("boolean")) {
        named.addAll(List.of("true", "false"));
      }
      if (schema.has("minimum")) {
        named.addAll(List.of(schema.get("minimum").asText(), schema.get("maximum").asText()));
      }
      if (example != null) {
        named.add(example);
      }
      return named.isEmpty() ? List.of("hotel-de-ville", "nowhere", "café & co/é") : named;
    }
  }

  /** A GET. */
  record Operation(String path, String role, List<Parameter> parameters, JsonNode responses) {}

  private final JsonNode document;
  private final Map<String, Schema> schemas = new HashMap<>();
  private final SchemaRegistry registry;
  private final List<Operation> operations = new ArrayList<>();

  Contract(String json) throws IOException {
    document = JSON.readTree(json);
    registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(iri -> iri.startsWith(BASE) ? resource(iri, json) : null));
    document
        .path("paths")
        .properties()
        .forEach(path -> operations.add(operation(path.getKey(), path.getValue().path("get"))));
  }

  private static String resource(String iri, String openapi) {
    String name = iri.substring(BASE.length());
    if (name.equals("openapi.json")) {
      return openapi;
    }
    try (InputStream in = Topics.class.getResourceAsStream(name.substring(name.indexOf('/') + 1))) {
      JsonNode schema = JSON.readTree(Objects.requireNonNull(in, name));
      // Its own name is no address, from which it could be found again.
      ((ObjectNode) schema).remove("$id");
      return schema.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Operation operation(String path, JsonNode get) {
    List<Parameter> parameters = new ArrayList<>();
    String concrete = path;
    for (JsonNode one : get.path("parameters")) {
      JsonNode parameter = resolved(one);
      JsonNode example = parameter.get("example");
      String name = parameter.path("name").asText();
      if (parameter.path("in").asText().equals("path")) {
        concrete = concrete.replace("{" + name + "}", Objects.requireNonNull(example).asText());
      } else {
        parameters.add(
            new Parameter(
                name,
                resolved(parameter.path("schema")),
                example == null ? null : example.asText()));
      }
    }
    return new Operation(
        concrete, get.path("x-garonne-role").asText(), parameters, get.path("responses"));
  }

  List<Operation> operations() {
    return operations;
  }

  /** The paths as they are described. */
  List<String> paths() {
    List<String> paths = new ArrayList<>();
    document.path("paths").fieldNames().forEachRemaining(paths::add);
    return paths;
  }

  /** What is wrong with an answer, by its description; empty: nothing. */
  List<String> wrongWith(Operation operation, RawHttp.Answer answer, boolean hasBody) {
    List<String> wrong = new ArrayList<>();
    JsonNode responses = operation.responses();
    String status = Integer.toString(answer.status());
    String key = responses.has(status) ? status : status.charAt(0) + "XX";
    JsonNode response = resolved(responses.path(key));
    if (response.isMissingNode()) {
      wrong.add("status " + status + " is not described");
      return wrong;
    }
    response
        .path("headers")
        .properties()
        .forEach(header -> header(header.getKey(), resolved(header.getValue()), answer, wrong));
    if (!hasBody || !response.has("content")) {
      if (!answer.body().isEmpty()) {
        wrong.add("there is a body");
      }
      return wrong;
    }
    String type = answer.header("content-type").replaceAll(";.*", "");
    JsonNode content = response.path("content").path(type);
    if (content.isMissingNode()) {
      wrong.add("\"" + type + "\" is not described for " + key);
    } else if (answer.body().isBlank()) {
      wrong.add("there is no body");
    } else if (type.endsWith("json")) {
      schema(pointer(operation, key, type))
          .validate(
              answer.body(),
              InputFormat.JSON,
              context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
          .forEach(error -> wrong.add(error.toString()));
    } else if (content.has("x-garonne-columns")
        && !answer.body().startsWith(content.get("x-garonne-columns").asText())) {
      wrong.add("the columns are others");
    }
    return wrong;
  }

  private static void header(
      String name, JsonNode header, RawHttp.Answer answer, List<String> wrong) {
    String value = answer.header(name);
    JsonNode schema = header.path("schema");
    if (value.isEmpty()) {
      if (header.path("required").asBoolean()) {
        wrong.add("there is no " + name);
      }
    } else if (schema.has("pattern")
        && !Pattern.compile(schema.get("pattern").asText()).matcher(value).find()) {
      wrong.add(name + " is " + value);
    } else if (schema.has("const") && !schema.get("const").asText().equals(value)) {
      wrong.add(name + " is " + value);
    }
  }

  /** Where the schema of a response's content stands in the document. */
  private String pointer(Operation operation, String key, String type) {
    JsonNode response = operation.responses().path(key);
    String at =
        response.has("$ref")
            ? response.get("$ref").asText().substring(1)
            : "/paths/" + escaped(described(operation)) + "/get/responses/" + key;
    return at + "/content/" + escaped(type) + "/schema";
  }

  private String described(Operation operation) {
    return paths().stream()
        .filter(path -> operation.path().matches(path.replaceAll("\\{[^}]+}", "[^/]+")))
        .findFirst()
        .orElseThrow();
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
  }

  private Schema schema(String pointer) {
    return schemas.computeIfAbsent(
        pointer, p -> registry.getSchema(SchemaLocation.of(BASE + "openapi.json#" + p)));
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") && node.get("$ref").asText().startsWith("#")
        ? document.at(node.get("$ref").asText().substring(1))
        : node;
  }

  /** Of bytes, as text. */
  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
