package io.garonne.publish.export.state;

import io.garonne.model.inventory.Csv;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the State's tools take, by the table {@code rules.csv}: which columns a file must and may
 * have, and what may be in them. Sources: {@code expositiondonneesentrees-openapi.yml}, {@code
 * csv-headers.yml}, {@code CsvToInMapper.java} and the documentation of G4ITTeam/g4it.
 */
final class StateRules {
  private record Rule(
      String column,
      boolean header,
      boolean required,
      String pattern,
      boolean unique,
      String refersTo) {}

  private final Map<String, List<Rule>> files = new LinkedHashMap<>();

  StateRules(StateFormat tool) throws IOException {
    String text;
    try (var in = StateRules.class.getResourceAsStream("rules.csv")) {
      text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    Csv.Table table = Csv.parse(text, "rules.csv");
    for (Csv.Row row : table.rows().subList(1, table.rows().size())) {
      List<String> f = row.fields();
      if (f.get(0).equalsIgnoreCase(tool.name())) {
        files
            .computeIfAbsent(f.get(1), name -> new ArrayList<>())
            .add(
                new Rule(
                    f.get(2),
                    f.get(3).equals("mandatory"),
                    f.get(4).equals("required"),
                    f.get(5),
                    f.get(6).equals("yes"),
                    f.get(7)));
      }
    }
  }

  /** What the tool would refuse, as {@code file:line column: why}. */
  List<String> problems(Map<String, byte[]> given) {
    List<String> problems = new ArrayList<>();
    if (!given.keySet().equals(files.keySet())) {
      problems.add("files " + given.keySet() + " instead of " + files.keySet());
    }
    if (given.values().stream().mapToLong(bytes -> bytes.length).sum() > StateFormat.MOST_BYTES) {
      problems.add("more than 10 MB");
    }
    Map<String, Set<String>> names = new HashMap<>();
    files.forEach(
        (file, rules) ->
            names.put(file, check(file, rules, given.getOrDefault(file, new byte[0]), problems)));
    files.forEach(
        (file, rules) -> {
          for (Rule rule : rules) {
            if (!rule.refersTo().isEmpty()) {
              Csv.Table table = table(file, given.getOrDefault(file, new byte[0]), problems);
              int at =
                  table.rows().isEmpty() ? -1 : table.rows().get(0).fields().indexOf(rule.column());
              for (Csv.Row row :
                  table.rows().subList(Math.min(1, table.rows().size()), table.rows().size())) {
                String cell = at < 0 ? "" : row.fields().get(at);
                if (!cell.isEmpty()
                    && !names.getOrDefault(rule.refersTo(), Set.of()).contains(cell)) {
                  problems.add(
                      file
                          + ":"
                          + row.line()
                          + " "
                          + rule.column()
                          + ": no such line in "
                          + rule.refersTo());
                }
              }
            }
          }
        });
    return problems;
  }

  private static Csv.Table table(String file, byte[] bytes, List<String> problems) {
    String text = "";
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      problems.add(file + ": is not UTF-8");
    }
    return Csv.parse(text, file);
  }

  /** Returns the names in the file's first column. */
  private static Set<String> check(
      String file, List<Rule> rules, byte[] bytes, List<String> problems) {
    if (bytes.length > 2 && bytes[0] == (byte) 0xEF) {
      problems.add(file + ": begins with a mark");
    }
    Csv.Table table = table(file, bytes, problems);
    Set<String> first = new HashSet<>();
    if (table.rows().isEmpty()) {
      problems.add(file + ": has no header");
      return first;
    }
    if (table.separator() != ';') {
      problems.add(file + ": the separator is not ;");
    }
    List<String> header = table.rows().get(0).fields();
    Map<String, Rule> known = new HashMap<>();
    for (Rule rule : rules) {
      known.put(rule.column(), rule);
      if (rule.header() && !header.contains(rule.column())) {
        problems.add(file + ": column " + rule.column() + " is missing");
      }
    }
    Map<String, Set<String>> seen = new HashMap<>();
    for (Csv.Row row : table.rows().subList(1, table.rows().size())) {
      if (row.fields().size() != header.size()) {
        problems.add(file + ":" + row.line() + ": " + row.fields().size() + " fields");
        continue;
      }
      first.add(row.fields().get(0));
      for (int i = 0; i < header.size(); i++) {
        String column = header.get(i);
        Rule rule = known.get(column);
        String why =
            rule == null
                ? "no such column"
                : why(
                    rule, row.fields().get(i), seen.computeIfAbsent(column, c -> new HashSet<>()));
        if (!why.isEmpty()) {
          problems.add(file + ":" + row.line() + " " + column + ": " + why);
        }
      }
    }
    return first;
  }

  private static String why(Rule rule, String cell, Set<String> seen) {
    if (cell.isEmpty()) {
      return rule.required() ? "is empty" : "";
    }
    if (rule.unique() && !seen.add(cell)) {
      return "\"" + cell + "\" comes twice";
    }
    if (rule.pattern().equals("DATE")) {
      try {
        LocalDate.parse(cell);
        return "";
      } catch (DateTimeException e) {
        return "\"" + cell + "\" is no date like 2026-03-02";
      }
    }
    return cell.matches(rule.pattern()) ? "" : "\"" + cell + "\" is not " + rule.pattern();
  }
}
