package io.garonne.publish.chart;

import io.garonne.publish.html.Html;

/** The drawing of a picture, in a plane of its own; coordinates to a tenth. */
final class Svg {
  /** Width of every picture; at this width letters are 13 px high, on a phone a little less. */
  static final int WIDTH = 400;

  /** Width of a letter, about. */
  static final double LETTER = 6.9;

  private final Html out = new Html();
  private final String id;
  private final int height;

  Svg(String id, int height) {
    this.id = id;
    this.height = height;
  }

  /** A name that is this picture's own. */
  String own(String name) {
    return id + "-" + name;
  }

  Svg line(String kind, double x1, double y1, double x2, double y2) {
    out.markup(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
            .formatted(kind, n(x1), n(y1), n(x2), n(y2)));
    return this;
  }

  /** A rectangle; fill is a value of the attribute, or empty where the style says it. */
  Svg rect(String kind, String fill, double x, double y, double width, double high) {
    out.markup(
        "<rect class=\"%s\"%s x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
            .formatted(
                kind,
                fill.isEmpty() ? "" : " fill=\"" + fill + "\"",
                n(x),
                n(y),
                n(Math.max(0, width)),
                n(Math.max(0, high))));
    return this;
  }

  Svg circle(String kind, double x, double y, double radius) {
    out.markup(
        "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>"
            .formatted(kind, n(x), n(y), n(radius)));
    return this;
  }

  Svg path(String kind, String d) {
    out.markup("<path class=\"%s\" d=\"%s\"/>".formatted(kind, d));
    return this;
  }

  /** Letters; the kind may be several. */
  Svg text(String kind, double x, double y, String text) {
    out.element("text class=\"%s\" x=\"%s\" y=\"%s\"".formatted(kind, n(x), n(y)), text);
    return this;
  }

  Svg markup(String markup) {
    out.markup(markup);
    return this;
  }

  /** The element; its name and description are elsewhere in the document too, for who hears it. */
  String element(String title, String description) {
    return new Html()
        .markup("<svg role=\"img\" aria-labelledby=\"%1$s-n %1$s-d\"".formatted(id))
        .markup(
            " viewBox=\"0 0 %d %d\" xmlns=\"http://www.w3.org/2000/svg\">".formatted(WIDTH, height))
        .element("title id=\"" + id + "-n\"", title)
        .element("desc id=\"" + id + "-d\"", description)
        .markup(out.toString())
        .markup("</svg>")
        .toString();
  }

  /** A coordinate: to a tenth, without a point where there is none. */
  static String n(double value) {
    long tenths = Math.round(value * 10);
    String sign = tenths < 0 ? "-" : "";
    long whole = Math.abs(tenths);
    return sign + whole / 10 + (whole % 10 == 0 ? "" : "." + whole % 10);
  }
}
