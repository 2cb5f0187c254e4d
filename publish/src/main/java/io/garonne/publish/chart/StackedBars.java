package io.garonne.publish.chart;

import io.garonne.publish.text.Texts;

/**
 * Bars below each other, such as of sites or families, the first on top; with its sum at the end of
 * each. Names may be long.
 */
public record StackedBars(Stack stack) implements Chart {
  private static final int ROW = 40;
  private static final int BAR = 14;

  @Override
  public String html(Heading heading, Texts texts) {
    int bars = stack.names().size();
    Svg svg = new Svg(heading.id(), bars * ROW + 2);
    stack.patterns(svg);
    int letters = 0;
    double longest = 0;
    for (int bar = 0; bar < bars; bar++) {
      letters = Math.max(letters, stack.unit().with(stack.sum(bar), texts).length());
      longest = Math.max(longest, stack.length(bar));
    }
    double room = Svg.WIDTH - (letters + 1.5) * Svg.LETTER;
    for (int bar = 0; bar < bars; bar++) {
      double y = bar * ROW;
      svg.text("ch-start", 0, y + 13, stack.names().get(bar));
      double x = 0;
      for (int part = 0; part < stack.parts().size(); part++) {
        double value = stack.parts().get(part).values().get(bar);
        if (value > 0) {
          double width = room * value / longest;
          svg.rect(stack.kind(part), stack.fill(svg, part), x + 0.5, y + 20, width, BAR);
          x += width;
        }
      }
      svg.text("ch-start ch-value", x + 6, y + 20 + 11, stack.unit().with(stack.sum(bar), texts));
    }
    return stack.frame(heading, svg, texts).html(svg);
  }
}
