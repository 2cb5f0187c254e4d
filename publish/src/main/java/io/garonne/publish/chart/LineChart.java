package io.garonne.publish.chart;

import io.garonne.publish.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Lines over the same periods, such as an indicator, the path to its target and its forecast, with
 * the ranges they are within.
 *
 * @param over what the periods are, such as Month
 * @param periods their names, in order
 * @param lines at least one
 * @param bands ranges, drawn behind the lines
 * @param unit of all of them
 */
public record LineChart(
    String over, List<String> periods, List<Line> lines, List<Band> bands, Unit unit)
    implements Chart {
  private static final int HEIGHT = 250;
  private static final int TOP = 26;
  private static final int RIGHT = 26;
  private static final int BOTTOM = 30;

  /** More points than that are a line without marks. */
  private static final int MARKED = 60;

  public LineChart {
    periods = List.copyOf(periods);
    lines = List.copyOf(lines);
    bands = List.copyOf(bands);
    int size = periods.size();
    if (size == 0 || lines.isEmpty()) {
      throw new IllegalArgumentException("nothing to draw");
    }
    if (lines.stream().anyMatch(line -> line.values().size() != size)
        || bands.stream().anyMatch(band -> band.low().size() != size)) {
      throw new IllegalArgumentException(
          "a value for each period, not a number where none is known");
    }
  }

  /** How a line is drawn. */
  public enum Stroke {
    /** What was measured; its newest value stands beside it. */
    SOLID,
    /** What is due. */
    DASHED,
    /** What is expected. */
    DOTTED
  }

  /**
   * A line.
   *
   * @param values one of each period; not a number: not known. What was measured has a gap there
   *     then, a path or forecast goes straight on
   */
  public record Line(String name, Stroke stroke, List<Double> values) {
    public Line {
      values = List.copyOf(values);
    }
  }

  /**
   * A range.
   *
   * @param low its lower end in each period; not a number: not known
   * @param high its upper end
   */
  public record Band(String name, List<Double> low, List<Double> high) {
    public Band {
      low = List.copyOf(low);
      high = List.copyOf(high);
      if (low.size() != high.size()) {
        throw new IllegalArgumentException("a range has two ends");
      }
    }
  }

  @Override
  public String html(Heading heading, Texts texts) {
    Scale scale =
        Scale.over(
            Stream.of(
                    lines.stream().map(Line::values),
                    bands.stream().map(Band::low),
                    bands.stream().map(Band::high))
                .flatMap(s -> s)
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue));
    Svg svg = new Svg(heading.id(), HEIGHT);
    Plane plane =
        Plane.of(scale, unit, periods.size(), new Plane.Margins(HEIGHT, TOP, RIGHT, BOTTOM), texts);
    plane.axes(svg, scale, unit, texts);
    plane.below(svg, periods);
    Frame frame = new Frame(heading, texts);
    for (int i = 0; i < bands.size(); i++) {
      draw(svg, plane, bands.get(i), edge(i));
    }
    for (Line line : lines) {
      draw(svg, plane, line);
      String stroke = "ch-" + line.stroke().name().toLowerCase(Locale.ROOT);
      frame.key("<path class=\"%s\" d=\"M0 6H28\"/>".formatted(stroke), line.name());
    }
    lines.forEach(line -> label(svg, plane, line, texts));
    for (int i = 0; i < bands.size(); i++) {
      frame.key(
          "<rect class=\"ch-band\" y=\"1\" width=\"28\" height=\"10\"/>"
              + "<path class=\"%s\" d=\"M0 1H28M0 11H28\"/>".formatted(edge(i)),
          bands.get(i).name());
    }
    figures(frame, texts);
    return frame.html(svg);
  }

  private void draw(Svg svg, Plane plane, Band band, String edge) {
    int from = 0;
    while (from < periods.size()) {
      int to = from;
      while (to < periods.size() && isKnown(band.low().get(to)) && isKnown(band.high().get(to))) {
        to++;
      }
      if (to - from == 1) {
        double x = plane.x(from);
        svg.line(edge, x, plane.y(band.low().get(from)), x, plane.y(band.high().get(from)));
      } else if (to > from) {
        StringBuilder high = new StringBuilder();
        StringBuilder low = new StringBuilder();
        StringBuilder back = new StringBuilder();
        for (int i = from; i < to; i++) {
          high.append(i == from ? "M" : "L").append(plane.point(i, band.high().get(i)));
          low.append(i == from ? "M" : "L").append(plane.point(i, band.low().get(i)));
          back.insert(0, "L" + plane.point(i, band.low().get(i)));
        }
        svg.path("ch-band", high.toString() + back + "Z");
        svg.path(edge, high.toString()).path(edge, low.toString());
      }
      from = Math.max(to, from + 1);
    }
  }

  private void draw(Svg svg, Plane plane, Line line) {
    StringBuilder d = new StringBuilder();
    boolean on = false;
    int last = last(line);
    for (int i = 0; i <= last; i++) {
      double value = line.values().get(i);
      if (isKnown(value)) {
        d.append(on ? "L" : "M").append(plane.point(i, value));
        if (line.stroke() == Stroke.SOLID && (periods.size() <= MARKED || i == last)) {
          svg.circle("ch-point", plane.x(i), plane.y(value), i == last ? 4 : 2.5);
        }
      }
      // What was measured has gaps; a path or forecast leads from point to point.
      on = isKnown(value) || (on && line.stroke() != Stroke.SOLID);
    }
    if (last >= 0) {
      svg.path("ch-" + line.stroke().name().toLowerCase(Locale.ROOT), d.toString());
    }
  }

  /** The newest value of what was measured, on the side where there is no other line. */
  private void label(Svg svg, Plane plane, Line line, Texts texts) {
    int last = last(line);
    if (line.stroke() != Stroke.SOLID || last < 0) {
      return;
    }
    double value = line.values().get(last);
    boolean below = lines.stream().anyMatch(other -> other.values().get(last) > value);
    boolean toTheLeft = plane.x(last) > Svg.WIDTH / 2.0;
    svg.text(
        "ch-value " + (toTheLeft ? "ch-end" : "ch-start"),
        plane.x(last) + (toTheLeft ? 6 : -6),
        plane.y(value) + (below ? 19 : -10),
        unit.with(value, texts));
  }

  /** The newest period of which something is known, or −1. */
  private static int last(Line line) {
    int last = line.values().size() - 1;
    while (last >= 0 && !isKnown(line.values().get(last))) {
      last--;
    }
    return last;
  }

  private static String edge(int band) {
    return band == 0 ? "ch-edge" : "ch-edge ch-fine";
  }

  private void figures(Frame frame, Texts texts) {
    List<String> columns = new ArrayList<>(List.of(over));
    String of = unit.symbol().isEmpty() ? "" : " (" + unit.symbol() + ")";
    lines.forEach(line -> columns.add(line.name() + of));
    bands.forEach(band -> columns.add(band.name() + of));
    frame.columns(columns);
    for (int i = 0; i < periods.size(); i++) {
      List<String> cells = new ArrayList<>(List.of(periods.get(i)));
      for (Line line : lines) {
        cells.add(unit.alone(line.values().get(i), texts));
      }
      for (Band band : bands) {
        String low = unit.alone(band.low().get(i), texts);
        cells.add(
            isKnown(band.low().get(i)) ? low + " … " + unit.alone(band.high().get(i), texts) : low);
      }
      frame.row(cells);
    }
  }

  private static boolean isKnown(double value) {
    return Double.isFinite(value);
  }
}
