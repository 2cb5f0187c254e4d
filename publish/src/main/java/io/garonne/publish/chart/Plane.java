package io.garonne.publish.chart;

import io.garonne.publish.text.Texts;
import java.util.List;

/**
 * The plane of periods from left to right and numbers from below upwards.
 *
 * @param left where the plane begins, after the numbers of its axis
 * @param points how many periods
 */
record Plane(Scale scale, double left, Margins margins, int points) {
  /**
   * What is around the plane.
   *
   * @param height of the whole picture
   */
  record Margins(int height, int top, int right, int bottom) {}

  static Plane of(Scale scale, Unit unit, int points, Margins margins, Texts texts) {
    int letters =
        scale.ticks().stream()
            .mapToInt(tick -> unit.tick(tick, scale.decimals(), texts).length())
            .max()
            .orElse(1);
    return new Plane(scale, letters * Svg.LETTER + 12, margins, points);
  }

  double width() {
    return Svg.WIDTH - left - margins.right();
  }

  double x(int period) {
    return points == 1 ? left + width() / 2 : left + width() * period / (points - 1);
  }

  double y(double value) {
    double height = margins.height() - margins.top() - margins.bottom();
    return margins.top() + height * (1 - scale.at(value));
  }

  String point(int period, double value) {
    return Svg.n(x(period)) + " " + Svg.n(y(value));
  }

  /** Numbers with a fine line each; that of zero is stronger. */
  void axes(Svg svg, Scale scale, Unit unit, Texts texts) {
    for (double tick : scale.ticks()) {
      double y = y(tick);
      svg.line(
          Math.abs(tick) < 1e-9 ? "ch-zero" : "ch-grid", left, y, Svg.WIDTH - margins.right(), y);
      svg.text("ch-end", left - 5, y + 4, unit.tick(tick, scale.decimals(), texts));
    }
    if (!"%".equals(unit.symbol())) {
      svg.text("ch-start", 0, margins.top() - 14.0, unit.symbol());
    }
  }

  /** Names of periods, as many as there is room for. */
  void below(Svg svg, List<String> periods) {
    int letters = periods.stream().mapToInt(String::length).max().orElse(1);
    double room = (letters + 2) * Svg.LETTER;
    int every = (int) Math.max(1, Math.ceil(room * Math.max(1, points - 1) / width()));
    for (int i = 0; i < points; i += every) {
      boolean last = points > 1 && x(i) + letters * Svg.LETTER / 2 > Svg.WIDTH;
      boolean first = x(i) - letters * Svg.LETTER / 2 < 0;
      String anchor = last ? "ch-end" : first ? "ch-start" : "ch-middle";
      double x = last ? Svg.WIDTH : first ? 0 : x(i);
      svg.text(anchor, x, margins.height() - 10.0, periods.get(i));
    }
  }
}
