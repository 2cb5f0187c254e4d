package io.garonne.publish.report;

import io.garonne.model.Total;
import io.garonne.model.advice.Advice;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Programme;
import io.garonne.model.indicator.Span;
import io.garonne.model.inventory.Estate;
import io.garonne.publish.TotalsCsv;
import io.garonne.publish.indicator.PublishedIndicators;
import io.garonne.publish.indicator.ToldFigures;
import io.garonne.publish.persons.Division;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a report is made of.
 *
 * @param period what it is about
 * @param estate the tables of the estate
 * @param indicators the programme's figures, of any month
 * @param totals at least those that the period needs
 * @param advice what is advised now
 * @param division which sums may be shown
 */
public record ReportData(
    ReportPeriod period,
    Estate estate,
    PublishedIndicators indicators,
    List<Total> totals,
    List<Advice> advice,
    Division division) {

  public ReportData {
    totals = totals.stream().filter(period::needs).sorted(TotalsCsv.ORDER).toList();
    advice = advice.stream().sorted(Comparator.comparing(Advice::key)).toList();
  }

  Programme programme() {
    return Programme.of(estate);
  }

  /** The month whose figures stand for the period: its last one of which there are any. */
  YearMonth month() {
    return indicators.months().reversed().stream()
        .filter(month -> !month.isAfter(period.last()) && !month.isBefore(period.first()))
        .findFirst()
        .orElse(period.last());
  }

  /** The headline of an indicator, against the reference that holds; null: none was computed. */
  @Nullable Figure headline(Indicator indicator) {
    return headline(indicator, month());
  }

  @Nullable Figure headline(Indicator indicator, YearMonth month) {
    String id = indicator.label() + "/" + Span.ROLLING_12.label() + "/" + month;
    return indicators.byId().get(id) instanceof Figure figure
        ? new ToldFigures(division).told(figure)
        : null;
  }

  Programme.@Nullable Target target(Indicator indicator) {
    return programme().targets().get(indicator);
  }
}
