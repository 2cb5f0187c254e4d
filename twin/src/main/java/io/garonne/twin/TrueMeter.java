package io.garonne.twin;

import io.garonne.model.Reading;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The truth of one metering point: what it has drawn since the epoch, and what its register shows.
 * Any instant from the epoch on may be asked in any order; going forward is quick. Not for several
 * threads.
 */
final class TrueMeter {
  private final Point point;
  private final DeviceDays device;
  private final Days days;
  private final LoadDay load = new LoadDay();
  private final long initialRegister;
  private final boolean printer;

  // Sums at the start of day i since the epoch; filled up to and with index known.
  private long[] energyBefore = new long[64];
  private long[] shownZero = new long[64];
  private long[] pagesBefore = new long[64];
  private int known;
  private int loaded = -1;

  TrueMeter(Point point, DeviceDays device) {
    this.point = point;
    this.device = device;
    this.days = device.days();
    Draw draw = Draw.of(point.seed(), 4);
    this.initialRegister = draw.between(0, 1_500_000) * 3_600_000_000L;
    this.printer = point.equipment() == Equipment.PRINTER;
    shownZero[0] = -initialRegister;
    pagesBefore[0] = printer ? draw.between(0, 400_000) : 0;
  }

  /** Microjoules since the epoch. */
  long energy(long at) {
    int day = load(at);
    return energyBefore[day] + load.energyUntil(at - days.day(day).start());
  }

  /** Milliwatts. */
  long power(long at) {
    int day = load(at);
    return load.powerAt(at - days.day(day).start());
  }

  /** What the register shows, in millijoules: the truth since its last zero, cut to its steps. */
  long register(long at) {
    int day = load(at);
    long start = days.day(day).start();
    long zero = shownZero[day];
    for (long reset : device.on(day).resets()) {
      if (reset <= at) {
        zero = energyBefore[day] + load.energyUntil(reset - start);
      }
    }
    long shown = energyBefore[day] + load.energyUntil(at - start) - zero;
    return shown / 1000 / point.resolution() * point.resolution();
  }

  /** Millijoules since local midnight. */
  long today(long at) {
    int day = load(at);
    return load.energyUntil(at - days.day(day).start()) / 1000;
  }

  /** Millijoules of the local day before; 0 on the first. */
  long yesterday(long at) {
    int day = load(at);
    return day == 0 ? 0 : (energyBefore[day] - energyBefore[day - 1]) / 1000;
  }

  /** Cumulative pages, or null if it does not print. */
  @Nullable Long pages(long at) {
    int day = load(at);
    return printer ? pagesBefore[day] + load.pagesUntil(at - days.day(day).start()) : null;
  }

  Reading.@Nullable State state(long at) {
    int day = load(at);
    return load.stateAt(at - days.day(day).start());
  }

  /** Makes {@link #load} the day of this instant, and returns its index. */
  private int load(long at) {
    if (loaded >= 0) {
      long since = at - days.day(loaded).start();
      if (since >= 0 && since < days.day(loaded).minutes() * 60_000L) {
        return loaded;
      }
    }
    int day = days.indexOf(at);
    for (int next = known; next < day; next++) {
      describe(next);
      add(next);
    }
    describe(day);
    return day;
  }

  private void describe(int day) {
    Days.Day local = days.day(day);
    point.equipment().describe(load, point.seed(), point.person(), local);
    for (Incidents.Span cut : device.on(day).cuts()) {
      load.cut(
          (int) ((cut.from() - local.start()) / 60_000),
          (int) ((cut.to() - local.start()) / 60_000));
    }
    load.end();
    loaded = day;
  }

  private void add(int day) {
    if (day + 1 == energyBefore.length) {
      energyBefore = Arrays.copyOf(energyBefore, energyBefore.length * 2);
      shownZero = Arrays.copyOf(shownZero, energyBefore.length);
      pagesBefore = Arrays.copyOf(pagesBefore, energyBefore.length);
    }
    List<Long> resets = device.on(day).resets();
    shownZero[day + 1] =
        resets.isEmpty()
            ? shownZero[day]
            : energyBefore[day]
                + load.energyUntil(resets.get(resets.size() - 1) - days.day(day).start());
    energyBefore[day + 1] = energyBefore[day] + load.energy();
    pagesBefore[day + 1] = pagesBefore[day] + load.pages();
    known = day + 1;
  }
}
