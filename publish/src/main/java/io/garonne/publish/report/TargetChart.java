package io.garonne.publish.report;

import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Outlook;
import io.garonne.model.indicator.Path;
import io.garonne.model.indicator.Programme;
import io.garonne.publish.chart.LineChart;
import io.garonne.publish.chart.Unit;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The indicator month by month against the path to its target, and where it leads. */
final class TargetChart {
  private static final int MONTHS = 12;

  private final ReportTexts texts;
  private final List<YearMonth> months = new ArrayList<>();
  private final List<Double> change = new ArrayList<>();
  private final List<Double> low = new ArrayList<>();
  private final List<Double> high = new ArrayList<>();
  private final List<Double> due = new ArrayList<>();
  private final List<Double> outlook = new ArrayList<>();
  private final List<Double> outlookLow = new ArrayList<>();
  private final List<Double> outlookHigh = new ArrayList<>();

  private TargetChart(ReportTexts texts) {
    this.texts = texts;
  }

  /** The chart, or null: there is no figure to draw. */
  static @Nullable LineChart of(ReportTexts texts, ReportData data) {
    Figure last = data.headline(Indicator.ELECTRICITY);
    Figure.Reference reference = last == null ? null : last.reference();
    if (last == null || last.value() == null || reference == null) {
      return null;
    }
    TargetChart chart = new TargetChart(texts);
    Programme.Target target = data.target(Indicator.ELECTRICITY);
    YearMonth first = reference.firstMonth().plusMonths(MONTHS);
    Path path = target == null ? null : Path.to(target, first);
    Outlook expected = last.value().outlook();
    YearMonth end = last.month();
    if (target != null && path != null && YearMonth.from(target.due()).isAfter(end)) {
      end = YearMonth.from(target.due());
    }
    if (expected != null && expected.change() != null && expected.month().isAfter(end)) {
      end = expected.month();
    }
    for (YearMonth month = first; !month.isAfter(end); month = month.plusMonths(1)) {
      chart.add(
          month,
          month.isAfter(last.month()) ? null : data.headline(Indicator.ELECTRICITY, month),
          path);
    }
    if (expected != null && expected.change() != null) {
      chart.expect(last, expected);
    }
    return chart.lines(path != null);
  }

  private void add(YearMonth month, @Nullable Figure figure, @Nullable Path path) {
    Figure.Value value = figure == null ? null : figure.value();
    months.add(month);
    change.add(value == null ? Double.NaN : Unit.perCent(value.chosen().value()));
    boolean known = value != null && Double.isFinite(value.chosen().halfWidth());
    low.add(value == null || !known ? Double.NaN : Unit.perCent(value.chosen().low()));
    high.add(value == null || !known ? Double.NaN : Unit.perCent(value.chosen().high()));
    due.add(path == null ? Double.NaN : Unit.perCent(path.on(month.plusMonths(1).atDay(1))));
    outlook.add(Double.NaN);
    outlookLow.add(Double.NaN);
    outlookHigh.add(Double.NaN);
  }

  /** From what is known to what is expected, of which the months between are not known. */
  private void expect(Figure last, Outlook expected) {
    Figure.Value value = last.value();
    Double goal = expected.change();
    int from = months.indexOf(last.month());
    int to = months.indexOf(expected.month());
    if (value == null || goal == null || from < 0 || to <= from) {
      return;
    }
    outlook.set(from, Unit.perCent(value.chosen().value()));
    outlook.set(to, Unit.perCent(goal));
    Double least = expected.low();
    Double most = expected.high();
    if (least != null && most != null) {
      outlookLow.set(to, Unit.perCent(least));
      outlookHigh.set(to, Unit.perCent(most));
    }
  }

  private LineChart lines(boolean withPath) {
    List<LineChart.Line> lines = new ArrayList<>();
    lines.add(new LineChart.Line(texts.get("line.change"), LineChart.Stroke.SOLID, change));
    if (withPath) {
      lines.add(new LineChart.Line(texts.get("line.due"), LineChart.Stroke.DASHED, due));
    }
    List<LineChart.Band> bands = new ArrayList<>();
    if (isAnyKnown(low)) {
      bands.add(new LineChart.Band(texts.get("band.interval"), low, high));
    }
    if (isAnyKnown(outlook)) {
      lines.add(new LineChart.Line(texts.get("line.outlook"), LineChart.Stroke.DOTTED, outlook));
    }
    if (isAnyKnown(outlookLow)) {
      bands.add(new LineChart.Band(texts.get("band.outlook"), outlookLow, outlookHigh));
    }
    return new LineChart(
        texts.get("col.month"),
        months.stream().map(ReportTexts::shortMonth).toList(),
        lines,
        bands,
        Unit.change());
  }

  private static boolean isAnyKnown(List<Double> values) {
    return values.stream().anyMatch(Double::isFinite);
  }
}
