package io.garonne.publish.page;

import io.garonne.model.indicator.Carbon;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Span;
import io.garonne.publish.html.Html;
import io.garonne.publish.indicator.PublishedIndicators;
import io.garonne.publish.text.Columns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Carbon of the electricity of months, as the indicators have it. */
final class CarbonSection {
  private static final int MONTHS = 24;

  private final Look look;

  CarbonSection(Look look) {
    this.look = look;
  }

  void write(Html out) {
    PublishedIndicators published = look.views().indicators().published();
    List<Columns.Row> rows = new ArrayList<>();
    published.figures().stream()
        .filter(
            f ->
                f.indicator() == Indicator.ELECTRICITY
                    && f.span() == Span.MONTH
                    && f.part().equals(Figure.ALL)
                    && f.isCurrent())
        .sorted(Comparator.comparing(Figure::month).reversed())
        .limit(MONTHS)
        .forEach(figure -> add(figure, rows));
    out.element("h2 id=\"h-carbon\"", look.get("carbon.title"));
    if (rows.isEmpty()) {
      out.element("p", look.get("ind.carbon-unstated"));
      return;
    }
    new Grid(out, look::explain)
        .write(
            "h-carbon",
            List.of(look.get("room.month"), look.get("carbon.reference"), look.get("carbon.own")),
            rows,
            Set.of(1, 2));
  }

  private void add(Figure figure, List<Columns.Row> rows) {
    Figure.Value value = figure.value();
    if (value == null || value.carbon() == null || value.carbon().carbon() == null) {
      return;
    }
    Carbon carbon = value.carbon().carbon();
    rows.add(
        new Columns.Row(
            figure.id(),
            List.of(
                figure.month().toString(),
                kilograms(carbon.atReferenceFactor()),
                kilograms(carbon.atEachYearsFactor()))));
  }

  private String kilograms(double grams) {
    return look.texts().decimal(BigDecimal.valueOf(grams).movePointLeft(3), 1);
  }
}
