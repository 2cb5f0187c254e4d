package io.garonne.publish.report;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.publish.TotalsQuery;
import io.garonne.publish.TotalsQuery.By;
import io.garonne.publish.persons.VisibleRow;
import io.garonne.publish.persons.VisibleTotals;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Totals of the period and of the same a year before, as far as they are of enough persons.
 *
 * @param estate everything, or null: none, or withheld
 * @param before everything a year before, or null
 * @param sites of each site, the greatest first
 * @param families of each family, the greatest first
 * @param months everything in each of the twelve months, the oldest first
 * @param moves sites and classes with both, the greatest change first
 * @param lacking sites and families that lack something that is told only together, or not at all
 * @param grouped how many classes at a site are told of only together
 * @param withheld how many totals of a class at a site are left out
 */
record PeriodTotals(
    @Nullable Total estate,
    @Nullable Total before,
    List<Total> sites,
    List<Total> families,
    List<Total> months,
    List<Move> moves,
    Set<Scope> lacking,
    int grouped,
    int withheld) {
  private static final Comparator<Total> GREATEST =
      Comparator.comparingLong(Total::energy)
          .reversed()
          .thenComparing(t -> String.valueOf(t.scope().site()))
          .thenComparing(t -> String.valueOf(t.scope().entity()))
          .thenComparing(t -> String.valueOf(t.scope().family()));

  /**
   * A site and class in both.
   *
   * @param then a year before
   * @param now in the period
   */
  record Move(Total then, Total now) {
    /** Millijoules more than a year before; less: below 0. */
    long difference() {
      return now.energy() - then.energy();
    }
  }

  static PeriodTotals of(ReportData data) {
    ReportPeriod period = data.period();
    ReportPeriod before = period.aYearBefore();
    VisibleTotals cells = visible(data, period.kind(), By.SITE_CLASS);
    List<Total> estate = metered(visible(data, period.kind(), By.ESTATE)).toList();
    List<VisibleRow> sites = ofPeriod(data, By.SITE);
    List<VisibleRow> families = ofPeriod(data, By.FAMILY);
    return new PeriodTotals(
        estate.stream().filter(period::isOf).findFirst().orElse(null),
        estate.stream().filter(before::isOf).findFirst().orElse(null),
        sites.stream().map(VisibleRow::total).toList(),
        families.stream().map(VisibleRow::total).toList(),
        metered(visible(data, Period.MONTH, By.ESTATE))
            .filter(period::isOneOfTheMonths)
            .sorted(Comparator.comparingLong(Total::start))
            .toList(),
        moves(
            metered(cells).filter(before::isOf).toList(),
            metered(cells).filter(period::isOf).toList()),
        Stream.concat(sites.stream(), families.stream())
            .filter(VisibleRow::withoutGrouped)
            .map(row -> row.total().scope())
            .collect(Collectors.toSet()),
        cells.grouped(),
        cells.withheld());
  }

  private static List<VisibleRow> ofPeriod(ReportData data, By by) {
    return visible(data, data.period().kind(), by).rows().stream()
        .filter(row -> row.total().devices() > 0 && data.period().isOf(row.total()))
        .sorted(Comparator.comparing(VisibleRow::total, GREATEST))
        .toList();
  }

  private static VisibleTotals visible(ReportData data, Period period, By by) {
    TotalsQuery query = new TotalsQuery(period, by, null, null, null, null, false);
    return VisibleTotals.of(data.totals().stream(), query, data.division());
  }

  private static Stream<Total> metered(VisibleTotals visible) {
    return visible.totals().stream().filter(t -> t.devices() > 0);
  }

  private static List<Move> moves(List<Total> then, List<Total> now) {
    Map<Scope, Total> before = new HashMap<>();
    then.forEach(t -> before.put(t.scope(), t));
    return now.stream()
        .filter(t -> !VisibleRow.isGrouped(t.scope()) && before.containsKey(t.scope()))
        .map(t -> new Move(before.getOrDefault(t.scope(), t), t))
        .filter(move -> move.difference() != 0)
        .sorted(
            Comparator.comparingLong((Move move) -> Math.abs(move.difference()))
                .reversed()
                .thenComparing(move -> String.valueOf(move.now().scope())))
        .toList();
  }
}
