package io.garonne.model.inventory.importing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the files say.
 *
 * @param lines by name of the estate's table, in the order of {@link
 *     io.garonne.model.inventory.EstateTable}; a line has its cells by column, in the table's
 *     order, without empty ones. Lines are in the order of files and lines. Tables without lines
 *     are left out
 * @param problems {@code file:line: text}, in the order of files and lines: what was not taken over
 */
public record Imported(Map<String, List<Map<String, String>>> lines, List<String> problems) {
  public Imported {
    Map<String, List<Map<String, String>>> copy = new LinkedHashMap<>();
    lines.forEach(
        (table, rows) -> {
          List<Map<String, String>> copied = new ArrayList<>();
          rows.forEach(row -> copied.add(Collections.unmodifiableMap(new LinkedHashMap<>(row))));
          copy.put(table, List.copyOf(copied));
        });
    lines = Collections.unmodifiableMap(copy);
    problems = List.copyOf(problems);
  }

  /** The lines of a table; empty if there are none. */
  public List<Map<String, String>> of(String table) {
    return lines.getOrDefault(table, List.of());
  }
}
