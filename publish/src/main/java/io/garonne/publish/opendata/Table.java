package io.garonne.publish.opendata;

import io.garonne.model.inventory.Csv;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Rows of a data set, as text: comma, UTF-8 without a mark, line feed, decimal point, header first.
 *
 * @param dataset which
 * @param rows each with a cell of every column; empty: not known
 */
record Table(Dataset dataset, List<List<String>> rows) {
  private static final String FORMULA_STARTS = "=+-@\t\r";

  Table {
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != dataset.fields().size()) {
        throw new IllegalArgumentException(dataset + " has another number of columns");
      }
    }
  }

  byte[] bytes() {
    StringBuilder out = new StringBuilder();
    line(out, dataset.fields().stream().map(Field::name).toList());
    rows.forEach(row -> line(out, row));
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void line(StringBuilder out, List<String> cells) {
    out.append(cells.stream().map(cell -> Csv.field(cell, ',')).collect(Collectors.joining(",")))
        .append('\n');
  }

  /** A name or text that no spreadsheet takes for a formula. */
  static String plain(String text) {
    return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  /**
   * A file of the data set.
   *
   * @param problems where what is wrong is added
   */
  static Table read(Dataset dataset, String text, List<String> problems) {
    Csv.Table csv = Csv.parse(text, dataset.file());
    problems.addAll(csv.problems());
    List<String> header = dataset.fields().stream().map(Field::name).toList();
    if (csv.rows().isEmpty() || !csv.rows().get(0).fields().equals(header)) {
      problems.add(dataset.file() + ":1: the columns are not those of the schema");
      return new Table(dataset, List.of());
    }
    List<List<String>> rows = new ArrayList<>();
    Map<String, Integer> keys = new TreeMap<>();
    for (Csv.Row row : csv.rows().subList(1, csv.rows().size())) {
      String place = dataset.file() + ":" + row.line();
      if (row.fields().size() != header.size()) {
        problems.add(place + ": " + row.fields().size() + " cells of " + header.size());
        continue;
      }
      for (int i = 0; i < header.size(); i++) {
        Field field = dataset.fields().get(i);
        if (!field.takes(row.fields().get(i))) {
          problems.add(
              "%s: %s \"%s\" is no %s"
                  .formatted(place, field.name(), row.fields().get(i), field.type().label()));
        }
      }
      rows.add(row.fields());
      Integer same = keys.putIfAbsent(key(dataset, row.fields()), row.line());
      if (same != null) {
        problems.add(place + ": the same key as line " + same);
      }
    }
    return new Table(dataset, rows);
  }

  private static String key(Dataset dataset, List<String> row) {
    return String.join(" | ", row.subList(0, dataset.primaryKey().size()));
  }

  /** Rows by what tells them apart. */
  SortedMap<String, List<String>> byKey() {
    SortedMap<String, List<String>> byKey = new TreeMap<>();
    rows.forEach(row -> byKey.put(key(dataset, row), row));
    return byKey;
  }

  String cell(List<String> row, String field) {
    return row.get(dataset.index(field));
  }
}
