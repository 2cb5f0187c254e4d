package io.garonne.publish.opendata;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a table says, row by row, to be held against what follows from elsewhere. */
final class Statements {
  private final Table table;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> problems;

  private Statements(Table table, List<String> problems) {
    this.table = table;
    this.problems = problems;
    int line = 2;
    for (List<String> cells : table.rows()) {
      rows.add(new Row(line, cells));
      // A quoted cell may be of several lines.
      line += 1 + (int) String.join("", cells).chars().filter(c -> c == '\n').count();
    }
  }

  static Statements of(Dataset dataset, Map<Dataset, Table> tables, List<String> problems) {
    return new Statements(tables.getOrDefault(dataset, new Table(dataset, List.of())), problems);
  }

  List<Row> rows() {
    return rows;
  }

  SortedMap<String, Row> byKey() {
    SortedMap<String, Row> byKey = new TreeMap<>();
    rows.forEach(row -> byKey.put(row.key(), row));
    return byKey;
  }

  /** A row that should be there. */
  void lacks(String key) {
    problems.add(table.dataset().file() + ": " + key + " is missing");
  }

  /** A row, whose cells are of their columns' types. */
  final class Row {
    private final int line;
    private final List<String> cells;

    private Row(int line, List<String> cells) {
      this.line = line;
      this.cells = cells;
    }

    String key() {
      return String.join(" | ", cells.subList(0, table.dataset().keys()));
    }

    String cell(String column) {
      return table.cell(cells, column);
    }

    boolean has(String column) {
      return !cell(column).isEmpty();
    }

    BigInteger whole(String column) {
      return new BigInteger(cell(column));
    }

    BigDecimal number(String column) {
      return new BigDecimal(cell(column));
    }

    /** A number of something, or null: not known. */
    @Nullable Long count(String column) {
      return has(column) ? Long.valueOf(cell(column)) : null;
    }

    /** What follows; numbers are the same whatever digits of 0 they end with. */
    void says(String column, String recomputed) {
      String stated = cell(column);
      if (!stated.equals(recomputed) && !isSameNumber(column, stated, recomputed)) {
        wrong(column, recomputed);
      }
    }

    private boolean isSameNumber(String column, String stated, String recomputed) {
      return table.dataset().fields().get(table.dataset().index(column)).type() == Field.Type.NUMBER
          && !stated.isEmpty()
          && !recomputed.isEmpty()
          && new BigDecimal(stated).compareTo(new BigDecimal(recomputed)) == 0;
    }

    /**
     * What follows from numbers that were rounded.
     *
     * @param recomputed null: nothing, so that the cell is empty
     * @param tolerance how far off it may be
     */
    void saysAbout(String column, @Nullable BigDecimal recomputed, BigDecimal tolerance) {
      if (recomputed == null || !has(column)) {
        says(column, recomputed == null ? "" : recomputed.toPlainString());
      } else if (number(column).subtract(recomputed).abs().compareTo(tolerance) > 0) {
        wrong(column, recomputed.toPlainString());
      }
    }

    /** A cell that is otherwise than what follows, as said. */
    void wrong(String column, String recomputed) {
      problems.add(
          "%s:%d: %s is \"%s\", and by the other columns \"%s\""
              .formatted(table.dataset().file(), line, column, cell(column), recomputed));
    }
  }
}
