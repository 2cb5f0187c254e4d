package io.garonne.model.schedule;

import io.garonne.model.advice.PowerStates;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a printer: its days, its levels of power, and when it was used.
 *
 * <p>Used is a quarter-hour with pages. Where no counter speaks, it is one that draws more than the
 * printer's highest resting level can (work, or heating for it), or one in which it woke from
 * sleep: that counts some quarter-hours too many, never too few of those that heat.
 */
final class PrinterLog {
  private final List<PrinterDay> days;
  private final boolean hasPages;
  private final Levels levels;
  private final boolean[][] used;

  private PrinterLog(List<PrinterDay> days, boolean hasPages, Levels levels, boolean[][] used) {
    this.days = days;
    this.hasPages = hasPages;
    this.levels = levels;
    this.used = used;
  }

  /**
   * Of days in order.
   *
   * @param days those that are not there are not known
   */
  static PrinterLog of(List<PrinterDay> days) {
    long known = 0;
    long counted = 0;
    for (PrinterDay day : days) {
      for (int q = 0; q < day.quarters(); q++) {
        known += day.isKnown(q) ? 1 : 0;
        counted += day.isKnown(q) && day.pages(q) >= 0 ? 1 : 0;
      }
    }
    boolean hasPages = counted * 2 > known;
    Levels levels = Levels.learn(days, hasPages);
    boolean[][] used = new boolean[days.size()][];
    long before = PrinterDay.UNKNOWN;
    for (int d = 0; d < days.size(); d++) {
      PrinterDay day = days.get(d);
      used[d] = new boolean[day.quarters()];
      for (int q = 0; q < day.quarters(); q++) {
        used[d][q] =
            hasPages ? day.pages(q) > 0 : day.isKnown(q) && isWork(levels, before, day.power(q));
        before = day.power(q);
      }
    }
    return new PrinterLog(List.copyOf(days), hasPages, levels, used);
  }

  private static boolean isWork(Levels levels, long before, long power) {
    Levels.Level sleep = levels.sleep();
    boolean woke =
        sleep != null
            && before != PrinterDay.UNKNOWN
            && before > 500
            && before <= sleep.upper()
            && power > sleep.upper();
    return woke || power > levels.idleUpTo();
  }

  List<PrinterDay> days() {
    return days;
  }

  /** The last day of them. */
  LocalDate last() {
    return days.get(days.size() - 1).date();
  }

  boolean hasPages() {
    return hasPages;
  }

  Levels levels() {
    return levels;
  }

  boolean isUsed(int day, int quarter) {
    return used[day][quarter];
  }

  /** Used quarter-hours. */
  long used() {
    long sum = 0;
    for (boolean[] day : used) {
      for (boolean one : day) {
        sum += one ? 1 : 0;
      }
    }
    return sum;
  }

  /** The days that a predicate takes, with the same levels and use. */
  PrinterLog where(Predicate<LocalDate> wanted) {
    int[] taken =
        IntStream.range(0, days.size()).filter(d -> wanted.test(days.get(d).date())).toArray();
    return new PrinterLog(
        Arrays.stream(taken).mapToObj(days::get).toList(),
        hasPages,
        levels,
        Arrays.stream(taken).mapToObj(d -> used[d]).toArray(boolean[][]::new));
  }

  /** How long it was in which state, and what that took. */
  PowerStates states() {
    double off = 0;
    double sleep = 0;
    double awake = 0;
    long idle = 0;
    long all = 0;
    for (PrinterDay day : days) {
      for (int q = 0; q < day.quarters(); q++) {
        if (day.isKnown(q)) {
          long power = day.power(q);
          double up = awakePart(power);
          double down = offPart(power);
          awake += up;
          off += down;
          sleep += 1 - up - down;
          idle += resting(power) * PrinterDay.SECONDS;
          all += power * PrinterDay.SECONDS;
        }
      }
    }
    double millis = PrinterDay.SECONDS * 1000.0;
    return new PowerStates(
        power(levels.off()),
        power(levels.sleep()),
        power(levels.awake()),
        Math.round(off * millis),
        Math.round(sleep * millis),
        Math.round(awake * millis),
        idle,
        all - idle);
  }

  private static @Nullable Long power(Levels.@Nullable Level level) {
    return level == null ? null : level.power();
  }

  /** What of a mean is rest: all of it up to the highest level, beyond it that level. */
  long resting(long power) {
    Levels.Level top = levels.top();
    return top == null || power <= top.upper() ? power : top.power();
  }

  /** Part of a quarter-hour that it was awake. */
  private double awakePart(long power) {
    double share = levels.awakeShare(power);
    if (!Double.isNaN(share)) {
      return levels.sleep() == null && levels.off() != null ? 1 - offPart(power) : share;
    }
    return power > levels.idleUpTo() ? 1 : 0;
  }

  /** Part of a quarter-hour that it was off: between off and the level above it. */
  private double offPart(long power) {
    Levels.Level off = levels.off();
    if (off == null) {
      return 0;
    }
    Levels.Level above = levels.sleep() != null ? levels.sleep() : levels.awake();
    if (above == null) {
      return power <= off.upper() ? 1 : 0;
    }
    return Math.clamp((double) (above.power() - power) / (above.power() - off.power()), 0, 1);
  }
}
