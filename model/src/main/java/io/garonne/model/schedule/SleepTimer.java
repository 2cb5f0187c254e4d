package io.garonne.model.schedule;

import io.garonne.model.advice.Band;
import java.util.Map;

/**
 * What a sleep timer of a quarter of an hour would save. After the last job the printer stays awake
 * for 15 minutes: of the quarter-hour after it, half on average. From then on it sleeps until the
 * next job, which comes in the middle of its quarter-hour on average.
 */
final class SleepTimer {
  private SleepTimer() {}

  /** A year's saving; the log's levels must have both sleep and awake. */
  static Band saving(PrinterLog log, Map<DayType, Integer> year) {
    Levels.Level sleep = log.levels().sleep();
    Levels.Level awake = log.levels().awake();
    if (sleep == null || awake == null) {
      throw new IllegalArgumentException("neither sleep nor awake may be unknown");
    }
    DaySavings savings = new DaySavings();
    // Quarter-hours since the last used one; long ago at first.
    int since = Integer.MAX_VALUE / 2;
    double before = 0;
    for (int d = 0; d < log.days().size(); d++) {
      PrinterDay day = log.days().get(d);
      double saved = 0;
      int known = 0;
      for (int q = 0; q < day.quarters(); q++) {
        double excess = day.isKnown(q) ? Math.min(day.power(q), awake.power()) - sleep.power() : 0;
        excess = Math.max(0, excess) * PrinterDay.SECONDS;
        known += day.isKnown(q) ? 1 : 0;
        if (log.isUsed(d, q)) {
          saved += since >= 1 ? before / 2 : 0;
          since = 0;
        } else {
          since++;
          saved += since == 1 ? Math.max(0, excess - awakeHalf(sleep, awake)) : excess;
        }
        before = excess;
      }
      if (known * 2 >= day.quarters()) {
        savings.add(day, saved * day.quarters() / known);
      }
    }
    if (savings.isEmpty()) {
      return new Band(0, 0, 0);
    }
    double mid = savings.year(year);
    double[] draws = savings.draws(year);
    return new Band(
        Math.round(Math.min(mid, DaySavings.low(draws))),
        Math.round(mid),
        Math.round(Math.max(mid, DaySavings.high(draws))));
  }

  private static double awakeHalf(Levels.Level sleep, Levels.Level awake) {
    return (awake.power() - sleep.power()) * (double) PrinterDay.SECONDS / 2;
  }
}
