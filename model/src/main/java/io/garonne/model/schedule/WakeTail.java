package io.garonne.model.schedule;

/** How long a printer stays awake after its last job, from the quarter-hours that follow. */
final class WakeTail {
  private static final double QUARTER_MINUTES = 15;

  /** Longer than any sleep timer that is worth the name. */
  private static final int MOST_QUARTERS = 16;

  private static final double ASLEEP = 0.1;

  private WakeTail() {}

  /**
   * The sleep timer in minutes: jobs end anywhere in a quarter-hour, so of a timer T ≥ 15 min the
   * quarter-hours that follow see T − 7.5 on average, of a shorter one T² ÷ 30.
   *
   * @return 0 where it cannot be told: it never sleeps, never rests awake, or was never left alone
   */
  static double minutes(PrinterLog log) {
    if (log.levels().sleep() == null || log.levels().awake() == null) {
      return 0;
    }
    double sum = 0;
    int tails = 0;
    for (int d = 0; d < log.days().size(); d++) {
      PrinterDay day = log.days().get(d);
      for (int q = 0; q + 1 < day.quarters(); q++) {
        if (log.isUsed(d, q)) {
          double tail = tail(log, d, q);
          if (!Double.isNaN(tail)) {
            sum += tail;
            tails++;
          }
        }
      }
    }
    if (tails == 0) {
      return 0;
    }
    double seen = sum / tails * QUARTER_MINUTES;
    return seen >= QUARTER_MINUTES / 2 ? seen + QUARTER_MINUTES / 2 : Math.sqrt(30 * seen);
  }

  /** Quarter-hours awake after a used one; NaN if it is used again before it sleeps. */
  private static double tail(PrinterLog log, int d, int used) {
    PrinterDay day = log.days().get(d);
    double awake = 0;
    for (int q = used + 1; q < day.quarters() && q <= used + MOST_QUARTERS; q++) {
      if (log.isUsed(d, q) || !day.isKnown(q)) {
        return Double.NaN;
      }
      double share = log.levels().awakeShare(day.power(q));
      if (share < ASLEEP) {
        return awake + share;
      }
      awake += share;
    }
    return Double.NaN;
  }
}
