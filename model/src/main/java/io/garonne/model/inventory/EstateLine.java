package io.garonne.model.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line of a table of the estate, as it was written.
 *
 * @param table the table
 * @param cells by column, in their canonical form; blank ones are left out
 * @param place where it was written, {@code file:line}
 */
public record EstateLine(EstateTable table, SortedMap<String, String> cells, String place) {

  public EstateLine {
    SortedMap<String, String> copy = new TreeMap<>(cells);
    if (table == EstateTable.BASELINE) {
      // The first version is what a line without one is of, and always was.
      copy.remove("version", "1");
    }
    cells = Collections.unmodifiableSortedMap(copy);
  }

  /**
   * What a file says.
   *
   * @param lines those that are in order
   * @param problems {@code file:line: text}; a file with any should be refused as a whole
   */
  public record Result(List<EstateLine> lines, List<String> problems) {
    public Result {
      lines = List.copyOf(lines);
      problems = List.copyOf(problems);
    }
  }

  /** The cell, or null if it is blank. */
  public @Nullable String cell(String column) {
    return cells.get(column);
  }

  /** The cell; only for required columns. */
  public String required(String column) {
    String cell = cells.get(column);
    if (cell == null) {
      throw new IllegalArgumentException(place + ": " + column + " is empty");
    }
    return cell;
  }

  /** Tells it from every other line of the estate: the table and the cells of its key. */
  public String key() {
    boolean hasOldKey = table == EstateTable.BASELINE && !cells.containsKey("version");
    // Keys of before there were versions end with the family.
    return cells(hasOldKey ? List.of("period", "entity", "family") : table.key());
  }

  /** What it is about: lines with one subject are the history of one thing. */
  String subject() {
    return cells(table.subject());
  }

  private String cells(List<String> columns) {
    return table.label()
        + "|"
        + columns.stream()
            .map(column -> cells.getOrDefault(column, ""))
            .map(cell -> cell.replace("\\", "\\\\").replace("|", "\\|"))
            .collect(Collectors.joining("|"));
  }

  /** The same line with another cell; null blanks it. */
  public EstateLine with(String column, @Nullable String cell) {
    SortedMap<String, String> changed = new TreeMap<>(cells);
    if (cell == null) {
      changed.remove(column);
    } else {
      changed.put(column, cell);
    }
    return new EstateLine(table, changed, place);
  }

  /** Reads a CSV file of a table; never throws. */
  public static Result read(EstateTable table, String text, String fileName) {
    Csv.Table csv = Csv.parse(text, fileName);
    List<String> problems = new ArrayList<>(csv.problems());
    if (csv.rows().isEmpty()) {
      problems.add(fileName + ":1: no header; columns: " + names(table));
      return new Result(List.of(), problems);
    }
    List<@Nullable Column> header = header(table, csv.rows().get(0), fileName, problems);
    if (!header.containsAll(table.columns().stream().filter(Column::required).toList())) {
      return new Result(List.of(), problems);
    }
    List<EstateLine> lines = new ArrayList<>();
    Map<String, String> keys = new HashMap<>();
    for (Csv.Row row : csv.rows().subList(1, csv.rows().size())) {
      String place = fileName + ":" + row.line();
      EstateLine line = line(table, header, row, csv.separator() == ';', place, problems);
      if (line != null) {
        String same = keys.putIfAbsent(line.key(), place);
        if (same != null) {
          problems.add(place + ": the same " + String.join(", ", table.key()) + " as " + same);
        }
        lines.add(line);
      }
    }
    return new Result(lines, problems);
  }

  private static List<@Nullable Column> header(
      EstateTable table, Csv.Row row, String fileName, List<String> problems) {
    List<@Nullable Column> header = new ArrayList<>();
    for (String field : row.fields()) {
      String name = field.strip().toLowerCase(Locale.ROOT);
      Column column = table.column(name);
      if (column == null) {
        problems.add(
            fileName
                + ":"
                + row.line()
                + ": unknown column \""
                + name
                + "\"; columns of "
                + table.label()
                + ": "
                + names(table));
      } else if (header.contains(column)) {
        problems.add(fileName + ":" + row.line() + ": column " + name + " twice");
      }
      header.add(column);
    }
    for (Column column : table.columns()) {
      if (column.required() && !header.contains(column)) {
        problems.add(fileName + ":" + row.line() + ": column " + column.name() + " is missing");
      }
    }
    return header;
  }

  private static @Nullable EstateLine line(
      EstateTable table,
      List<@Nullable Column> header,
      Csv.Row row,
      boolean decimalComma,
      String place,
      List<String> problems) {
    if (row.fields().size() != header.size()) {
      problems.add(
          place + ": " + row.fields().size() + " fields, but the header has " + header.size());
      return null;
    }
    int before = problems.size();
    SortedMap<String, String> cells = new TreeMap<>();
    for (int i = 0; i < header.size(); i++) {
      Column column = header.get(i);
      String field = Column.stripped(row.fields().get(i));
      String cell = column == null ? field : column.fromSpreadsheet(field);
      if (column != null && !cell.isEmpty()) {
        try {
          cells.put(column.name(), column.canonical(cell, decimalComma));
        } catch (IllegalArgumentException e) {
          problems.add(place + ": " + column.name() + " \"" + shown(cell) + "\" " + e.getMessage());
        }
      } else if (column != null && column.required()) {
        problems.add(place + ": " + column.name() + " is empty");
      }
    }
    return problems.size() > before ? null : new EstateLine(table, cells, place);
  }

  private static String shown(String cell) {
    return cell.replaceAll("\\p{Cntrl}", "?");
  }

  /**
   * A line from cells that a program made.
   *
   * @throws IllegalArgumentException if they are not what the table's columns hold
   */
  public static EstateLine of(EstateTable table, Map<String, String> cells, String place) {
    SortedMap<String, String> canonical = new TreeMap<>();
    cells.forEach(
        (name, cell) -> {
          Column column = table.column(name);
          if (column == null) {
            throw new IllegalArgumentException(place + ": unknown column " + name);
          }
          canonical.put(name, column.canonical(cell, false));
        });
    for (Column column : table.columns()) {
      if (column.required() && !canonical.containsKey(column.name())) {
        throw new IllegalArgumentException(place + ": " + column.name() + " is empty");
      }
    }
    return new EstateLine(table, canonical, place);
  }

  /**
   * Writes lines of one table so that {@link #read} reads them back: comma-separated, sorted by
   * key, without the columns that no line fills, except required ones.
   */
  public static String format(EstateTable table, Collection<EstateLine> lines) {
    List<Column> columns =
        table.columns().stream()
            .filter(
                column ->
                    column.required()
                        || lines.stream().anyMatch(l -> l.cells.containsKey(column.name())))
            .toList();
    StringBuilder out = new StringBuilder();
    out.append(columns.stream().map(Column::name).collect(Collectors.joining(","))).append('\n');
    lines.stream()
        .sorted(Comparator.comparing(EstateLine::key))
        .forEach(
            line ->
                out.append(
                        columns.stream()
                            .map(
                                c ->
                                    Csv.field(
                                        c.forSpreadsheet(line.cells.getOrDefault(c.name(), "")),
                                        ','))
                            .collect(Collectors.joining(",")))
                    .append('\n'));
    return out.toString();
  }

  private static String names(EstateTable table) {
    return table.columns().stream().map(Column::name).collect(Collectors.joining(", "));
  }
}
