package io.garonne.model.indicator;

import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What is to be expected of the twelve months that end when the target is due, if it goes on.
 *
 * @param month the last of them
 * @param change the change that is to be expected, or null
 * @param low lower end of its range, or null: too few pairs for one
 * @param high upper end of its range, or null
 * @param why why there is no change, or null
 */
public record Outlook(
    YearMonth month,
    @Nullable Double change,
    @Nullable Double low,
    @Nullable Double high,
    Result.@Nullable NotComputable why) {
  private static final int MONTHS = 12;

  /**
   * The outlook.
   *
   * @param known millijoules of the months that are known
   * @param changes by month, as of {@link Forecast#of}
   * @param due the month in which the target is due
   * @param reference millijoules of the adjusted reference year
   * @return null if that month is known already
   */
  static @Nullable Outlook of(
      SortedMap<YearMonth, Long> known,
      SortedMap<YearMonth, Double> changes,
      YearMonth due,
      double reference) {
    YearMonth last = known.lastKey();
    if (!due.isAfter(last)) {
      return null;
    }
    long sofar = 0;
    YearMonth first = due.minusMonths(MONTHS - 1);
    while (!first.isAfter(last)) {
      sofar += known.getOrDefault(first, 0L);
      first = first.plusMonths(1);
    }
    int months = (int) first.until(due, ChronoUnit.MONTHS) + 1;
    long seed = last.getYear() * 12L + last.getMonthValue();
    Forecast forecast =
        known.values().stream().anyMatch(energy -> energy <= 0)
            ? null
            : Forecast.of(known, changes.values(), first, months, seed);
    if (forecast == null) {
      return new Outlook(
          due,
          null,
          null,
          null,
          new Result.NotComputable(Result.Reason.TOO_FEW_PAIRS, last.toString()));
    }
    return new Outlook(
        due,
        change(sofar, forecast.energy(), reference),
        forecast.low() == null ? null : (Double) change(sofar, forecast.low(), reference),
        forecast.high() == null ? null : (Double) change(sofar, forecast.high(), reference),
        null);
  }

  private static double change(long sofar, double more, double reference) {
    return (sofar + more) / reference - 1;
  }
}
