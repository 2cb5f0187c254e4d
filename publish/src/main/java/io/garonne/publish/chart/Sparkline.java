package io.garonne.publish.chart;

import io.garonne.publish.html.Html;
import java.util.List;

/** A line as high as a letter, beside a number in a text or table; what it says is in its name. */
public final class Sparkline {
  private static final int WIDTH = 80;
  private static final int HEIGHT = 18;

  private Sparkline() {}

  /**
   * The picture, from zero to the greatest number.
   *
   * @param values 0 or more; not a number: not known, a gap
   * @param name what it shows, with first and last value, for who cannot see it
   */
  public static String html(List<Double> values, String name) {
    double most = values.stream().filter(Double::isFinite).mapToDouble(v -> v).max().orElse(1);
    StringBuilder d = new StringBuilder();
    boolean on = false;
    for (int i = 0; i < values.size(); i++) {
      double value = values.get(i);
      if (Double.isFinite(value)) {
        double x = values.size() == 1 ? WIDTH / 2.0 : 1 + (WIDTH - 2.0) * i / (values.size() - 1);
        double share = most > 0 ? value / most : 0;
        d.append(on ? "L" : "M")
            .append(Svg.n(x))
            .append(' ')
            .append(Svg.n(HEIGHT - 2 - share * (HEIGHT - 4)));
      }
      on = Double.isFinite(value);
    }
    return new Html()
        .markup("<svg class=\"ch-spark\" role=\"img\" viewBox=\"0 0 80 18\"")
        .markup(" xmlns=\"http://www.w3.org/2000/svg\" aria-label=\"")
        .text(name)
        .markup("\"><path class=\"ch-solid\" d=\"" + d + "\"/></svg>")
        .toString();
  }
}
