package io.garonne.publish.chart;

import io.garonne.publish.text.Texts;

/** Bars side by side, such as of months: what the sum of each is made of. */
public record StackedColumns(Stack stack) implements Chart {
  private static final int HEIGHT = 240;

  /** Of the room of a bar, what it takes. */
  private static final double SHARE = 0.7;

  @Override
  public String html(Heading heading, Texts texts) {
    int bars = stack.names().size();
    Scale scale = stack.scale();
    Svg svg = new Svg(heading.id(), HEIGHT);
    stack.patterns(svg);
    // Half a bar of room at both ends.
    Plane whole = Plane.of(scale, stack.unit(), 1, new Plane.Margins(HEIGHT, 26, 8, 30), texts);
    double room = whole.width() / bars;
    whole.axes(svg, scale, stack.unit(), texts);
    for (int bar = 0; bar < bars; bar++) {
      double x = whole.left() + room * (bar + (1 - SHARE) / 2);
      double from = 0;
      for (int part = 0; part < stack.parts().size(); part++) {
        double value = stack.parts().get(part).values().get(bar);
        if (value > 0) {
          double top = whole.y(from + value);
          svg.rect(
              stack.kind(part), stack.fill(svg, part), x, top, room * SHARE, whole.y(from) - top);
        }
        from += value;
      }
    }
    new Plane(
            scale,
            whole.left() + room / 2,
            new Plane.Margins(HEIGHT, 26, (int) Math.round(8 + room / 2), 30),
            bars)
        .below(svg, stack.names());
    return stack.frame(heading, svg, texts).html(svg);
  }
}
