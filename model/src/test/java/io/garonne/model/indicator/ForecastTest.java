package io.garonne.model.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final YearMonth START = YearMonth.of(2025, 1);

  /** Months with a season, five percent less a year. */
  private static SortedMap<YearMonth, Long> months(int count, double noise, Random random) {
    SortedMap<YearMonth, Long> months = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      double season = 1_000_000_000 * (2 + Math.sin(i % 12));
      int year = i / 12;
      double trend = Math.pow(0.95, year);
      months.put(
          START.plusMonths(i), Math.round(season * trend * (1 + noise * random.nextGaussian())));
    }
    return months;
  }

  private static @Nullable Forecast of(SortedMap<YearMonth, Long> months, YearMonth first) {
    List<Double> changes = new ArrayList<>();
    months.forEach(
        (month, energy) -> {
          Long before = months.get(month.minusYears(1));
          if (before != null) {
            changes.add((double) energy / before);
          }
        });
    return Forecast.of(months, changes, first, 12, 7);
  }

  private static Forecast forecast(SortedMap<YearMonth, Long> months) {
    return Objects.requireNonNull(of(months, YearMonth.of(2027, 1)));
  }

  @Test
  void aYearThatGoesOnAsTheLastOneIsTheLastOneTimesItsChange() {
    SortedMap<YearMonth, Long> months = months(24, 0, new Random(1));
    double lastYear =
        months.tailMap(YearMonth.of(2026, 1)).values().stream().mapToLong(e -> e).sum();
    Forecast forecast = forecast(months);
    assertThat(forecast.energy() / lastYear).isCloseTo(0.95, within(1e-6));
    assertThat(Objects.requireNonNull(forecast.low()) / lastYear).isCloseTo(0.95, within(1e-6));
    Forecast inTwoYears = Objects.requireNonNull(of(months, YearMonth.of(2028, 1)));
    assertThat(inTwoYears.energy() / lastYear).isCloseTo(0.95 * 0.95, within(1e-6));
  }

  @Test
  void withFewerThanTwelvePairsThereIsNoRangeAndBelowSixNothing() {
    SortedMap<YearMonth, Long> months = months(24, 0.05, new Random(2));
    assertThat(forecast(months).low()).isNotNull();
    assertThat(forecast(new TreeMap<>(months.tailMap(START.plusMonths(4)))).low()).isNull();
    assertThat(of(new TreeMap<>(months.tailMap(START.plusMonths(7))), YearMonth.of(2027, 1)))
        .isNull();
  }

  @Test
  void theSameMonthsGiveTheSameRange() {
    SortedMap<YearMonth, Long> months = months(24, 0.05, new Random(3));
    assertThat(forecast(months)).isEqualTo(forecast(months));
    assertThat(forecast(months))
        .matches(
            f ->
                Objects.requireNonNull(f.low()) < f.energy()
                    && f.energy() < Objects.requireNonNull(f.high()));
  }
}
