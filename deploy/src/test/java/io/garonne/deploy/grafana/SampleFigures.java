package io.garonne.deploy.grafana;

import io.garonne.model.PageKinds;
import io.garonne.model.indicator.Carbon;
import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Outlook;
import io.garonne.model.indicator.Path;
import io.garonne.model.indicator.Publishable;
import io.garonne.model.indicator.Result;
import io.garonne.model.indicator.Span;
import io.garonne.model.indicator.UseCarbon;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** Figures of fourteen months, as years of measuring would bring them. */
final class SampleFigures {
  private static final int MONTHS = 14;

  private SampleFigures() {}

  static List<Figure> upTo(YearMonth last) {
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < MONTHS; i++) {
      YearMonth month = last.minusMonths(i);
      for (String part : new String[] {Figure.ALL, Figure.IT, "printing"}) {
        figures.add(figure(Indicator.ELECTRICITY, Span.ROLLING_12, month, part, -0.12 + i * 0.005));
      }
      figures.add(figure(Indicator.CARBON, Span.MONTH, month, Figure.ALL, -0.1));
    }
    figures.add(
        new Figure(
            Indicator.PRINTS,
            Span.ROLLING_12,
            last,
            Figure.ALL,
            reference(),
            true,
            null,
            new Result.NotComputable(Result.Reason.NO_USERS, last.toString())));
    return figures;
  }

  private static Figure.Reference reference() {
    return new Figure.Reference(YearMonth.of(2022, 1), 1, "aa");
  }

  private static Figure figure(
      Indicator indicator, Span span, YearMonth month, String part, double change) {
    Comparison.Change chosen = new Comparison.Change(1e15, change, 0.015);
    Comparison.Change raw = new Comparison.Change(1e15, change - 0.02, 0.015);
    return new Figure(
        indicator,
        span,
        month,
        part,
        reference(),
        true,
        new Figure.Value(
            month.minusMonths(11),
            12,
            indicator == Indicator.CARBON ? 3_200_000 : 880_000_000_000_000L,
            indicator == Indicator.CARBON ? 2_100_000 : 600_000_000_000_000L,
            900_000_000_000_000L,
            1,
            0.98,
            chosen,
            raw,
            raw,
            chosen,
            0,
            false,
            0,
            -0.14,
            Path.Status.BEHIND,
            Publishable.YES,
            List.of("city"),
            List.of(),
            indicator == Indicator.CARBON
                ? new UseCarbon(new Carbon(2_100_000, 2_000_000), List.of(), List.of())
                : null,
            null,
            new Outlook(month.plusMonths(12), -0.16, -0.2, -0.12, null),
            new PageKinds(0, 0, 0),
            null),
        null);
  }
}
