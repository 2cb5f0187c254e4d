package io.garonne.model.schedule;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What single days would have saved, brought to a year by the days of each type that it has. The
 * band is that of a bootstrap: weeks are drawn anew, whole ones, as the days of a week are alike;
 * 2.5 and 97.5 % of what comes out. The same days give the same band.
 */
final class DaySavings {
  private static final int DRAWS = 400;
  private static final long SEED = 20_260_101L;
  private static final double TAIL = 0.025;

  private final Map<LocalDate, Map<DayType, double[]>> weeks = new TreeMap<>();

  /** Adds one day's saving in millijoules. */
  void add(PrinterDay day, double saving) {
    double[] sum =
        weeks
            .computeIfAbsent(day.week(), week -> new TreeMap<>())
            .computeIfAbsent(day.type(), type -> new double[2]);
    sum[0] += saving;
    sum[1]++;
  }

  boolean isEmpty() {
    return weeks.isEmpty();
  }

  /** Mean a day by type. */
  Map<DayType, Double> means() {
    Map<DayType, double[]> sums = new TreeMap<>();
    for (Map<DayType, double[]> week : weeks.values()) {
      week.forEach(
          (type, one) -> {
            double[] sum = sums.computeIfAbsent(type, any -> new double[2]);
            sum[0] += one[0];
            sum[1] += one[1];
          });
    }
    Map<DayType, Double> means = new TreeMap<>();
    sums.forEach((type, sum) -> means.put(type, sum[0] / sum[1]));
    return means;
  }

  /** Millijoules a year: those of the types that were seen. */
  double year(Map<DayType, Integer> days) {
    double sum = 0;
    for (Map.Entry<DayType, Double> type : means().entrySet()) {
      sum += type.getValue() * days.getOrDefault(type.getKey(), 0);
    }
    return sum;
  }

  /** What a year would be, drawn anew so many times, sorted. */
  double[] draws(Map<DayType, Integer> days) {
    Map<DayType, Double> means = means();
    List<DayType> types = List.copyOf(means.keySet());
    double[][] sums = new double[weeks.size()][types.size()];
    double[][] counts = new double[weeks.size()][types.size()];
    int week = 0;
    for (Map<DayType, double[]> of : weeks.values()) {
      for (int t = 0; t < types.size(); t++) {
        double[] one = of.getOrDefault(types.get(t), new double[2]);
        sums[week][t] = one[0];
        counts[week][t] = one[1];
      }
      week++;
    }
    SplittableRandom random = new SplittableRandom(SEED);
    double[] years = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      double[] sum = new double[types.size()];
      double[] count = new double[types.size()];
      for (int w = 0; w < sums.length; w++) {
        int drawn = random.nextInt(sums.length);
        for (int t = 0; t < sum.length; t++) {
          sum[t] += sums[drawn][t];
          count[t] += counts[drawn][t];
        }
      }
      for (int t = 0; t < sum.length; t++) {
        DayType type = types.get(t);
        // A type of which no week was drawn, such as a holiday, is as it is.
        double mean = count[t] == 0 ? means.getOrDefault(type, 0.0) : sum[t] / count[t];
        years[i] += mean * days.getOrDefault(type, 0);
      }
    }
    Arrays.sort(years);
    return years;
  }

  /** The lower end of what was drawn. */
  static double low(double[] draws) {
    return draws[(int) (draws.length * TAIL)];
  }

  /** The upper end of what was drawn. */
  static double high(double[] draws) {
    return draws[draws.length - 1 - (int) (draws.length * TAIL)];
  }
}
