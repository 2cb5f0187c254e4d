package io.garonne.ingest.poll;

import io.garonne.service.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file that says which devices are asked: a section {@code [device]} each with lines {@code key
 * = value}; {@code [defaults]} gives what sections leave out; {@code #} begins a remark.
 */
final class TargetsFile {
  static final String DEFAULTS = "defaults";

  /** A line's value, with where it stands. */
  record Entry(String value, int line) {}

  /**
   * A device's lines.
   *
   * @param line where it begins
   */
  record Section(String name, int line, Map<String, Entry> entries) {}

  private final String file;
  private final List<String> problems = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private TargetsFile(String file) {
    this.file = file;
  }

  /**
   * Reads a file and all secrets that it names.
   *
   * @throws SettingsException with every problem, as {@code file:line problem}
   */
  static List<Target> read(Path path, Map<String, String> environment) {
    String text;
    try {
      text = Files.readString(path, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SettingsException(List.of(path + ": cannot be read (" + e + ")"));
    }
    return parse(text, path.toString(), environment);
  }

  /** The same from a text. */
  static List<Target> parse(String text, String file, Map<String, String> environment) {
    TargetsFile read = new TargetsFile(file);
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      read.line(line.strip(), ++number);
    }
    List<Target> targets = new ArrayList<>();
    Map<String, Entry> defaults = new HashMap<>();
    for (Section section : read.sections) {
      if (section.name().equals(DEFAULTS)) {
        defaults.putAll(section.entries());
      }
    }
    for (Section section : read.sections) {
      if (!section.name().equals(DEFAULTS)) {
        Target target = new TargetSection(section, defaults, environment, read::problem).target();
        if (target != null) {
          targets.add(target);
        }
      }
    }
    if (targets.isEmpty() && read.problems.isEmpty()) {
      read.problems.add(file + ": names no device");
    }
    if (!read.problems.isEmpty()) {
      throw new SettingsException(read.problems);
    }
    return List.copyOf(targets);
  }

  private void line(String line, int number) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    if (line.startsWith("[") && line.endsWith("]")) {
      section(line.substring(1, line.length() - 1).strip(), number);
      return;
    }
    int equals = line.indexOf('=');
    if (equals <= 0) {
      problem(number, "is neither [device] nor key = value");
    } else if (sections.isEmpty()) {
      problem(number, "stands before the first [device]");
    } else {
      Entry value = new Entry(withoutRemark(line.substring(equals + 1)), number);
      String key = line.substring(0, equals).strip();
      if (sections.getLast().entries().putIfAbsent(key, value) != null) {
        problem(number, key + " is said twice");
      }
    }
  }

  private void section(String name, int number) {
    String wrong = wrongName(name);
    if (wrong != null) {
      problem(number, wrong);
    }
    if (!names.add(name)) {
      problem(number, "[" + name + "] is there twice");
    }
    sections.add(new Section(name, number, new LinkedHashMap<>()));
  }

  /** Why a name cannot be a device's, or null if it can. */
  static @Nullable String wrongName(String name) {
    boolean good =
        !name.isBlank()
            && name.length() <= 128
            && name.chars().noneMatch(c -> c == '/' || c == '+' || c == '#' || c < ' ' || c == 127);
    return good ? null : "a device's name has 1 to 128 characters and no \"/\", \"+\" or \"#\"";
  }

  private static String withoutRemark(String value) {
    int remark = value.indexOf(" #");
    return (remark < 0 ? value : value.substring(0, remark)).strip();
  }

  private void problem(int line, String problem) {
    problems.add(file + ":" + line + " " + problem);
  }
}
