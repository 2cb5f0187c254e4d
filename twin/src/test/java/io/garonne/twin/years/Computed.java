package io.garonne.twin.years;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.indicator.Comparison;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Indicators;
import io.garonne.model.indicator.Span;
import io.garonne.model.indicator.UnitsInService;
import io.garonne.model.inventory.Estate;
import java.time.YearMonth;
import java.util.Objects;

/** What the engine makes of a fleet's years. */
final class Computed {
  private static final YearMonth LAST = YearMonth.of(2026, 12);

  private final Fleet fleet;
  private final Estate estate;
  // It counts once what is there in half a month; one thread each.
  private final ThreadLocal<UnitsInService> inService;

  Computed(Fleet fleet) {
    this.fleet = fleet;
    Estate.Result read = Estate.of(fleet.estateLines(), InventedYears.zone());
    assertThat(read.problems()).isEmpty();
    estate = read.estate();
    inService = ThreadLocal.withInitial(() -> UnitsInService.of(estate));
  }

  InventedYears years(long seed) {
    return InventedYears.of(fleet, seed);
  }

  Indicators indicators(InventedYears years, boolean decided) {
    return Indicators.of(
        new Indicators.Inputs(
            years.programme(decided),
            years.totals(),
            years.samples(),
            Objects.requireNonNull(inService.get()),
            InventedYears.zone(),
            LAST.plusMonths(1).atDay(15).atStartOfDay(InventedYears.zone()).toInstant()));
  }

  /** The chosen change of the headline. */
  Comparison.Change headline(InventedYears years, boolean decided) {
    return value(indicators(years, decided), Span.ROLLING_12, LAST).chosen();
  }

  static Figure.Value value(Indicators all, Span span, YearMonth month) {
    Figure figure =
        all.figures().stream()
            .filter(f -> f.indicator() == Indicator.ELECTRICITY && f.span() == span)
            .filter(f -> f.month().equals(month) && f.part().equals(Figure.ALL))
            .findFirst()
            .orElseThrow();
    return Objects.requireNonNull(figure.value(), figure::toString);
  }
}
