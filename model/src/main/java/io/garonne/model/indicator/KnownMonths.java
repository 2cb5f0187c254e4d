package io.garonne.model.indicator;

import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The months that are known of what is compared: those of the reference year, and those since.
 *
 * @param quantities by month
 * @param reference quantity of the reference year's twelve months, not adjusted
 */
record KnownMonths(SortedMap<YearMonth, Long> quantities, long reference) {

  /**
   * From the lines of the months since.
   *
   * @param lines by month
   */
  static KnownMonths of(
      SortedMap<YearMonth, List<Line>> lines, ReferenceYear year, Baseline baseline) {
    SortedMap<YearMonth, Long> known = new TreeMap<>();
    Set<Cell> compared = new HashSet<>();
    lines.forEach(
        (month, ofMonth) -> {
          for (Line line : ofMonth) {
            Long then = line.referenceQuantity();
            if (line.out() == null && then != null) {
              compared.add(line.cell().in(year.firstMonth()));
              known.merge(month, line.quantity(), Long::sum);
              if (month.isBefore(year.firstCompared().plusYears(1))) {
                known.merge(baseline.monthFor(month), then, Long::sum);
              }
            }
          }
        });
    // In the first year the reference's months to come are the last of their kind.
    baseline
        .cells()
        .forEach(
            (cell, energy) -> {
              if (!lines.containsKey(cell.month().plusYears(1))
                  && compared.contains(cell.in(year.firstMonth()))) {
                known.merge(cell.month(), energy.energy(), Long::sum);
              }
            });
    long reference =
        known.headMap(year.firstCompared()).values().stream().mapToLong(Long::longValue).sum();
    return new KnownMonths(known, reference);
  }

  /**
   * What is to be expected; of less than twelve months the reference is adjusted as those are.
   *
   * @param due the month in which the target is due
   * @param c the headline
   * @return null if that month is known already
   */
  @Nullable Outlook outlook(YearMonth due, Comparison c) {
    double adjusted = c.chosen().reference();
    if (c.months() < 12) {
      long same = c.lines().stream().mapToLong(line -> line.reference().energy()).sum();
      adjusted *= (double) reference / same;
    }
    return Outlook.of(quantities, due, adjusted);
  }
}
