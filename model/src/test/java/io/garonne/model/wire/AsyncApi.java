package io.garonne.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The description of the topics (AsyncAPI 3), from their schemas and their settings in Kafka. */
final class AsyncApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where the schemas are, from the folder of the tests. */
  static final Path SCHEMAS = Path.of("src/main/resources/io/garonne/model/wire");

  private static final String END = ".schema.json";

  /** What carries bytes of others, and says in headers or by its key, if it has one, whose. */
  record Raw(String title, String key, List<String> headers) {}

  static final Map<Topics, Raw> RAW =
      Map.of(
          Topics.DEAD_LETTERS,
          new Raw(
              "What could not become a reading: the bytes as they came",
              "",
              List.of(
                  "topic", "reason", "detail", "received-at", "retained", "cut-from", "ingest")),
          Topics.ANNOUNCEMENTS,
          new Raw(
              "What a device has announced of itself: the payload of the message",
              "the MQTT topic it came on",
              List.of()));

  private final StringBuilder out = new StringBuilder();

  private AsyncApi() {}

  /** As YAML. */
  static String yaml() throws IOException {
    AsyncApi api = new AsyncApi();
    api.write();
    return api.out.toString();
  }

  private void write() throws IOException {
    line(0, "# Made from the schemas and Topics by AsyncApiTest (-Dgaronne.asyncapi.write=true).");
    line(0, "asyncapi: 3.0.0");
    line(0, "info:");
    line(1, "title: Garonne's topics");
    line(1, "version: 1.0.0");
    line(1, "description: >-");
    line(2, "What the stages meet through, in Kafka. Records are UTF-8 JSON and keyed; a value of");
    line(2, "null takes back what the key said. Fields may be added, none changes its meaning or");
    line(2, "goes. Read with isolation.level=read_committed. Personal devices are in readings,");
    line(2, "devices, dead letters, findings, alerts and totals per device: show nothing of these");
    line(2, "that is marked personal.");
    line(1, "license:");
    line(2, "name: Apache-2.0");
    line(2, "url: https://www.apache.org/licenses/LICENSE-2.0");
    line(0, "defaultContentType: application/json");
    line(0, "channels:");
    for (Topics topic : Topics.values()) {
      channel(topic);
    }
    line(0, "operations:");
    for (Topics topic : Topics.values()) {
      line(1, name(topic) + ":");
      line(2, "action: send");
      line(2, "channel:");
      line(3, "$ref: '#/channels/" + name(topic) + "'");
    }
    line(0, "components:");
    line(1, "messages:");
    for (Path schema : schemas()) {
      message(schema);
    }
    for (Topics topic : List.of(Topics.DEAD_LETTERS, Topics.ANNOUNCEMENTS)) {
      raw(topic);
    }
  }

  private void channel(Topics topic) throws IOException {
    line(1, name(topic) + ":");
    line(2, "address: " + topic.topic());
    line(2, "messages:");
    for (String message : messages(topic)) {
      line(3, message + ":");
      line(4, "$ref: '#/components/messages/" + message + "'");
    }
    line(2, "bindings:");
    line(3, "kafka:");
    line(4, "bindingVersion: 0.5.0");
    line(4, "topic: " + topic.topic());
    if (topic.partitions(2) == 1) {
      line(4, "partitions: 1");
    }
    line(4, "topicConfiguration:");
    Map<String, String> config = new TreeMap<>(topic.config());
    line(
        5,
        "cleanup.policy: ["
            + String.join(", ", config.getOrDefault("cleanup.policy", "").split(","))
            + "]");
    line(5, "retention.ms: " + config.get("retention.ms"));
    if (config.containsKey("max.message.bytes")) {
      line(5, "max.message.bytes: " + config.get("max.message.bytes"));
    }
  }

  /** The messages of a topic: of its own schemas, else of the totals'. */
  private static List<String> messages(Topics topic) throws IOException {
    if (RAW.containsKey(topic)) {
      return List.of(name(topic));
    }
    String of = Topics.totals().contains(topic) ? Topics.TOTALS.topic() : topic.topic();
    List<String> names =
        schemas().stream()
            .map(AsyncApi::name)
            .filter(name -> name.equals(of) || name.startsWith(of + "."))
            .map(AsyncApi::camel)
            .toList();
    if (names.isEmpty()) {
      throw new IllegalStateException(topic + " has no schema");
    }
    return names;
  }

  private void message(Path file) throws IOException {
    String name = name(file);
    JsonNode schema = JSON.readTree(Files.readAllBytes(file));
    String title = schema.path("title").asText();
    int key = title.indexOf("; key: ");
    if (key < 0) {
      throw new IllegalStateException(name + ": its title does not say its key");
    }
    line(2, camel(name) + ":");
    line(3, "name: " + name);
    line(3, "title: " + quoted(title.substring(0, key)));
    line(3, "payload:");
    line(4, "schemaFormat: application/schema+json;version=draft-2020-12");
    line(4, "schema:");
    line(5, "$ref: ./" + file.getFileName());
    key(title.substring(key + "; key: ".length()));
  }

  private void raw(Topics topic) {
    Raw raw = Objects.requireNonNull(RAW.get(topic));
    line(2, name(topic) + ":");
    line(3, "name: " + topic.topic());
    line(3, "title: " + quoted(raw.title()));
    line(3, "contentType: application/octet-stream");
    if (!raw.headers().isEmpty()) {
      line(3, "headers:");
      line(4, "type: object");
      line(4, "properties:");
      for (String header : raw.headers()) {
        line(5, header + ": {type: string}");
      }
    }
    line(3, "payload: {}");
    if (!raw.key().isEmpty()) {
      key(raw.key());
    }
  }

  private void key(String description) {
    line(3, "bindings:");
    line(4, "kafka:");
    line(5, "bindingVersion: 0.5.0");
    line(5, "key: {type: string, description: " + quoted(description) + "}");
  }

  /** The schemas, by name. */
  static List<Path> schemas() throws IOException {
    try (Stream<Path> files = Files.list(SCHEMAS)) {
      return files.filter(file -> file.toString().endsWith(END)).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The schema's name: {@code energy.live.v1}. */
  static String name(Path schema) {
    String file = String.valueOf(schema.getFileName());
    return file.substring(0, file.length() - END.length());
  }

  private static String name(Topics topic) {
    return camel(topic.topic());
  }

  /** {@code energy.totals-fine.v1} as totalsFine, {@code energy.advice.v1.pue} as advicePue. */
  private static String camel(String name) {
    String[] words =
        Arrays.stream(name.split("[.-]", -1))
            .filter(word -> !word.equals("energy") && !word.equals("v1"))
            .toArray(String[]::new);
    StringBuilder camel = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      camel.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
    }
    return camel.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }
}
