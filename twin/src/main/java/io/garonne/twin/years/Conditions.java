package io.garonne.twin.years;

import io.garonne.twin.Draw;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What is alike for many units: who is present, the season, and how hot it is. Invented. */
final class Conditions {
  private static final double[] PRESENCE = {
    1, 0.9, 1, 0.85, 0.85, 0.95, 0.75, 0.5, 1, 0.9, 0.95, 0.8
  };
  private static final double[] DEGREE_DAYS = {0, 0, 0, 0, 20, 90, 170, 170, 70, 10, 0, 0};

  /** Sum of the usual year's degree days. */
  static final double USUAL_DEGREE_DAYS = 530;

  private final Map<String, double[]> presence = new HashMap<>();
  private final Map<String, double[]> factors = new HashMap<>();
  private final Map<YearMonth, Double> degreeDays = new TreeMap<>();

  Conditions(City city, Scenario scenario, long seed) {
    for (int i = 0; i < city.entities().size(); i++) {
      double[] of = new double[Halves.COUNT];
      Draw draw = Draw.of(seed, -1, i);
      for (int half = 0; half < Halves.COUNT; half++) {
        YearMonth month = Halves.get(half).month();
        boolean closed = scenario == Scenario.EMPTY_AUGUST && isSecondAugust(month);
        of[half] =
            PRESENCE[month.getMonthValue() - 1] * (closed ? 0.25 : 1) * (1 + 0.03 * draw.normal());
      }
      presence.put(city.entities().get(i).name(), of);
    }
    Draw draw = Draw.of(seed, -2);
    for (int i = 0; i < Halves.MONTHS; i++) {
      YearMonth month = Halves.FIRST.plusMonths(i);
      boolean mild = scenario == Scenario.MILD_SUMMER && month.getYear() == 2026;
      double usual = DEGREE_DAYS[month.getMonthValue() - 1];
      degreeDays.put(month, Math.max(0, usual * (mild ? 0.6 : 1) * (1 + 0.1 * draw.normal())));
    }
  }

  private static boolean isSecondAugust(YearMonth month) {
    return month.equals(YearMonth.of(2026, 8));
  }

  Map<YearMonth, Double> degreeDays() {
    return degreeDays;
  }

  /** Degree days of half a month. */
  double degreeDays(int half) {
    return degreeDays.getOrDefault(Halves.get(half).month(), 0.0) / 2;
  }

  /** By how much units of an entity differ from their mean in a year of full presence. */
  double[] factors(String entity, Kind kind) {
    return factors.computeIfAbsent(
        entity + "/" + kind,
        key -> {
          double[] present = Objects.requireNonNull(presence.get(entity));
          double[] made = new double[Halves.COUNT];
          for (int half = 0; half < Halves.COUNT; half++) {
            double season = 1 + 0.03 * StrictMath.cos(2 * Math.PI * (half % 24) / 24);
            made[half] = season * (1 - kind.presence() + kind.presence() * present[half]);
          }
          return made;
        });
  }
}
