package io.garonne.deploy.inventory;

import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.inventory.Family;
import io.garonne.model.inventory.TargetSetting;
import io.garonne.model.inventory.TargetSettings;
import io.garonne.service.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table {@link EstateTable#TARGETS} as people write it: {@code targets.yaml}. Here and not in
 * the model, which reads no files: what the settings mean is said there, by {@link TargetSetting}.
 */
final class TargetSettingsFile {
  /** The name that it is written with. */
  static final String NAME = "targets.yaml";

  /** Its names in a folder. */
  static final List<String> NAMES = List.of(NAME, "targets.yml");

  private static final List<String> KEYS =
      List.of("reference", "users", "targets", "fixed_percent", "factors");
  private static final List<String> FAMILIES =
      Arrays.stream(Family.values()).map(Family::label).toList();

  private final String file;
  private final List<Problem> problems = new ArrayList<>();
  private final List<EstateLine> lines = new ArrayList<>();

  private TargetSettingsFile(String file) {
    this.file = file;
  }

  /** Whether a file is YAML by its name. */
  static boolean isYaml(String fileName) {
    return fileName.endsWith(".yaml") || fileName.endsWith(".yml");
  }

  /** Reads the text of a file; never throws. */
  static EstateLine.Result read(String text, String file) {
    return new TargetSettingsFile(file).read(text);
  }

  private record Problem(int line, String text) {}

  private EstateLine.Result read(String text) {
    YamlNode root = YamlNode.parse(text, this::problem);
    if (root == null && problems.isEmpty()) {
      problem(1, "says nothing; known: " + String.join(", ", KEYS));
    }
    if (root != null) {
      root.map(KEYS).forEach(this::section);
    }
    List<String> all = new ArrayList<>();
    problems.forEach(problem -> all.add(file + ":" + problem.line() + ": " + problem.text()));
    all.addAll(TargetSettings.of(lines).problems());
    all.sort(Comparator.comparingInt(this::line));
    return new EstateLine.Result(all.isEmpty() ? canonical(all) : List.of(), all);
  }

  /** The line that a problem names behind the file. */
  private int line(String problem) {
    int start = file.length() + 1;
    return Integer.parseInt(problem.substring(start, problem.indexOf(':', start)));
  }

  private void problem(int line, String text) {
    problems.add(new Problem(line, text));
  }

  private void section(String name, YamlNode node) {
    switch (name) {
      case "reference" ->
          node.map(List.of("first_month"))
              .forEach((key, value) -> add("reference." + key, value, value, null, null));
      case "users" -> {
        if (!node.text().isEmpty()) {
          add(name, node, node, null, null);
        }
      }
      case "targets" ->
          node.map(TargetSetting.INDICATORS)
              .forEach((key, value) -> members(name + "." + key, value, "percent", "due", true));
      case "fixed_percent" ->
          node.map(FAMILIES)
              .forEach((key, value) -> add(name + "." + key, value, value, null, null));
      default ->
          node.map(null)
              .forEach(
                  (key, value) ->
                      members(name + "." + key, value, "grams_per_kwh", "source", false));
    }
  }

  /** A setting of two members, both needed. */
  private void members(String setting, YamlNode node, String first, String second, boolean isDue) {
    int before = problems.size();
    Map<String, YamlNode> members = node.map(List.of(first, second));
    YamlNode value = members.get(first);
    YamlNode more = members.get(second);
    if (value != null && more != null) {
      add(setting, node, value, isDue ? more : null, isDue ? null : more);
    } else if (problems.size() == before) {
      node.problem("needs " + first + " and " + second);
    }
  }

  private void add(
      String setting,
      YamlNode at,
      YamlNode value,
      @Nullable YamlNode due,
      @Nullable YamlNode source) {
    int before = problems.size();
    SortedMap<String, String> cells = new TreeMap<>();
    cells.put("setting", setting);
    cells.put("value", value.text().strip());
    if (due != null) {
      cells.put("due", due.text().strip());
    }
    if (source != null) {
      cells.put("source", source.text().strip());
    }
    if (problems.size() == before) {
      lines.add(new EstateLine(EstateTable.TARGETS, cells, file + ":" + at.line()));
    }
  }

  /** The lines in the one form in which they are kept. */
  private List<EstateLine> canonical(List<String> refused) {
    List<EstateLine> canonical = new ArrayList<>();
    for (EstateLine line : lines) {
      try {
        SortedMap<String, String> cells = TargetSetting.parse(line.cells()).cells();
        canonical.add(EstateLine.of(EstateTable.TARGETS, cells, line.place()));
      } catch (IllegalArgumentException e) {
        // A text that no table takes, such as one of several lines.
        refused.add(line.place() + ": " + line.cell("setting") + ": " + e.getMessage());
      }
    }
    return refused.isEmpty() ? canonical : List.of();
  }

  /** Writes lines so that {@link #read} reads the same. */
  static String format(Collection<EstateLine> lines) {
    Map<String, List<String>> sections = new TreeMap<>(Comparator.comparingInt(KEYS::indexOf));
    for (TargetSetting setting : TargetSettings.of(lines).all()) {
      String name = setting.name();
      int dot = name.indexOf('.');
      String section = dot < 0 ? name : name.substring(0, dot);
      sections
          .computeIfAbsent(section, s -> new ArrayList<>())
          .add(dot < 0 ? value(setting) : "  " + name.substring(dot + 1) + ": " + value(setting));
    }
    return sections.entrySet().stream()
        .map(
            section ->
                section.getKey().equals("users")
                    ? "users: " + section.getValue().get(0) + "\n"
                    : section.getKey() + ":\n" + String.join("\n", section.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  private static String value(TargetSetting setting) {
    Map<String, String> cells = setting.cells();
    return switch (setting) {
      case TargetSetting.Goal goal ->
          "{percent: " + cells.get("value") + ", due: " + cells.get("due") + "}";
      case TargetSetting.Factor factor ->
          "{grams_per_kwh: " + cells.get("value") + ", source: " + quoted(factor.source()) + "}";
      default -> String.valueOf(cells.get("value"));
    };
  }

  /** A double-quoted scalar; what an editor may not show is escaped. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
              } else if (c == ' ' || Character.isLetterOrDigit(c) || (c > ' ' && c < 0x7f)) {
                out.appendCodePoint(c);
              } else {
                out.append(String.format(Locale.ROOT, c > 0xffff ? "\\U%08x" : "\\u%04x", c));
              }
            });
    return out.append('"').toString();
  }
}
