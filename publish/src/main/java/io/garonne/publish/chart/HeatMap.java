package io.garonne.publish.chart;

import io.garonne.publish.text.Texts;
import java.util.ArrayList;
import java.util.List;

/**
 * A map of numbers, such as watts by hour and day of the week: a square in each cell, the greater
 * the number the larger, so that it can be read without colour. What is not known is a small cross.
 *
 * @param over what the rows are, such as Day
 * @param rows names, the first on top
 * @param columns names, from left to right
 * @param values of each row its columns, 0 or more; not a number: not known
 */
public record HeatMap(
    String over, List<String> rows, List<String> columns, List<List<Double>> values, Unit unit)
    implements Chart {
  private static final int ROW = 20;
  private static final int TOP = 18;

  public HeatMap {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    values = values.stream().map(List::copyOf).toList();
    int width = columns.size();
    if (rows.isEmpty()
        || width == 0
        || values.size() != rows.size()
        || values.stream().anyMatch(row -> row.size() != width)) {
      throw new IllegalArgumentException("a value for each row and column");
    }
    if (values.stream().flatMap(List::stream).anyMatch(v -> v < 0)) {
      throw new IllegalArgumentException("values are 0 or more");
    }
  }

  @Override
  public String html(Heading heading, Texts texts) {
    Svg svg = new Svg(heading.id(), TOP + rows.size() * ROW + 2);
    int letters = rows.stream().mapToInt(String::length).max().orElse(1);
    double left = letters * Svg.LETTER + 6;
    double wide = (Svg.WIDTH - left) / columns.size();
    double most =
        values.stream()
            .flatMap(List::stream)
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .max()
            .orElse(0);
    int named = columns.stream().mapToInt(String::length).max().orElse(1);
    int every = (int) Math.max(1, Math.ceil((named + 1) * Svg.LETTER / wide));
    for (int column = 0; column < columns.size(); column += every) {
      svg.text("ch-middle", left + wide * (column + 0.5), TOP - 6, columns.get(column));
    }
    for (int row = 0; row < rows.size(); row++) {
      double middle = TOP + ROW * (row + 0.5);
      svg.text("ch-end", left - 6, middle + 4, rows.get(row));
      for (int column = 0; column < columns.size(); column++) {
        double x = left + wide * (column + 0.5);
        double value = values.get(row).get(column);
        if (!Double.isFinite(value)) {
          svg.line("ch-zero", x - 2, middle - 2, x + 2, middle + 2);
          svg.line("ch-zero", x - 2, middle + 2, x + 2, middle - 2);
        } else if (most > 0) {
          // Areas are what is compared.
          double side = Math.sqrt(value / most) * (Math.min(wide, ROW) - 2);
          svg.rect("ch-ink", "", x - side / 2, middle - side / 2, side, side);
        }
      }
    }
    return figures(new Frame(heading, texts), most, texts).html(svg);
  }

  private Frame figures(Frame frame, double most, Texts texts) {
    frame.key(
        "<rect class=\"ch-ink\" x=\"8\" width=\"12\" height=\"12\"/>", unit.with(most, texts));
    frame.key(
        "<rect class=\"ch-ink\" x=\"11\" y=\"3\" width=\"6\" height=\"6\"/>",
        unit.with(most / 4, texts));
    List<String> names = new ArrayList<>(List.of(over));
    names.addAll(columns);
    frame.columns(names);
    for (int row = 0; row < rows.size(); row++) {
      List<String> cells = new ArrayList<>(List.of(rows.get(row)));
      values.get(row).forEach(value -> cells.add(unit.alone(value, texts)));
      frame.row(cells);
    }
    return frame;
  }
}
