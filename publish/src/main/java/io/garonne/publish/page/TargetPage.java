package io.garonne.publish.page;

import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Outlook;
import io.garonne.model.indicator.Span;
import io.garonne.publish.chart.Heading;
import io.garonne.publish.chart.LineChart;
import io.garonne.publish.chart.Unit;
import io.garonne.publish.html.Html;
import io.garonne.publish.http.BadRequestException;
import io.garonne.publish.indicator.FigureSentence;
import io.garonne.publish.indicator.IndicatorsTable;
import io.garonne.publish.indicator.PublishedIndicators;
import io.garonne.publish.indicator.ToldFigures;
import java.io.IOException;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The programme's indicators: where they stand, what is due, what is to be expected. */
final class TargetPage implements Leaf {
  private static final int POINTS = 36;

  private final Look look;
  private final PublishedIndicators published;

  TargetPage(Look look) {
    this.look = look;
    this.published = look.views().indicators().published();
  }

  @Override
  public String title() {
    return look.get("target.title");
  }

  @Override
  public void write(Html out) throws IOException {
    List<YearMonth> months = published.months();
    if (months.isEmpty()) {
      boolean counted = look.views().totals().all().findAny().isPresent();
      out.element("p", look.get(counted ? "ind.none-computed" : "ind.none-measured"));
    } else {
      YearMonth month = month(months);
      List<Figure> figures = new ToldFigures(look.views().division()).of(published.figures());
      sentence(out, figures, month);
      path(out, figures, month);
      Sheet sheet = new Sheet(out, 2, "h-target", this::address);
      new IndicatorsTable(look.texts()).write(figures, month, sheet);
      sheet.end();
      others(out, months, month);
    }
    out.markup("<p>").link("/api/v1/indicators?format=csv", look.get("csv.all")).markup(" · ");
    look.method(out, "target");
    out.markup("</p>\n");
  }

  private @Nullable String address(String id) {
    return published.byId().containsKey(id) ? look.explain(id) : null;
  }

  private YearMonth month(List<YearMonth> months) {
    String asked = look.asked("month");
    if (asked == null) {
      return months.getLast();
    }
    try {
      return YearMonth.parse(asked);
    } catch (DateTimeParseException e) {
      throw new BadRequestException("month is like 2026-10", e);
    }
  }

  private void sentence(Html out, List<Figure> figures, YearMonth month) {
    for (Figure figure : figures) {
      if (isHeadline(figure) && figure.month().equals(month)) {
        out.markup("<p class=\"lead\"><strong>")
            .text(new FigureSentence(look.texts()).of(figure))
            .markup("</strong> ")
            .link(look.explain(figure.id()), look.get("explain.link"))
            .markup("</p>\n");
      }
    }
  }

  private static boolean isHeadline(Figure figure) {
    return figure.indicator() == Indicator.ELECTRICITY
        && figure.span() == Span.ROLLING_12
        && figure.part().equals(Figure.ALL)
        && figure.isCurrent();
  }

  /** The change of the twelve months to each month, its interval, what is due and the outlook. */
  private void path(Html out, List<Figure> figures, YearMonth month) {
    List<Figure> known =
        figures.stream()
            .filter(f -> isHeadline(f) && f.value() != null && !f.month().isAfter(month))
            .sorted(Comparator.comparing(Figure::month))
            .toList();
    if (known.isEmpty()) {
      return;
    }
    known = known.subList(Math.max(0, known.size() - POINTS), known.size());
    List<String> periods = new ArrayList<>();
    List<Double> change = new ArrayList<>();
    List<Double> low = new ArrayList<>();
    List<Double> high = new ArrayList<>();
    List<Double> due = new ArrayList<>();
    List<Double> expected = new ArrayList<>();
    for (Figure figure : known) {
      Figure.Value value = Objects.requireNonNull(figure.value());
      Comparison.Change chosen = value.chosen();
      boolean bounded = Double.isFinite(chosen.halfWidth());
      periods.add(figure.month().toString());
      change.add(Unit.perCent(chosen.value()));
      low.add(bounded ? Unit.perCent(chosen.low()) : Double.NaN);
      high.add(bounded ? Unit.perCent(chosen.high()) : Double.NaN);
      due.add(value.due() == null ? Double.NaN : Unit.perCent(value.due()));
      expected.add(Double.NaN);
    }
    Figure last = known.getLast();
    Outlook outlook = Objects.requireNonNull(last.value()).outlook();
    if (outlook != null && outlook.change() != null) {
      periods.add(outlook.month().toString());
      change.add(Double.NaN);
      due.add(Double.NaN);
      Double least = outlook.low();
      Double most = outlook.high();
      low.add(least == null ? Double.NaN : Unit.perCent(least));
      high.add(most == null ? Double.NaN : Unit.perCent(most));
      expected.set(expected.size() - 1, change.get(expected.size() - 1));
      expected.add(Unit.perCent(outlook.change()));
    }
    List<LineChart.Line> lines = new ArrayList<>();
    lines.add(line("ind.change", LineChart.Stroke.SOLID, change));
    add(lines, "ind.due", LineChart.Stroke.DASHED, due);
    add(lines, "target.outlook", LineChart.Stroke.DOTTED, expected);
    LineChart chart =
        new LineChart(
            look.get("room.month"),
            periods,
            lines,
            List.of(new LineChart.Band(look.get("ind.interval"), low, high)),
            Unit.change());
    out.markup(
        chart.html(
            new Heading(
                "path",
                look.get("target.chart"),
                look.get(
                    "target.chart.says",
                    known.getFirst().month(),
                    Unit.change().with(change.getFirst(), look.texts()),
                    last.month(),
                    Unit.change().with(change.get(known.size() - 1), look.texts()))),
            look.texts()));
  }

  private void add(
      List<LineChart.Line> lines, String key, LineChart.Stroke stroke, List<Double> values) {
    if (values.stream().anyMatch(Double::isFinite)) {
      lines.add(line(key, stroke, values));
    }
  }

  private LineChart.Line line(String key, LineChart.Stroke stroke, List<Double> values) {
    return new LineChart.Line(look.get(key), stroke, values);
  }

  private void others(Html out, List<YearMonth> months, YearMonth shown) {
    if (months.size() < 2) {
      return;
    }
    out.element("h2 id=\"h-months\"", look.get("target.months"))
        .markup("<ul class=\"plain\" aria-labelledby=\"h-months\">");
    for (YearMonth month : months.reversed().subList(0, Math.min(POINTS, months.size()))) {
      out.markup("<li>");
      if (month.equals(shown)) {
        out.element("span aria-current=\"true\"", month.toString());
      } else {
        out.link(look.here(Map.of("month", month.toString())), month.toString());
      }
      out.markup("</li>");
    }
    out.markup("</ul>\n");
  }
}
