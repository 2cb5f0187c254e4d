package io.garonne.model.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Levels of power at which a printer stays.
 *
 * <p>They are the modes of the distribution of its quarter-hours without pages, on a logarithmic
 * scale: a mode is a local maximum that holds at least one in a hundred of the quarter-hours, and
 * between it and a greater one there is a valley of at most half its height. Bursts of a fuser and
 * quarter-hours that are partly this and partly that are scattered between and make none. Two modes
 * are one level unless the upper is at least twice the lower and more than 2 W above it (a cheap
 * plug's step, by which one and the same power may jump). Without a counter of pages, only
 * quarter-hours that are like one beside them are looked at: work is not steady.
 *
 * @param off at most 0.5 W (or what a plug shows as none), or null: never seen
 * @param sleep the lowest level above, if there is another one. A lone level is sleep up to 3 W,
 *     and up to 8 W if the printer is often above it for a while after a job: what the Union
 *     allowed networked standby from 2017 on, of ordinary equipment and of such with high network
 *     availability (Regulation (EU) 801/2013). Null: never seen
 * @param awake of the levels above sleep the one at which it stays longest, or null: never seen
 */
record Levels(@Nullable Level off, @Nullable Level sleep, @Nullable Level awake) {
  private static final long OFF = 500;
  private static final long LONE_SLEEP = 3_000;
  private static final long MOST_SLEEP = 8_000;
  private static final long METER_NOISE = 200;
  private static final long PLUG_STEP = 2_000;
  private static final int BINS = 160;
  private static final double RATIO = Math.log(1.1);
  private static final double LEAST_SHARE = 0.01;
  private static final int LEAST_QUARTERS = 4;

  /**
   * A level.
   *
   * @param power mean milliwatts
   * @param upper milliwatts up to which a quarter-hour is nothing else
   * @param quarters how many quarter-hours are at it
   */
  record Level(long power, long upper, long quarters) {}

  /** Learns them from days. */
  static Levels learn(List<PrinterDay> days, boolean hasPages) {
    List<Long> steady = new ArrayList<>();
    for (PrinterDay day : days) {
      for (int q = 0; q < day.quarters(); q++) {
        if (day.isKnown(q) && (hasPages ? day.pages(q) <= 0 : isSteady(day, q))) {
          steady.add(day.power(q));
        }
      }
    }
    long[] weights = new long[BINS];
    long offs = 0;
    long offSum = 0;
    for (long power : steady) {
      if (power <= OFF) {
        offs++;
        offSum += power;
      } else {
        weights[bin(power)]++;
      }
    }
    long least = Math.max(LEAST_QUARTERS, Math.round(steady.size() * LEAST_SHARE));
    Level off = offs >= least ? new Level(offSum / offs, OFF, offs) : null;
    List<Level> levels = joined(modes(weights, least), steady);
    if (levels.isEmpty()) {
      return new Levels(off, null, null);
    }
    Level lowest = levels.get(0);
    Level longest =
        levels.stream().skip(1).max(Comparator.comparingLong(Level::quarters)).orElse(null);
    if (longest == null) {
      boolean sleeps =
          lowest.power <= LONE_SLEEP
              || (lowest.power <= MOST_SLEEP && hasPages && comesDown(days, lowest));
      return sleeps ? new Levels(off, lowest, null) : new Levels(off, null, lowest);
    }
    return new Levels(off, lowest, longest);
  }

  /**
   * Whether it often rests at something higher for a while after a job, and leaves it by itself.
   */
  private static boolean comesDown(List<PrinterDay> days, Level lone) {
    int after = 0;
    int higher = 0;
    for (PrinterDay day : days) {
      for (int q = 1; q < day.quarters(); q++) {
        if (day.isKnown(q) && day.pages(q) == 0 && day.pages(q - 1) > 0) {
          after++;
          higher += day.power(q) > lone.upper ? 1 : 0;
        }
      }
    }
    return after > 0 && higher * 10 >= after;
  }

  private static boolean isSteady(PrinterDay day, int q) {
    return isLike(day, q, q - 1) || isLike(day, q, q + 1);
  }

  private static boolean isLike(PrinterDay day, int q, int other) {
    if (other < 0 || other >= day.quarters() || !day.isKnown(other)) {
      return false;
    }
    long difference = Math.abs(day.power(q) - day.power(other));
    return difference <= OFF || difference * 100 <= day.power(q) * 15;
  }

  private static int bin(long power) {
    return Math.clamp((int) (Math.log((double) power / OFF) / RATIO), 0, BINS - 1);
  }

  /** Lower edge of a bin in milliwatts. */
  private static double edge(int bin) {
    return OFF * Math.exp(bin * RATIO);
  }

  /** Bins in whose neighbourhood quarter-hours gather. */
  private static List<Integer> modes(long[] weights, long least) {
    List<Integer> byHeight = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      if (core(weights, b) >= least) {
        byHeight.add(b);
      }
    }
    byHeight.sort(
        Comparator.comparingLong((Integer b) -> -core(weights, b))
            .thenComparingLong(b -> -weights[b])
            .thenComparingInt(b -> b));
    List<Integer> modes = new ArrayList<>();
    for (int bin : byHeight) {
      if (modes.stream().allMatch(mode -> hasValley(weights, bin, mode))) {
        modes.add(bin);
      }
    }
    modes.sort(Comparator.naturalOrder());
    return modes;
  }

  private static boolean hasValley(long[] weights, int bin, int greater) {
    long lowest = Long.MAX_VALUE;
    for (int b = Math.min(bin, greater) + 1; b < Math.max(bin, greater); b++) {
      lowest = Math.min(lowest, weights[b]);
    }
    return lowest != Long.MAX_VALUE && lowest * 2 <= core(weights, bin);
  }

  private static long core(long[] weights, int bin) {
    return (bin > 0 ? weights[bin - 1] : 0)
        + weights[bin]
        + (bin + 1 < BINS ? weights[bin + 1] : 0);
  }

  private static List<Level> joined(List<Integer> modes, List<Long> steady) {
    List<Level> levels = new ArrayList<>();
    int first = 0;
    while (first < modes.size()) {
      Level lower = level(modes.get(first), modes.get(first), steady);
      int last = first;
      while (last + 1 < modes.size()) {
        Level upper = level(modes.get(last + 1), modes.get(last + 1), steady);
        if (upper.power >= 2 * lower.power && upper.power - lower.power > PLUG_STEP) {
          break;
        }
        last++;
      }
      levels.add(level(modes.get(first), modes.get(last), steady));
      first = last + 1;
    }
    return levels;
  }

  /** From a bin below the first mode to a bin above the last. */
  private static Level level(int first, int last, List<Long> steady) {
    double low = first == 0 ? OFF : edge(first - 1);
    double high = edge(last + 2);
    long sum = 0;
    long count = 0;
    for (long power : steady) {
      if (power > OFF && power >= low && power < high) {
        sum += power;
        count++;
      }
    }
    return new Level(sum / Math.max(1, count), Math.round(high) + METER_NOISE, count);
  }

  /** Milliwatts up to which nobody works with it, or {@link Long#MAX_VALUE}: no level was seen. */
  long idleUpTo() {
    Level top = top();
    return top == null ? Long.MAX_VALUE : top.upper;
  }

  /** The highest level there is, or null. */
  @Nullable Level top() {
    return awake != null ? awake : sleep != null ? sleep : off;
  }

  /** What part of a quarter-hour it was awake, 0 to 1; NaN where that cannot be told. */
  double awakeShare(long power) {
    if (awake == null) {
      return Double.NaN;
    }
    Level below = sleep != null ? sleep : off;
    if (below == null || power >= awake.power) {
      return 1;
    }
    return Math.clamp((double) (power - below.power) / (awake.power - below.power), 0, 1);
  }
}
