package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A way into JSON: keys of objects and positions in lists, from 0. */
final class Steps {
  /** A key, {@code [0]}, {@code ['a key']} or {@code ["a key"]}. */
  private static final Pattern STEP =
      Pattern.compile("\\.?([^.\\[\\]'\"]+)|\\[(\\d+)]|\\['([^']+)']|\\[\"([^\"]+)\"]");

  private Steps() {}

  /**
   * Reads {@code a.b[0]['a key']}.
   *
   * @throws IllegalArgumentException if it is not like that
   */
  static List<String> of(String path) {
    List<String> steps = new ArrayList<>();
    Matcher step = STEP.matcher(path);
    int at = 0;
    while (at < path.length()) {
      if (!step.find(at) || step.start() != at) {
        throw new IllegalArgumentException("must be a path like a.b[0]['a key']");
      }
      for (int group = 1; group <= step.groupCount(); group++) {
        if (step.group(group) != null) {
          steps.add(step.group(group));
        }
      }
      at = step.end();
    }
    return List.copyOf(steps);
  }

  /** What is at the end of the way, or null. */
  static @Nullable JsonNode follow(List<String> steps, @Nullable JsonNode from) {
    JsonNode node = from;
    for (String step : steps) {
      if (node == null) {
        return null;
      }
      node = node.isArray() ? node.get(position(step)) : node.get(step);
    }
    return node;
  }

  private static int position(String step) {
    // Beyond nine digits nothing is a position; -1 is none either.
    return step.length() < 10 && step.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Integer.parseInt(step)
        : -1;
  }
}
