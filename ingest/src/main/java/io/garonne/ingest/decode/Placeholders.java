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
  private final List<Level> levels;
  private final boolean open;

  private Placeholders(List<String> names, String literal, List<Level> levels, boolean open) {
    this.names = names;
    this.literal = literal;
    this.levels = levels;
    this.open = open;
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
    List<String> pieces = new ArrayList<>(List.of(text.split("/", -1)));
    boolean open = pieces.get(pieces.size() - 1).equals("#");
    if (open) {
      pieces.remove(pieces.size() - 1);
    }
    List<Level> levels = pieces.stream().map(Level::of).toList();
    List<String> names =
        levels.stream()
            .flatMap(level -> level.parts().stream())
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    return new Placeholders(names, text.split("[<+#]", 2)[0], levels, open);
  }

  /** Names of the parts, each once. */
  List<String> names() {
    return names;
  }

  /**
   * What stands at the parts, by their names; null if the text does not fit. Level by level, and
   * without trying twice, so that nobody can make it slow by a long topic.
   */
  @Nullable Map<String, String> match(String text) {
    if (!text.startsWith(literal)) {
      return null;
    }
    long count = 1 + text.chars().filter(c -> c == '/').count();
    if (open ? count <= levels.size() : count != levels.size()) {
      return null;
    }
    String[] pieces = text.split("/", -1);
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = 0; i < levels.size(); i++) {
      if (!levels.get(i).match(pieces[i], found)) {
        return null;
      }
    }
    return found;
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

  /**
   * One level of a topic.
   *
   * @param literals what stands before, between and after the parts
   * @param parts their names; that of {@code +} is empty
   */
  private record Level(List<String> literals, List<String> parts) {
    private static final Pattern WILD = Pattern.compile("\\+|" + PART.pattern());

    static Level of(String text) {
      List<String> literals = new ArrayList<>();
      List<String> parts = new ArrayList<>();
      Matcher wild = WILD.matcher(text);
      int end = 0;
      while (wild.find()) {
        literals.add(literal(text.substring(end, wild.start())));
        String name = wild.group(1);
        parts.add(name == null ? "" : name);
        end = wild.end();
      }
      literals.add(literal(text.substring(end)));
      return new Level(List.copyOf(literals), List.copyOf(parts));
    }

    private static String literal(String text) {
      if (text.indexOf('<') >= 0 || text.indexOf('>') >= 0) {
        throw new IllegalArgumentException("has a part that is not like <name>");
      }
      if (text.indexOf('#') >= 0) {
        throw new IllegalArgumentException("has a # that is not its last level");
      }
      return text;
    }

    /** Adds what stands at the parts; from the right, so that the first part takes the most. */
    boolean match(String text, Map<String, String> found) {
      Level open = with(found);
      int count = open.parts.size();
      String first = open.literals.get(0);
      String last = open.literals.get(count);
      if (count == 0) {
        return text.equals(first);
      }
      int end = text.length() - last.length();
      if (end <= first.length() || !text.startsWith(first) || !text.endsWith(last)) {
        return false;
      }
      for (int i = count - 1; i > 0; i--) {
        String before = open.literals.get(i);
        int at = text.lastIndexOf(before, end - 1 - before.length());
        if (at <= first.length()
            || !open.add(i, text.substring(at + before.length(), end), found)) {
          return false;
        }
        end = at;
      }
      return open.add(0, text.substring(first.length(), end), found);
    }

    /** The level with the parts filled in that are known. */
    private Level with(Map<String, String> found) {
      if (parts.stream().noneMatch(found::containsKey)) {
        return this;
      }
      List<String> between = new ArrayList<>();
      List<String> unknown = new ArrayList<>();
      StringBuilder literal = new StringBuilder(literals.get(0));
      for (int i = 0; i < parts.size(); i++) {
        String known = found.get(parts.get(i));
        if (known == null) {
          between.add(literal.toString());
          unknown.add(parts.get(i));
          literal.setLength(0);
        } else {
          literal.append(known);
        }
        literal.append(literals.get(i + 1));
      }
      between.add(literal.toString());
      return new Level(between, unknown);
    }

    private boolean add(int part, String value, Map<String, String> found) {
      String name = parts.get(part);
      String before = name.isEmpty() ? null : found.putIfAbsent(name, value);
      return before == null || before.equals(value);
    }
  }
}
