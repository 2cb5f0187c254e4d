package io.garonne.publish.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lines of aligned columns. A line with fewer cells than the header may be as long as it likes from
 * its last cell on. Whoever takes tables as such, as a page does, gets them instead of aligned
 * text.
 */
public final class Columns {
  /** Where tables stay tables. */
  public interface Taker {
    /**
     * Takes a table.
     *
     * @param title what it is called, or null: what was written just before says it
     * @param right columns of numbers, from 0
     */
    void take(@Nullable String title, List<String> headers, List<Row> rows, Set<Integer> right);
  }

  /**
   * A line.
   *
   * @param id the published name of what it says, whose arithmetic can be explained; or null
   * @param cells as many as there are columns, or fewer: the last one takes the rest
   */
  public record Row(@Nullable String id, List<String> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  private final @Nullable String title;
  private final List<String> headers;
  private final Set<Integer> right;
  private final List<Row> rows = new ArrayList<>();

  /**
   * Columns.
   *
   * @param headers of each
   * @param right columns of numbers, which stand to the right; from 0
   */
  public Columns(List<String> headers, Set<Integer> right) {
    this(null, headers, right);
  }

  /**
   * The same with what the table is called; as text that is not written, whoever writes the table
   * has said it.
   */
  public Columns(@Nullable String title, List<String> headers, Set<Integer> right) {
    this.title = title;
    this.headers = List.copyOf(headers);
    this.right = Set.copyOf(right);
  }

  /** Adds a line. */
  public void add(List<String> row) {
    rows.add(new Row(null, row));
  }

  /** Adds a line that says something published, by its name. */
  public void add(String id, List<String> row) {
    rows.add(new Row(id, row));
  }

  /** Writes the header and the lines. */
  public void write(Appendable out) throws IOException {
    if (out instanceof Taker taker) {
      taker.take(title, headers, rows, right);
      return;
    }
    int columns = headers.size();
    List<List<String>> lines = new ArrayList<>();
    lines.add(headers);
    rows.forEach(row -> lines.add(row.cells()));
    int[] widths = new int[columns];
    for (List<String> row : lines) {
      int aligned = row.size() == columns ? columns : row.size() - 1;
      for (int i = 0; i < aligned; i++) {
        widths[i] = Math.max(widths[i], Paint.width(row.get(i)));
      }
    }
    for (List<String> row : lines) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        boolean free = i == row.size() - 1 && row.size() < columns;
        String gap = free ? "" : " ".repeat(widths[i] - Paint.width(row.get(i)));
        boolean toTheRight = right.contains(i) && !free;
        line.append(toTheRight ? gap + row.get(i) : row.get(i) + gap).append("  ");
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }
}
