package io.garonne.twin.years;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Cooling;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicators;
import io.garonne.model.indicator.Span;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The interval of the headline against the change that was injected, in a hundred cities of each
 * scenario: ten entities, 3 020 workstations of which 474 have a plug (316, then 945, where meters
 * are added), 87 of 208 printers, all servers and network equipment.
 */
class ScenariosTest {
  private static final YearMonth FIRST = YearMonth.of(2026, 1);
  private static final int SEEDS = 100;

  /** Scenarios that are also compared with decided lines; each is with the first year's samples. */
  private static final Set<Scenario> DECIDED =
      Set.of(Scenario.NOTHING_CHANGED, Scenario.SITE_CLOSED, Scenario.SERVERS_EXTERNALISED);

  private static Metering metering(Scenario scenario) {
    return scenario == Scenario.METERS_ADDED ? Metering.of(0.1, 0.4) : Metering.of(0.15, 0.4);
  }

  private static Computed computed(Scenario scenario) {
    return new Computed(Fleet.of(City.invented(), scenario, metering(scenario)));
  }

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void theIntervalContainsTheInjectedChange(Scenario scenario) {
    Computed computed = computed(scenario);
    boolean decided = DECIDED.contains(scenario) || Boolean.getBoolean("garonne.test.decided");
    record Pair(Seen proxy, Seen decided) {}
    Pair[] all =
        IntStream.range(0, SEEDS)
            .parallel()
            .mapToObj(
                seed -> {
                  InventedYears years = computed.years(seed);
                  double truth = Truth.change(years, FIRST, 12);
                  Seen proxy = new Seen(truth, computed.headline(years, false));
                  return new Pair(
                      proxy, decided ? new Seen(truth, computed.headline(years, true)) : proxy);
                })
            .toArray(Pair[]::new);
    judge(scenario + ", first year as reference", all, Pair::proxy);
    if (decided) {
      judge(scenario + ", decided reference", all, Pair::decided);
    }
  }

  /** The month alone: it has a quarter of its usual presence in this year. */
  @Test
  void ofAnEmptyAugustTheMonthIsRightToo() {
    Computed computed = computed(Scenario.EMPTY_AUGUST);
    YearMonth august = YearMonth.of(2026, 8);
    Seen[] all =
        IntStream.range(0, SEEDS)
            .parallel()
            .mapToObj(
                seed -> {
                  InventedYears years = computed.years(seed);
                  Indicators of = computed.indicators(years, false);
                  return new Seen(
                      Truth.change(years, august, 1),
                      Computed.value(of, Span.MONTH, august).chosen());
                })
            .toArray(Seen[]::new);
    judge("August alone", all, Function.identity());
  }

  /** What remains is what would have changed with the reference year's summer. */
  @Test
  void theSecondLineTakesOutAMildSummer() {
    Computed computed = computed(Scenario.MILD_SUMMER);
    for (int seed = 0; seed < 5; seed++) {
      InventedYears years = computed.years(seed);
      Figure.Value value =
          Computed.value(computed.indicators(years, false), Span.ROLLING_12, FIRST.plusMonths(11));
      Cooling cooling = Objects.requireNonNull(value.cooling());
      // As much cooling for each kWh of servers as in the reference year.
      double usual =
          sum(years, 2025, "server-room-facility")
              / sum(years, 2025, "server-room-it")
              * sum(years, 2026, "server-room-it");
      double milder =
          (usual - sum(years, 2026, "server-room-facility")) / value.chosen().reference();
      double corrected = Truth.change(years, FIRST, 12) + milder;
      assertThat(milder).isGreaterThan(0.015);
      assertThat(Objects.requireNonNull(cooling.fit())).isGreaterThan(0.8);
      assertThat(Objects.requireNonNull(cooling.change())).isCloseTo(corrected, within(0.01));
    }
  }

  private static double sum(InventedYears years, int year, String family) {
    return years.truth().entrySet().stream()
        .filter(e -> e.getKey().month().getYear() == year && e.getKey().family().equals(family))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** A figure beside what it should be. */
  private record Seen(double truth, Comparison.Change change) {
    boolean isInside() {
      return change.low() <= truth && truth <= change.high();
    }
  }

  private static <T> void judge(String what, T[] all, Function<T, Seen> part) {
    Seen[] seen = Arrays.stream(all).map(part).toArray(Seen[]::new);
    long inside = Arrays.stream(seen).filter(Seen::isInside).count();
    double[] widths =
        Arrays.stream(seen).mapToDouble(s -> s.change().halfWidth()).sorted().toArray();
    double median = (widths[SEEDS / 2 - 1] + widths[SEEDS / 2]) / 2;
    double bias =
        Arrays.stream(seen)
            .mapToDouble(s -> s.change().value() - s.truth())
            .average()
            .orElseThrow();
    double error =
        Math.sqrt(
            Arrays.stream(seen)
                .mapToDouble(s -> Math.pow(s.change().value() - s.truth(), 2))
                .average()
                .orElseThrow());
    System.out.printf(
        "%s: injected %.1f %%, %d of %d inside, half-width %.2f (at most %.2f) points; errors: mean %.2f, root of mean square %.2f%n",
        what,
        100 * Arrays.stream(seen).mapToDouble(Seen::truth).average().orElseThrow(),
        inside,
        SEEDS,
        100 * median,
        100 * widths[SEEDS - 1],
        100 * bias,
        100 * error);
    assertThat(inside).as("%s: of 100 inside", what).isGreaterThanOrEqualTo(90);
    assertThat(median).as("%s: half-width", what).isLessThanOrEqualTo(0.03);
    // Four standard errors of a mean of a hundred.
    assertThat(Math.abs(bias)).as("%s: bias", what).isLessThan(Math.max(0.001, 4 * error / 10));
  }
}
