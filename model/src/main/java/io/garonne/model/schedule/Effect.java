package io.garonne.model.schedule;

import io.garonne.model.advice.Action;
import io.garonne.model.advice.Band;
import io.garonne.model.advice.PrinterAdvice.Measured;
import io.garonne.model.advice.Reason;
import io.garonne.model.calendar.SiteCalendar.DayKind;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of an action: the mean day before against the mean day after, each weekday of each kind
 * with its like, weighed by how many of them a year has. Weekdays that were not seen on both sides
 * (there are few holidays) are taken to be like those of their kind that were. The band is that of
 * a bootstrap of the days on both sides; 2.5 and 97.5 %.
 */
final class Effect {
  private static final int DRAWS = 400;
  private static final long SEED = 20_260_102L;
  private static final double TAIL = 0.025;

  private Effect() {}

  /** Days that are compared with each other. */
  private record Like(DayKind kind, DayOfWeek day) implements Comparable<Like> {
    boolean isWeekend() {
      return day.compareTo(DayOfWeek.FRIDAY) > 0;
    }

    @Override
    public int compareTo(Like other) {
      int byKind = kind.compareTo(other.kind);
      return byKind != 0 ? byKind : day.compareTo(other.day);
    }
  }

  /**
   * The measured saving.
   *
   * @param before days before the action
   * @param after days after it; the day of the action is in neither
   * @param kinds kind of each day of the coming year
   */
  static Measured of(
      Action action,
      List<PrinterDay> before,
      List<PrinterDay> after,
      Map<LocalDate, DayKind> kinds,
      int leastWeeks) {
    Map<Like, List<Double>> was = byLike(before);
    Map<Like, List<Double>> is = byLike(after);
    was.keySet().retainAll(is.keySet());
    is.keySet().retainAll(was.keySet());
    int daysBefore = was.values().stream().mapToInt(List::size).sum();
    int daysAfter = is.values().stream().mapToInt(List::size).sum();
    Reason why =
        after.stream().map(PrinterDay::week).distinct().count() < leastWeeks
            ? Reason.FEW_WEEKS_SINCE
            : was.isEmpty() ? Reason.NOTHING_ALIKE : null;
    return new Measured(
        action.id(),
        action.at(),
        action.author(),
        action.reason(),
        daysBefore,
        daysAfter,
        why == null ? band(was, is, kinds) : null,
        why);
  }

  private static Band band(
      Map<Like, List<Double>> was, Map<Like, List<Double>> is, Map<LocalDate, DayKind> kinds) {
    Map<Like, Integer> days = new TreeMap<>();
    kinds.forEach((date, kind) -> days.merge(new Like(kind, date.getDayOfWeek()), 1, Integer::sum));
    SplittableRandom random = new SplittableRandom(SEED);
    double[] draws = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      draws[i] = year(was, is, days, random);
    }
    Arrays.sort(draws);
    double mid = year(was, is, days, null);
    int tail = (int) (DRAWS * TAIL);
    return new Band(
        Math.round(Math.min(mid, draws[tail])),
        Math.round(mid),
        Math.round(Math.max(mid, draws[DRAWS - 1 - tail])));
  }

  private static double year(
      Map<Like, List<Double>> was,
      Map<Like, List<Double>> is,
      Map<Like, Integer> days,
      @Nullable SplittableRandom random) {
    Map<Like, Double> saved = new TreeMap<>();
    for (Map.Entry<Like, List<Double>> like : was.entrySet()) {
      double before = mean(like.getValue(), random);
      double after = mean(is.getOrDefault(like.getKey(), List.of()), random);
      saved.put(like.getKey(), before - after);
    }
    double sum = 0;
    for (Map.Entry<Like, Integer> like : days.entrySet()) {
      Double one = saved.get(like.getKey());
      sum += (one == null ? ofKind(saved, like.getKey()) : one) * like.getValue();
    }
    return sum;
  }

  /** Mean of the weekdays of the kind that were compared, weekends apart; 0 if none was. */
  private static double ofKind(Map<Like, Double> saved, Like wanted) {
    return saved.entrySet().stream()
        .filter(one -> one.getKey().kind == wanted.kind)
        .filter(one -> one.getKey().isWeekend() == wanted.isWeekend())
        .mapToDouble(Map.Entry::getValue)
        .average()
        .orElse(0);
  }

  private static double mean(List<Double> values, @Nullable SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < values.size(); i++) {
      sum += values.get(random == null ? i : random.nextInt(values.size()));
    }
    return sum / values.size();
  }

  /** Energy of each day in millijoules; of those that are known to nine tenths, all of it. */
  private static Map<Like, List<Double>> byLike(List<PrinterDay> days) {
    Map<Like, List<Double>> energies = new TreeMap<>();
    for (PrinterDay day : days) {
      int known = day.known();
      if (known * 10 >= day.quarters() * 9) {
        double sum = 0;
        for (int q = 0; q < day.quarters(); q++) {
          sum += Math.max(0, day.power(q)) * (double) PrinterDay.SECONDS;
        }
        energies
            .computeIfAbsent(
                new Like(day.type().kind(), day.date().getDayOfWeek()), any -> new ArrayList<>())
            .add(sum * day.quarters() / known);
      }
    }
    return energies;
  }

  /** The local day of an action. */
  static LocalDate day(Action action, ZoneId zone) {
    return Instant.ofEpochMilli(action.at()).atZone(zone).toLocalDate();
  }
}
