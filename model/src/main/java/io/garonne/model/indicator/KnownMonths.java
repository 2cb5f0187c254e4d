package io.garonne.model.indicator;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The months that are known of what is compared: those since the reference year, and before them
 * those of the reference year that are the last of their kind.
 *
 * @param quantities by month
 * @param changes by month: its quantity by that of the same a year before, of the same cells, and
 *     as if what was decided for the month had held then: a load that moved is no trend
 * @param reference quantity of the reference year's twelve months, adjusted as those that are
 *     compared are
 */
record KnownMonths(
    SortedMap<YearMonth, Long> quantities, SortedMap<YearMonth, Double> changes, long reference) {

  /**
   * From the lines of the months since.
   *
   * @param lines by month
   * @param whole by month, what was decided for the whole perimeter: added, less what moved
   */
  static KnownMonths of(
      SortedMap<YearMonth, List<Line>> lines,
      SortedMap<YearMonth, Long> whole,
      ReferenceYear year,
      Baseline baseline) {
    SortedMap<YearMonth, Long> known = new TreeMap<>();
    SortedMap<YearMonth, Double> changes = new TreeMap<>();
    Map<Cell, Line> compared = new HashMap<>();
    Set<Cell> cells = new HashSet<>();
    long reference = 0;
    for (var month : lines.entrySet()) {
      List<Line> ofMonth = month.getValue().stream().filter(line -> line.out() == null).toList();
      if (ofMonth.isEmpty()) {
        continue;
      }
      long quantity = ofMonth.stream().mapToLong(Line::quantity).sum();
      known.put(month.getKey(), quantity);
      YearMonth before = month.getKey().minusYears(1);
      long decided = whole.getOrDefault(month.getKey(), 0L);
      if (before.isBefore(year.firstCompared())) {
        long then = ofMonth.stream().mapToLong(Line::base).sum() + decided;
        reference += then;
        putChange(month.getKey(), quantity, then, changes);
      } else {
        List<Line> both =
            ofMonth.stream().filter(line -> compared.containsKey(line.cell().in(before))).toList();
        long then = decided - whole.getOrDefault(before, 0L);
        for (Line line : both) {
          Line earlier = compared.get(line.cell().in(before));
          then += earlier == null ? 0 : earlier.quantity() + line.decided() - earlier.decided();
        }
        putChange(month.getKey(), both.stream().mapToLong(Line::quantity).sum(), then, changes);
      }
      for (Line line : ofMonth) {
        compared.put(line.cell(), line);
        cells.add(line.cell().in(year.firstMonth()));
      }
    }
    // In the first year the reference's months to come are the last of their kind.
    for (var cell : baseline.cells().entrySet()) {
      if (!lines.containsKey(cell.getKey().month().plusYears(1))
          && cells.contains(cell.getKey().in(year.firstMonth()))) {
        known.merge(cell.getKey().month(), cell.getValue().energy(), Long::sum);
        reference += cell.getValue().energy();
      }
    }
    return new KnownMonths(known, changes, reference);
  }

  private static void putChange(
      YearMonth month, long quantity, long before, SortedMap<YearMonth, Double> changes) {
    if (quantity > 0 && before > 0) {
      changes.put(month, (double) quantity / before);
    }
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
      long same =
          c.lines().stream().mapToLong(line -> line.reference().energy()).sum()
              + c.adjustments()
              - c.notSaved();
      adjusted *= (double) reference / same;
    }
    return Outlook.of(quantities, changes, due, adjusted);
  }
}
