package io.garonne.twin.years;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.indicator.Cell;
import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Indicators;
import io.garonne.model.indicator.Programme;
import io.garonne.model.indicator.Span;
import io.garonne.model.indicator.UnitsInService;
import io.garonne.model.inventory.Estate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScenariosTest {
  private static final YearMonth LAST = YearMonth.of(2026, 12);
  private static final int SEEDS = Integer.getInteger("seeds", 20);

  private static Metering metering(Scenario s) {
    return s == Scenario.METERS_ADDED ? Metering.of(0.1, 0.4) : Metering.of(0.15, 0.4);
  }

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void coverage(Scenario scenario) {
    long t0 = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Fleet fleet = Fleet.of(City.invented(), scenario, metering(scenario));
    Estate.Result estate = Estate.of(fleet.estateLines(), InventedYears.zone());
    assertThat(estate.problems()).isEmpty();
    UnitsInService inService = UnitsInService.of(estate.estate());
    System.out.printf(
        "%s estate %d ms; metered end: desktops %d laptops %d screens %d printers %d%n",
        scenario,
        (java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - t0)
            / 1000000,
        fleet.metered(47, Kind.DESKTOP),
        fleet.metered(47, Kind.LAPTOP),
        fleet.metered(47, Kind.SCREEN),
        fleet.metered(47, Kind.PRINTER));
    for (boolean decided : new boolean[] {false, true}) {
      int inside = 0;
      double[] widths = new double[SEEDS];
      double[] errors = new double[SEEDS];
      double truthSum = 0;
      long twin = 0;
      long engine = 0;
      for (int seed = 0; seed < SEEDS; seed++) {
        long a = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        InventedYears years = InventedYears.of(fleet, seed);
        Programme programme = years.programme(decided);
        var totals = years.totals();
        var samples = years.samples();
        double truth = truth(years, programme);
        long b = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Indicators all =
            Indicators.of(
                new Indicators.Inputs(
                    programme,
                    totals,
                    samples,
                    inService,
                    InventedYears.zone(),
                    LAST.plusMonths(1).atDay(15).atStartOfDay(InventedYears.zone()).toInstant()));
        long c = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        twin += b - a;
        engine += c - b;
        Figure headline =
            all.figures().stream()
                .filter(f -> f.indicator() == Indicator.ELECTRICITY && f.span() == Span.ROLLING_12)
                .filter(f -> f.month().equals(LAST) && f.part().equals(Figure.ALL))
                .findFirst()
                .orElseThrow();
        Comparison.Change change =
            Objects.requireNonNull(headline.value(), () -> String.valueOf(headline)).chosen();
        widths[seed] = 100 * change.halfWidth();
        errors[seed] = 100 * (change.value() - truth);
        truthSum += truth;
        inside += change.low() <= truth && truth <= change.high() ? 1 : 0;
      }
      double bias = Arrays.stream(errors).average().orElseThrow();
      double sd =
          Math.sqrt(Arrays.stream(errors).map(e -> (e - bias) * (e - bias)).sum() / (SEEDS - 1));
      Arrays.sort(widths);
      System.out.printf(
          "%-22s %s truth %.1f%% inside %d/%d median hw %.2f max %.2f bias %.2f±%.2f 1.96sd %.2f twin %d ms engine %d ms%n",
          scenario,
          decided ? "decided" : "proxy  ",
          100 * truthSum / SEEDS,
          inside,
          SEEDS,
          widths[SEEDS / 2],
          widths[SEEDS - 1],
          bias,
          1.96 * sd / Math.sqrt(SEEDS),
          1.96 * sd,
          twin / 1000000 / SEEDS,
          engine / 1000000 / SEEDS);
    }
  }

  private static double truth(InventedYears years, Programme programme) {
    double now = 0;
    double then = 0;
    for (int i = 0; i < 12; i++) {
      YearMonth month = YearMonth.of(2026, 1).plusMonths(i);
      YearMonth before = month.minusYears(1);
      double users = (double) users(programme, month) / users(programme, before);
      boolean moved =
          !years.truthOfExternalised().isEmpty()
              && month.isAfter(years.truthOfExternalised().lastKey());
      for (Map.Entry<Cell, Long> cell : years.truth().entrySet()) {
        if (cell.getKey().entity().equals(City.JOINS)) {
          continue;
        }
        if (cell.getKey().month().equals(month)) {
          now += cell.getValue();
        } else if (cell.getKey().month().equals(before)) {
          double fixed = programme.fixedShares().get(cell.getKey().family());
          long elsewhere =
              moved
                      && cell.getKey().family().equals("server-room-it")
                      && cell.getKey().entity().equals(City.LARGEST)
                  ? years.truthOfExternalised().get(before)
                  : 0;
          then += (cell.getValue() - elsewhere) * (fixed + (1 - fixed) * users);
        }
      }
    }
    return now / then - 1;
  }

  private static long users(Programme programme, YearMonth month) {
    return programme.users().get(month).entrySet().stream()
        .filter(e -> !e.getKey().equals(City.JOINS))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
