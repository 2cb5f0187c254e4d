package io.garonne.model.indicator;

import java.time.YearMonth;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the reference year used, as it was decided.
 *
 * @param firstMonth first of its twelve months
 * @param cells of each month
 */
public record Baseline(YearMonth firstMonth, NavigableMap<Cell, Reference> cells) {

  public Baseline {
    cells = Collections.unmodifiableNavigableMap(new TreeMap<>(cells));
  }

  /** Of cells in any order. */
  public static Baseline of(YearMonth firstMonth, Map<Cell, Reference> cells) {
    return new Baseline(firstMonth, new TreeMap<>(cells));
  }

  /**
   * Energy of a reference month.
   *
   * @param energy millijoules
   * @param uncertainty half-width of its 95 % interval by the energy, 0 or more
   */
  public record Reference(long energy, double uncertainty) {
    public Reference {
      if (!(uncertainty >= 0)) {
        throw new IllegalArgumentException("uncertainty below 0");
      }
    }
  }

  /** The reference month that a month is compared with: the same of the year. */
  public YearMonth monthFor(YearMonth month) {
    YearMonth same = YearMonth.of(firstMonth.getYear(), month.getMonth());
    return same.isBefore(firstMonth) ? same.plusYears(1) : same;
  }

  /**
   * A year's energy in months, by their days; the months add up to the year.
   *
   * @param energy millijoules
   */
  public static Map<YearMonth, Long> inMonths(YearMonth firstMonth, long energy) {
    long days = 0;
    long yearDays = 0;
    for (int i = 0; i < 12; i++) {
      yearDays += firstMonth.plusMonths(i).lengthOfMonth();
    }
    Map<YearMonth, Long> months = new TreeMap<>();
    long before = 0;
    for (int i = 0; i < 12; i++) {
      YearMonth month = firstMonth.plusMonths(i);
      days += month.lengthOfMonth();
      long until = Math.round((double) energy * days / yearDays);
      months.put(month, i == 11 ? energy - before : until - before);
      before = until;
    }
    return months;
  }
}
