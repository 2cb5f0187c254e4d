package io.garonne.twin.years;

import io.garonne.model.indicator.Cell;
import io.garonne.model.indicator.Programme;
import java.time.YearMonth;
import java.util.Map;
import java.util.Objects;

/**
 * The change that was injected: docs/method.md's formula over the energy of every unit, in lines of
 * its own. The commune that joined after January of the reference year is out of both; servers that
 * a hoster has leave the reference with what they truly used in its months.
 */
final class Truth {
  private Truth() {}

  static double change(InventedYears years, YearMonth from, int months) {
    Programme programme = years.programme(false);
    double now = 0;
    double then = 0;
    for (int i = 0; i < months; i++) {
      YearMonth month = from.plusMonths(i);
      YearMonth before = month.minusYears(1);
      double users = users(programme, month) / users(programme, before);
      for (Map.Entry<Cell, Long> known : years.truth().entrySet()) {
        Cell cell = known.getKey();
        boolean in = !cell.entity().equals(City.JOINS);
        if (in && cell.month().equals(month)) {
          now += known.getValue();
        } else if (in && cell.month().equals(before)) {
          double fixed = Objects.requireNonNull(programme.fixedShares().get(cell.family()));
          then += known.getValue() * (fixed + (1 - fixed) * users);
        }
      }
      boolean elsewhere =
          !years.truthOfExternalised().isEmpty()
              && month.isAfter(years.truthOfExternalised().lastKey());
      if (elsewhere) {
        // Users do not change in that scenario.
        then -= Objects.requireNonNull(years.truthOfExternalised().get(before));
      }
    }
    return now / then - 1;
  }

  private static double users(Programme programme, YearMonth month) {
    return Objects.requireNonNull(programme.users().get(month)).entrySet().stream()
        .filter(e -> !e.getKey().equals(City.JOINS))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
