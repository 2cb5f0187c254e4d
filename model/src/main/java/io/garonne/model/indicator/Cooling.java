package io.garonne.model.indicator;

import java.time.YearMonth;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A second line beside a figure: its change if the cooling of server rooms had had the reference
 * year's summer. The slope is that of a straight line through the reference year's months (least
 * squares; the energy of the family server-room-facility over cooling degree days).
 *
 * @param perDegreeDay millijoules for each degree day, or null
 * @param fit R², 0 to 1, or null: nothing was fitted
 * @param change the corrected change, or null
 * @param why why there is none, or null
 */
public record Cooling(
    @Nullable Double perDegreeDay,
    @Nullable Double fit,
    @Nullable Double change,
    Result.@Nullable NotComputable why) {

  /** R² below which nothing is corrected. */
  private static final double WEAKEST = 0.5;

  /**
   * The second line.
   *
   * @param reference millijoules of the reference year's months for cooling
   * @param months each month that is compared, and its reference month
   * @param degreeDays cooling degree days by month
   * @param actual millijoules of the figure
   * @param adjusted millijoules of its adjusted reference
   */
  static Cooling of(
      SortedMap<YearMonth, Long> reference,
      Map<YearMonth, YearMonth> months,
      Map<YearMonth, Double> degreeDays,
      long actual,
      double adjusted) {
    double differs = 0;
    for (Map.Entry<YearMonth, YearMonth> month : months.entrySet()) {
      Double now = degreeDays.get(month.getKey());
      Double then = degreeDays.get(month.getValue());
      if (now == null || then == null) {
        return none(
            Result.Reason.NO_DEGREE_DAYS, (now == null ? month.getKey() : month.getValue()), null);
      }
      differs += now - then;
    }
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (Map.Entry<YearMonth, Long> month : reference.entrySet()) {
      Double days = degreeDays.get(month.getKey());
      if (days == null) {
        return none(Result.Reason.NO_DEGREE_DAYS, month.getKey(), null);
      }
      double energy = month.getValue();
      n++;
      x += days;
      y += energy;
      xx += days * days;
      xy += days * energy;
      yy += energy * energy;
    }
    double spreadX = xx - x * x / n;
    double spreadY = yy - y * y / n;
    double both = xy - x * y / n;
    double fit = n < 3 || spreadX <= 0 || spreadY <= 0 ? 0 : both * both / (spreadX * spreadY);
    if (!(fit >= WEAKEST) || both <= 0) {
      return none(Result.Reason.FIT_TOO_WEAK, months.keySet().iterator().next(), fit);
    }
    double slope = both / spreadX;
    return new Cooling(slope, fit, (actual - slope * differs) / adjusted - 1, null);
  }

  private static Cooling none(Result.Reason reason, YearMonth month, @Nullable Double fit) {
    return new Cooling(null, fit, null, new Result.NotComputable(reason, month.toString()));
  }
}
