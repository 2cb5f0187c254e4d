package io.garonne.model.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.garonne.model.PageKinds;
import io.garonne.model.inventory.Estate;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** 12 MWh of a reference year became 6 at 50 g per kWh, with 400 kg of manufacturing in both. */
class CarbonOfUseTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final long KWH = 3_600_000_000L;

  private static Programme.Embodied made(int year, String entity, String family) {
    return new Programme.Embodied(year, entity, family, 400_000, "invented");
  }

  private static Figure carbonOfDecember(
      YearMonth first, boolean isFinal, List<Programme.Embodied> embodied) {
    return carbonOfDecember(indicators(first, isFinal, 0, embodied), first);
  }

  private static Figure carbonOfDecember(Indicators all, YearMonth first) {
    return all.figures().stream()
        .filter(f -> f.id().equals("carbon/rolling-12/" + first.plusMonths(12).getYear() + "-12"))
        .findFirst()
        .orElseThrow();
  }

  private static Indicators indicators(
      YearMonth first, boolean isFinal, double uncertainty, List<Programme.Embodied> embodied) {
    Map<Cell, Baseline.Reference> base = new HashMap<>();
    Map<Cell, CellTotal> totals = new HashMap<>();
    Map<YearMonth, Map<String, Long>> users = new HashMap<>();
    int year = first.plusMonths(12).getYear();
    YearMonth december = YearMonth.of(year, 12);
    for (YearMonth m = first; !m.isAfter(december); m = m.plusMonths(1)) {
      users.put(m, Map.of("city", 100L));
      if (m.isBefore(first.plusMonths(12))) {
        base.put(new Cell("city", "network", m), new Baseline.Reference(1000 * KWH, uncertainty));
      } else {
        totals.put(new Cell("city", "network", m), total(500, isFinal));
        totals.put(new Cell("city", "printing", m), total(10, isFinal));
      }
    }
    Programme programme =
        new Programme(
            first,
            Map.of(Indicator.CARBON, new Programme.Target(-0.1, LocalDate.of(2030, 12, 31))),
            Map.of(),
            Map.of(
                first.getYear(),
                new Programme.Factor(50, "s"),
                year,
                new Programme.Factor(40, "s")),
            List.of(),
            users,
            List.of(
                new Programme.BaselineVersion(
                    1,
                    "hash",
                    LocalDate.of(year, 1, 31),
                    Baseline.of(first, base),
                    Baseline.of(first, Map.of()))),
            List.of(),
            List.of(),
            embodied,
            Map.of());
    return Indicators.of(
        new Indicators.Inputs(
            programme,
            totals,
            List.of(),
            UnitsInService.of(Estate.of(List.of(), PARIS).estate()),
            PARIS,
            LocalDate.of(year + 1, 1, 2).atStartOfDay(PARIS).toInstant()));
  }

  private static CellTotal total(long kwh, boolean isFinal) {
    return new CellTotal(
        kwh * KWH, (kwh + 1) * KWH, null, 0, PageKinds.NONE, 1, 1, 1, 1, 1, isFinal, 0);
  }

  @Test
  void carbonOfAYearThatIsProvisionalSaysSoAndWhatIsLeftOut() {
    Figure carbon =
        carbonOfDecember(
            YearMonth.of(2025, 1),
            false,
            List.of(made(2025, "city", "network"), made(2026, "city", "network")));
    Figure.Value value = Objects.requireNonNull(carbon.value());
    assertThat(value.publishable()).isEqualTo(Publishable.PROVISIONAL);
    assertThat(value.leftOut())
        .containsExactly(
            new Figure.LeftOut("city", "printing", Line.Out.NO_REFERENCE, 12L * 10 * 50));
    assertThat(value.actual()).isEqualTo(12 * 500 * 50 + 400_000);
    assertThat(value.measured()).isEqualTo(12 * 500 * 50);
    assertThat(value.high()).isEqualTo(12 * 501 * 50);
    assertThat(value.chosen().value()).isEqualTo(700_000.0 / 1_000_000 - 1);
    assertThat(value.months()).isEqualTo(12);
  }

  @Test
  void carbonOfAReferenceThatIsNoCalendarYearIsNotComputable() {
    Figure carbon =
        carbonOfDecember(
            YearMonth.of(2024, 7),
            true,
            List.of(made(2024, "city", "network"), made(2025, "city", "network")));
    assertThat(carbon.value()).isNull();
    assertThat(carbon.why())
        .isEqualTo(new Result.NotComputable(Result.Reason.REFERENCE_IN_TWO_YEARS, "2024-07"));
  }

  @Test
  void manufacturingThatIsStatedInOneOfTheYearsOnlyIsNoChange() {
    YearMonth first = YearMonth.of(2025, 1);
    Programme.Embodied then = made(2025, "city", "network");
    Programme.Embodied now = made(2026, "city", "network");
    assertThat(
            carbonOfDecember(first, true, List.of(then, made(2025, "city", "printing"), now)).why())
        .isEqualTo(new Result.NotComputable(Result.Reason.NO_MANUFACTURING, "2026 city printing"));
    assertThat(
            carbonOfDecember(first, true, List.of(then, now, made(2026, "city", "printing"))).why())
        .isEqualTo(new Result.NotComputable(Result.Reason.NO_MANUFACTURING, "2025 city printing"));
    // Whoever is not in the perimeter does not matter.
    assertThat(
            carbonOfDecember(first, true, List.of(then, now, made(2026, "away", "printing"))).why())
        .isNull();
  }

  /** An invoice that is right to ±10 %: of 600 kg of use, 60 of 1000; and 700 of 1000 are left. */
  @Test
  void anUncertainReferenceMakesCarbonAsUncertainAsItIs() {
    YearMonth first = YearMonth.of(2025, 1);
    List<Programme.Embodied> embodied =
        List.of(made(2025, "city", "network"), made(2026, "city", "network"));
    Figure carbon = carbonOfDecember(indicators(first, true, 0.1, embodied), first);
    assertThat(Objects.requireNonNull(carbon.value()).chosen().halfWidth())
        .isCloseTo(0.7 * 0.06, within(1e-12));
  }

  @Test
  void carbonIsComputedAgainFromTheLinesOfElectricityAndWhatWasMade() {
    YearMonth first = YearMonth.of(2025, 1);
    Indicators all =
        indicators(
            first,
            true,
            0.1,
            List.of(
                made(2025, "city", "network"),
                made(2026, "city", "network"),
                made(2026, "away", "network")));
    Figure carbon = carbonOfDecember(all, first);
    Figure.Value value = Objects.requireNonNull(carbon.value());
    Manufacturing made = Objects.requireNonNull(value.manufacturing());
    assertThat(made.items()).extracting(Manufacturing.Item::year).containsExactly(2025, 2026);
    Figure electricity =
        all.figures().stream()
            .filter(f -> f.id().equals("electricity/rolling-12/2026-12"))
            .findFirst()
            .orElseThrow();
    Manufacturing.Sums sums =
        made.with(
            Arithmetic.of(
                Objects.requireNonNull(electricity.value()),
                Arithmetic.linesOf(carbon, all.lines())));
    assertThat(sums)
        .isEqualTo(
            new Manufacturing.Sums(
                value.actual(),
                value.measured(),
                value.chosen(),
                value.allFixed(),
                Objects.requireNonNull(value.allPerUser()),
                value.unadjusted()));
  }
}
