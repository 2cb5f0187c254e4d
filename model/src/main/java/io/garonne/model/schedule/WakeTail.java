package io.garonne.model.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a printer draws beyond sleep after its last job, until it sleeps again: about what it draws
 * when it is switched on and nobody uses it.
 *
 * @param energy millijoules beyond sleep; 0 where it never sleeps or was never left alone
 * @param quarters quarter-hours in which it draws them
 */
record WakeTail(long energy, int quarters) {
  /** Longer than any sleep timer that is worth the name. */
  private static final int MOST_QUARTERS = 16;

  /**
   * Jobs end anywhere in a quarter-hour, and what follows in it cannot be told from the job. After
   * those that ended last, nearly all of the time awake is in the quarter-hours that follow.
   */
  private static final double LATE = 0.9;

  static WakeTail of(PrinterLog log) {
    Levels.Level sleep = log.levels().sleep();
    if (sleep == null) {
      return new WakeTail(0, 0);
    }
    List<Long> energies = new ArrayList<>();
    List<Long> lengths = new ArrayList<>();
    for (int d = 0; d < log.days().size(); d++) {
      for (int q = 0; q + 1 < log.days().get(d).quarters(); q++) {
        if (log.isUsed(d, q)) {
          add(log, d, q, sleep, energies, lengths);
        }
      }
    }
    return new WakeTail(late(energies), Math.toIntExact(late(lengths)));
  }

  private static long late(List<Long> values) {
    Collections.sort(values);
    return values.isEmpty() ? 0 : values.get((int) (values.size() * LATE));
  }

  /** Adds what follows a used quarter-hour, unless it is used again before it sleeps. */
  private static void add(
      PrinterLog log,
      int d,
      int used,
      Levels.Level sleep,
      List<Long> energies,
      List<Long> lengths) {
    PrinterDay day = log.days().get(d);
    long energy = 0;
    for (int q = used + 1; q < day.quarters() && q <= used + MOST_QUARTERS; q++) {
      if (log.isUsed(d, q) || !day.isKnown(q)) {
        return;
      }
      if (day.power(q) <= sleep.upper()) {
        energies.add(energy);
        lengths.add(q - used - 1L);
        return;
      }
      energy += (day.power(q) - sleep.power()) * PrinterDay.SECONDS;
    }
  }
}
