package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The outputs that one message tells of, each with a name: {@code Out<n>} are the members of an
 * object whose keys fit, {@code Outputs[<n>]} the elements of a list by their position from 1,
 * {@code Outputs[ID=<n>]} by what a field of theirs says. Before that there may be a path.
 *
 * @param steps path to the object or list
 * @param part name of the placeholder
 * @param keys of members; null: the elements of a list
 * @param field of an element that names it; null: its position
 */
record Outputs(
    List<String> steps, String part, @Nullable Placeholders keys, @Nullable String field) {
  private static final Pattern LIST =
      Pattern.compile("(.*)\\[(?:([^=\\[\\]]+)=)?<([A-Za-z][A-Za-z0-9_-]*)>]");

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Outputs of(String text) {
    Matcher list = LIST.matcher(text);
    if (list.matches()) {
      List<String> steps = list.group(1).isEmpty() ? List.of() : Steps.of(list.group(1));
      return new Outputs(steps, list.group(3), null, list.group(2));
    }
    int dot = text.lastIndexOf('.');
    Placeholders keys = Placeholders.of(text.substring(dot + 1));
    if (keys.names().size() != 1) {
      throw new IllegalArgumentException(
          "must be like Out<channel>, Outputs[<channel>] or Outputs[ID=<channel>]");
    }
    List<String> steps = dot < 0 ? List.of() : Steps.of(text.substring(0, dot));
    return new Outputs(steps, keys.names().get(0), keys, null);
  }

  /** The outputs of a payload by their names, in its order; none if they are not there. */
  Map<String, JsonNode> in(JsonNode payload) {
    Map<String, JsonNode> outputs = new LinkedHashMap<>();
    JsonNode at = Steps.follow(steps, payload);
    if (keys != null && at instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        Map<String, String> parts = keys.match(member.getKey());
        if (parts != null) {
          outputs.put(parts.getOrDefault(part, ""), member.getValue());
        }
      }
    } else if (keys == null && at != null && at.isArray()) {
      for (int i = 0; i < at.size(); i++) {
        JsonNode element = at.get(i);
        outputs.put(
            field == null ? Integer.toString(i + 1) : element.path(field).asText(), element);
      }
    }
    return outputs;
  }

  /** The parts of the topic, and the one of an output. */
  Map<String, String> with(Map<String, String> topic, String output) {
    Map<String, String> all = new HashMap<>(topic);
    all.put(part, output);
    return all;
  }
}
