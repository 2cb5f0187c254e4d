package io.garonne.model.offhours;

import io.garonne.model.advice.BeforeAfter;
import io.garonne.model.advice.NoFigure;
import io.garonne.model.calendar.SiteCalendar;
import io.garonne.model.indicator.StudentT;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Days before and after something, compared like for like: the same weekday, and the same kind of
 * day in the site's calendar. Direct standardisation to the days after it: of each weekday and kind
 * the means of both sides, weighted by how many such days there are after it. The band is from the
 * spread of days of one weekday and kind, pooled over these on each side, with the fewer degrees of
 * freedom of the two (W. G. Cochran, Sampling Techniques, 3rd ed., chapter 5; the fewer degrees err
 * on the wide side). It takes days as independent of each other.
 */
final class MatchedDays {
  /** Share of a day's time that must be known. */
  private static final double ENOUGH_KNOWN = 0.9;

  /** Days on either side that are compared at least: two weeks. */
  private static final int FEWEST = 14;

  private static final double DAY_SECONDS = 86_400;

  private final Map<Kind, List<Double>> before = new TreeMap<>();
  private final Map<Kind, List<Double>> after = new TreeMap<>();
  private int daysBefore;
  private int daysAfter;

  private MatchedDays() {}

  private record Kind(DayOfWeek weekday, SiteCalendar.DayKind kind) implements Comparable<Kind> {
    @Override
    public int compareTo(Kind other) {
      int byDay = weekday.compareTo(other.weekday);
      return byDay != 0 ? byDay : kind.compareTo(other.kind);
    }
  }

  /**
   * What came of it.
   *
   * @param day of the action: it is on neither side
   * @param byMeter whether the mean of a meter is compared, times the meters after it; else the sum
   */
  static BeforeAfter.Result compare(
      List<BeforeAfter.Day> days,
      LocalDate day,
      Function<LocalDate, SiteCalendar.DayKind> kindOf,
      ZoneId zone,
      boolean byMeter) {
    MatchedDays matched = new MatchedDays();
    double metersAfter = 0;
    int allAfter = 0;
    for (BeforeAfter.Day one : days) {
      if (one.knownMillis() >= ENOUGH_KNOWN * one.expectedMillis()) {
        double meters = (double) one.expectedMillis() / length(one.date(), zone);
        // Milliwatts of a meter, or of all: a day of 23 hours is no saving.
        double power = 1000.0 * one.energy() / one.knownMillis() * (byMeter ? 1 : meters);
        Kind kind = new Kind(one.date().getDayOfWeek(), kindOf.apply(one.date()));
        if (one.date().isBefore(day)) {
          matched.before.computeIfAbsent(kind, k -> new ArrayList<>()).add(power);
        } else {
          matched.after.computeIfAbsent(kind, k -> new ArrayList<>()).add(power);
          metersAfter += meters;
          allAfter++;
        }
      }
    }
    matched.before.keySet().retainAll(matched.after.keySet());
    matched.after.keySet().retainAll(matched.before.keySet());
    matched.daysBefore = matched.before.values().stream().mapToInt(List::size).sum();
    matched.daysAfter = matched.after.values().stream().mapToInt(List::size).sum();
    if (matched.daysBefore < FEWEST || matched.daysAfter < FEWEST) {
      return new BeforeAfter.Result.NotComputable(
          NoFigure.FEW_DAYS, matched.daysBefore, matched.daysAfter);
    }
    return matched.result(DAY_SECONDS * (byMeter ? metersAfter / allAfter : 1));
  }

  private static long length(LocalDate day, ZoneId zone) {
    return day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli()
        - day.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /**
   * @param seconds by which a power becomes the energy of a day
   */
  private BeforeAfter.Result result(double seconds) {
    double wasted = 0;
    double used = 0;
    double errorBefore = 0;
    double errorAfter = 0;
    for (Map.Entry<Kind, List<Double>> kind : after.entrySet()) {
      List<Double> then = before.getOrDefault(kind.getKey(), List.of());
      double weight = (double) kind.getValue().size() / daysAfter;
      wasted += weight * mean(then);
      used += weight * mean(kind.getValue());
      errorBefore += weight * weight / then.size();
      errorAfter += weight * weight / kind.getValue().size();
    }
    Spread was = Spread.of(before);
    Spread is = Spread.of(after);
    Long halfWidth = null;
    if (was != null && is != null) {
      double error = Math.sqrt(was.variance() * errorBefore + is.variance() * errorAfter);
      halfWidth =
          Math.round(StudentT.quantile975(Math.min(was.degrees(), is.degrees())) * error * seconds);
    }
    return new BeforeAfter.Result.Known(
        daysBefore,
        daysAfter,
        Math.round(wasted * seconds),
        Math.round((wasted - used) * seconds),
        halfWidth);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  /** How much days of one kind differ, pooled over kinds. */
  private record Spread(double variance, int degrees) {
    static @Nullable Spread of(Map<Kind, List<Double>> kinds) {
      double squares = 0;
      int degrees = 0;
      for (List<Double> days : kinds.values()) {
        double mean = mean(days);
        squares += days.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
        degrees += days.size() - 1;
      }
      return degrees < 1 ? null : new Spread(squares / degrees, degrees);
    }
  }
}
