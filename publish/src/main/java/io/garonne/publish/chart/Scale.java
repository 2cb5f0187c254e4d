package io.garonne.publish.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * An axis with round numbers on it; zero is always on it, so that lengths can be compared.
 *
 * @param low the lowest number
 * @param high the highest, above the lowest
 * @param ticks the round numbers, the lowest first
 * @param decimals as many as the round numbers need
 */
record Scale(double low, double high, List<Double> ticks, int decimals) {
  private static final int STEPS = 4;

  Scale {
    ticks = List.copyOf(ticks);
  }

  /** Over zero and all of these; what is not finite is left out. */
  static Scale over(DoubleStream values) {
    double[] known = values.filter(Double::isFinite).toArray();
    double min = Math.min(0, DoubleStream.of(known).min().orElse(0));
    double max = Math.max(0, DoubleStream.of(known).max().orElse(0));
    if (min == max) {
      max = 1;
    }
    double step = step((max - min) / STEPS);
    long first = (long) Math.floor(min / step + 1e-9);
    long last = (long) Math.ceil(max / step - 1e-9);
    List<Double> ticks = new ArrayList<>();
    for (long i = first; i <= last; i++) {
      ticks.add(i * step);
    }
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return new Scale(first * step, last * step, ticks, decimals);
  }

  /** Where a number is between the lowest (0) and the highest (1). */
  double at(double value) {
    return (value - low) / (high - low);
  }

  /** 1, 2 or 5 times a power of ten, at least so much. */
  private static double step(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double times : new double[] {1, 2, 5}) {
      if (times * power >= least * (1 - 1e-9)) {
        return times * power;
      }
    }
    return 10 * power;
  }
}
