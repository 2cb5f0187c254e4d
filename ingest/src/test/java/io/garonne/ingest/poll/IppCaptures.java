package io.garonne.ingest.poll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Attributes of printers that somebody has written down as JSON. */
public final class IppCaptures {
  private IppCaptures() {}

  /** What the poller makes of them: a line per channel. */
  public static List<String> lines(Path file) throws IOException {
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    return IppPrinter.read(attributes(json), Choices.NONE).measured().stream()
        .map(Walks::line)
        .toList();
  }

  private static Map<String, List<Object>> attributes(JsonNode json) {
    Map<String, List<Object>> attributes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : json.properties()) {
      List<Object> values = new ArrayList<>();
      if (each.getValue().isArray()) {
        each.getValue().forEach(value -> values.add(value(value)));
      } else {
        values.add(value(each.getValue()));
      }
      attributes.put(each.getKey(), values);
    }
    return attributes;
  }

  private static Object value(JsonNode json) {
    return json.isNumber()
        ? (Object) json.longValue()
        : json.isObject() ? attributes(json) : json.asText();
  }
}
