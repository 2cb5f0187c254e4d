package io.garonne.model.schedule;

import io.garonne.model.advice.Band;
import io.garonne.model.advice.Timetable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a sleep timer of a quarter of an hour would save. After the last job the printer stays awake
 * for 15 minutes, from then on it sleeps until the next one.
 *
 * <p>When in its quarter-hour a job came is not known. Jobs come at random, the more the busier
 * that time of day: of a Poisson process with λ = −ln(1 − p), p the share of such quarter-hours
 * that are used, the last one of a used quarter-hour comes 1 ÷ (1 − e^−λ) − 1 ÷ λ of it after its
 * beginning on average, a half if jobs are rare; and the first one as long before its end.
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
    Map<DayType, double[]> last = lastJobs(log);
    double quarter = (awake.power() - sleep.power()) * (double) PrinterDay.SECONDS;
    // Quarter-hours since the last used one, long ago at first; when in it the last job came.
    int since = Integer.MAX_VALUE / 2;
    double jobAt = 0;
    double before = 0;
    for (int d = 0; d < log.days().size(); d++) {
      PrinterDay day = log.days().get(d);
      double[] lastOfDay = last.getOrDefault(day.type(), new double[Timetable.QUARTERS]);
      double saved = 0;
      int known = 0;
      for (int q = 0; q < day.quarters(); q++) {
        double excess = day.isKnown(q) ? Math.min(day.power(q), awake.power()) - sleep.power() : 0;
        excess = Math.max(0, excess) * PrinterDay.SECONDS;
        known += day.isKnown(q) ? 1 : 0;
        if (log.isUsed(d, q)) {
          jobAt = lastOfDay[day.slot(q)];
          saved += since >= 1 ? before * (1 - jobAt) : 0;
          since = 0;
        } else {
          since++;
          saved += since == 1 ? Math.max(0, excess - quarter * jobAt) : excess;
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

  /** When in a used quarter-hour its last job comes on average, 0.5 to 1, by the clock. */
  private static Map<DayType, double[]> lastJobs(PrinterLog log) {
    Map<DayType, double[]> used = new TreeMap<>();
    Map<DayType, double[]> all = new TreeMap<>();
    for (int d = 0; d < log.days().size(); d++) {
      PrinterDay day = log.days().get(d);
      double[] ofUsed = used.computeIfAbsent(day.type(), any -> new double[Timetable.QUARTERS]);
      double[] ofAll = all.computeIfAbsent(day.type(), any -> new double[Timetable.QUARTERS]);
      for (int q = 0; q < day.quarters(); q++) {
        ofUsed[day.slot(q)] += log.isUsed(d, q) ? 1 : 0;
        ofAll[day.slot(q)]++;
      }
    }
    used.forEach(
        (type, counts) -> {
          double[] of = all.getOrDefault(type, counts);
          for (int slot = 0; slot < counts.length; slot++) {
            counts[slot] = lastJob(of[slot] == 0 ? 0 : counts[slot] / of[slot]);
          }
        });
    return used;
  }

  private static double lastJob(double share) {
    if (share < 0.001) {
      return 0.5;
    }
    double rate = -Math.log(1 - Math.min(share, 0.999));
    return 1 / (1 - Math.exp(-rate)) - 1 / rate;
  }
}
