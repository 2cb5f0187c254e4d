package io.garonne.publish.chart;

import io.garonne.publish.html.Html;
import io.garonne.publish.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What bars are made of: for each of some months, sites or families the parts of a sum. Parts have
 * patterns, in this order: full, hatched, dotted, empty; more than four cannot be told apart.
 *
 * @param over what the names are, such as Site
 * @param names one of each bar
 * @param parts one to four
 * @param total what the sum is called, in the table
 */
public record Stack(String over, List<String> names, List<Part> parts, String total, Unit unit) {
  private static final List<String> PATTERNS = List.of("full", "hatch", "dots", "empty");

  public Stack {
    names = List.copyOf(names);
    parts = List.copyOf(parts);
    int size = names.size();
    if (size == 0 || parts.isEmpty() || parts.size() > PATTERNS.size()) {
      throw new IllegalArgumentException(size + " bars of " + parts.size() + " parts");
    }
    if (parts.stream().anyMatch(part -> part.values().size() != size)) {
      throw new IllegalArgumentException("a value for each bar");
    }
  }

  /**
   * A part of every bar.
   *
   * @param values one of each bar, 0 or more
   * @param counted whether it is in the sum; what is not stands beside it and is drawn at the end
   */
  public record Part(String name, List<Double> values, boolean counted) {
    public Part {
      values = List.copyOf(values);
      if (values.stream().anyMatch(v -> !(v >= 0) || v.isInfinite())) {
        throw new IllegalArgumentException("a part is 0 or more: " + values);
      }
    }
  }

  /** What is counted of a bar. */
  double sum(int bar) {
    return parts.stream().filter(Part::counted).mapToDouble(part -> part.values().get(bar)).sum();
  }

  /** How long a bar is. */
  double length(int bar) {
    return parts.stream().mapToDouble(part -> part.values().get(bar)).sum();
  }

  Scale scale() {
    return Scale.over(IntStream.range(0, names.size()).mapToDouble(this::length));
  }

  /** The patterns of a picture; their names are the picture's own. */
  void patterns(Svg svg) {
    if (parts.size() > 1) {
      svg.markup("<defs>" + hatch(svg.own("hatch")) + dots(svg.own("dots")) + "</defs>");
    }
  }

  String fill(Svg svg, int part) {
    return switch (PATTERNS.get(part)) {
      case "hatch" -> "url(#" + svg.own("hatch") + ")";
      case "dots" -> "url(#" + svg.own("dots") + ")";
      default -> "";
    };
  }

  String kind(int part) {
    return "ch-part ch-" + PATTERNS.get(part);
  }

  /** What the patterns mean, and the figures. */
  Frame frame(Heading heading, Svg svg, Texts texts) {
    Frame frame = new Frame(heading, texts);
    List<String> columns = new ArrayList<>(List.of(over));
    for (int i = 0; i < parts.size() && parts.size() > 1; i++) {
      String fill = fill(svg, i);
      frame.key(
          "<rect class=\"%s\"%s x=\"1\" y=\"1\" width=\"26\" height=\"10\"/>"
              .formatted(kind(i), fill.isEmpty() ? "" : " fill=\"" + fill + "\""),
          parts.get(i).name());
      columns.add(parts.get(i).name());
    }
    columns.add(total);
    frame.columns(columns.stream().map(c -> c.equals(over) ? c : c + of()).toList());
    for (int bar = 0; bar < names.size(); bar++) {
      List<String> cells = new ArrayList<>(List.of(names.get(bar)));
      for (Part part : parts.size() > 1 ? parts : List.<Part>of()) {
        cells.add(unit.alone(part.values().get(bar), texts));
      }
      cells.add(unit.alone(sum(bar), texts));
      frame.row(cells);
    }
    return frame;
  }

  private String of() {
    return unit.symbol().isEmpty() ? "" : " (" + unit.symbol() + ")";
  }

  private static String hatch(String id) {
    return new Html()
        .markup(
            "<pattern id=\"" + id + "\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"")
        .markup(
            " patternTransform=\"rotate(45)\"><rect class=\"ch-ground\" width=\"6\" height=\"6\"/>")
        .markup("<rect class=\"ch-ink\" width=\"3\" height=\"6\"/></pattern>")
        .toString();
  }

  private static String dots(String id) {
    return new Html()
        .markup(
            "<pattern id=\"" + id + "\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">")
        .markup("<rect class=\"ch-ground\" width=\"6\" height=\"6\"/>")
        .markup("<circle class=\"ch-ink\" cx=\"3\" cy=\"3\" r=\"1.4\"/></pattern>")
        .toString();
  }
}
