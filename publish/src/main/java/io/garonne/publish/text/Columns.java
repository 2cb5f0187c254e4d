package io.garonne.publish.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Lines of aligned columns. A line with fewer cells than the header may be as long as it likes from
 * its last cell on.
 */
public final class Columns {
  private final Set<Integer> right;
  private final List<List<String>> rows = new ArrayList<>();
  private final int columns;

  /**
   * Columns.
   *
   * @param headers of each
   * @param right columns of numbers, which stand to the right; from 0
   */
  public Columns(List<String> headers, Set<Integer> right) {
    this.right = Set.copyOf(right);
    this.columns = headers.size();
    rows.add(List.copyOf(headers));
  }

  /** Adds a line. */
  public void add(List<String> row) {
    rows.add(List.copyOf(row));
  }

  /** Writes the header and the lines. */
  public void write(Appendable out) throws IOException {
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      int aligned = row.size() == columns ? columns : row.size() - 1;
      for (int i = 0; i < aligned; i++) {
        widths[i] = Math.max(widths[i], Paint.width(row.get(i)));
      }
    }
    for (List<String> row : rows) {
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
