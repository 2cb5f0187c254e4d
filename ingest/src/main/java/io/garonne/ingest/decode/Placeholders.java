package io.garonne.ingest.decode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A topic, or another name, with {@code <parts>} that take whatever stands there; a part that comes
 * twice stands for the same both times. Of a topic, a part ends with its level, the level {@code +}
 * is any level, and {@code #} at the end is whatever follows.
 */
final class Placeholders {
  private static final Pattern PART = Pattern.compile("<([A-Za-z][A-Za-z0-9_-]*)>");

  private final List<String> names;
  private final String literal;
  private final Pattern pattern;

  private Placeholders(List<String> names, String literal, Pattern pattern) {
    this.names = names;
    this.literal = literal;
    this.pattern = pattern;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Placeholders of(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("is empty");
    }
    List<String> names = new ArrayList<>();
    StringBuilder regex = new StringBuilder();
    Matcher parts = PART.matcher(text);
    int end = 0;
    while (parts.find()) {
      literal(text.substring(end, parts.start()), regex);
      String name = parts.group(1);
      int known = names.indexOf(name);
      if (known < 0) {
        names.add(name);
        regex.append("([^/]+)");
      } else {
        regex.append('\\').append(known + 1).append("(?:)");
      }
      end = parts.end();
    }
    literal(text.substring(end), regex);
    return new Placeholders(
        List.copyOf(names), text.split("[<+#]", 2)[0], Pattern.compile(regex.toString()));
  }

  private static void literal(String text, StringBuilder regex) {
    if (text.indexOf('<') >= 0 || text.indexOf('>') >= 0) {
      throw new IllegalArgumentException("has a part that is not like <name>");
    }
    for (String piece : text.split("(?<=[+#])|(?=[+#])", -1)) {
      regex.append(
          switch (piece) {
            case "+" -> "[^/]+";
            case "#" -> ".*";
            default -> Pattern.quote(piece);
          });
    }
  }

  /** Names of the parts, each once. */
  List<String> names() {
    return names;
  }

  /** What stands at the parts, by their names; null if the text does not fit. */
  @Nullable Map<String, String> match(String text) {
    if (!text.startsWith(literal)) {
      return null;
    }
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    Map<String, String> parts = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      parts.put(names.get(i), matcher.group(i + 1));
    }
    return parts;
  }

  /** Names of the parts of a text that is filled in, not matched. */
  static List<String> names(String text) {
    return PART.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** A text with its parts filled in. */
  static String fill(String text, Map<String, String> parts) {
    return PART.matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(parts.getOrDefault(found.group(1), found.group())));
  }
}
