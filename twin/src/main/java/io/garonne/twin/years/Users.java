package io.garonne.twin.years;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Equipped persons by month. */
final class Users {
  /** What a scenario with more users adds. */
  static final float GROWTH = 0.2f;

  private Users() {}

  static Map<YearMonth, Map<String, Long>> of(City city, Scenario scenario) {
    Map<YearMonth, Map<String, Long>> users = new TreeMap<>();
    for (int i = 0; i < Halves.MONTHS; i++) {
      YearMonth month = Halves.FIRST.plusMonths(i);
      Map<String, Long> of = new HashMap<>();
      for (City.Entity entity : city.entities()) {
        boolean grows =
            scenario == Scenario.USERS_GROW
                || (scenario == Scenario.COMMUNE_JOINED && entity.name().equals(City.JOINS));
        float factor = grows && month.getYear() > Halves.FIRST.getYear() ? 1 + GROWTH : 1;
        of.put(entity.name(), (long) Math.round(entity.users() * factor));
      }
      if (scenario == Scenario.SITE_CLOSED && !month.isBefore(YearMonth.of(2026, 5))) {
        of.merge(City.LARGEST, of.getOrDefault(City.CLOSES, 0L), Long::sum);
        of.put(City.CLOSES, 0L);
      }
      users.put(month, of);
    }
    return users;
  }
}
