package io.garonne.model.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplePlanTest {
  private static final HalfMonth HALF = new HalfMonth(YearMonth.of(2026, 9), false);
  private static final long MILLIS = 15 * 86_400_000L;

  private static UnitsInService inService(int desktops, int printers, int switches) {
    List<EstateLine> lines = new ArrayList<>();
    lines.add(EstateLine.of(EstateTable.ENTITIES, Map.of("entity", "city"), "e:1"));
    lines.add(EstateLine.of(EstateTable.SITES, Map.of("site", "hall", "entity", "city"), "s:1"));
    lines.add(asset("desktops", "desktop", desktops));
    lines.add(asset("printers", "printer", printers));
    lines.add(asset("switches", "switch", switches));
    return UnitsInService.of(Estate.of(lines, ZoneId.of("Europe/Paris")).estate());
  }

  private static EstateLine asset(String name, String of, int quantity) {
    return EstateLine.of(
        EstateTable.ASSETS,
        Map.of(
            "asset",
            name,
            "equipment_class",
            of,
            "quantity",
            Integer.toString(quantity),
            "site",
            "hall",
            "model",
            "m"),
        "a:1");
  }

  private static StratumSample sample(String family, String model, long... energies) {
    List<Stratum.MeteredUnit> units = new ArrayList<>();
    for (long energy : energies) {
      units.add(new Stratum.MeteredUnit(1, energy, MILLIS));
    }
    return new StratumSample("city", family, model, HALF, UnitSums.of(units), 0, false);
  }

  @Test
  void fewestPlugsFirstAndWhoNeedsNoneLast() {
    SamplePlan plan =
        SamplePlan.of(
            HALF,
            List.of(
                sample("workstations", "m", 140, 150, 160, 170, 180),
                sample("network", "", 100, 100)),
            inService(100, 40, 2),
            0.05);

    assertThat(plan.needs())
        .extracting(SamplePlan.Need::family)
        .containsExactly("workstations", "printing", "network");
    SamplePlan.Need desktops = plan.needs().get(0);
    // Example 15 of the method: 1 913 of 16 000.
    assertThat(desktops.now()).isCloseTo(0.1196, within(0.0001));
    assertThat(desktops.spread()).isCloseTo(0.0988, within(0.0001));
    assertThat(desktops.from()).isEqualTo(SamplePlan.SpreadFrom.STRATUM);
    // 2.110 × 0.0988 × √((1 − 18/100) / 18) would be 0.0445; 16 units: 2.131 × 0.0226 = 0.0483.
    assertThat(desktops.more()).isEqualTo(11);
    SamplePlan.Need printers = plan.needs().get(1);
    assertThat(printers.from()).isEqualTo(SamplePlan.SpreadFrom.ASSUMED);
    assertThat(printers.now()).isInfinite();
    assertThat(printers.metered()).isZero();
    assertThat(printers.more()).isEqualTo(Stratum.unitsNeeded(40, 0.5, 0.05));
    assertThat(plan.needs().get(2).now()).isZero();
    assertThat(plan.needs().get(2).more()).isZero();
  }

  @Test
  void whoHasTooFewUsesTheFamilysSpread() {
    SamplePlan plan =
        SamplePlan.of(
            HALF,
            List.of(
                sample("workstations", "", 100),
                new StratumSample(
                    "other",
                    "workstations",
                    "",
                    HALF,
                    sample("workstations", "", 140, 150, 160, 170, 180).sums(),
                    0,
                    false)),
            inService(100, 1, 1),
            0.10);
    SamplePlan.Need desktops = plan.needs().getLast();
    assertThat(desktops.from()).isEqualTo(SamplePlan.SpreadFrom.FAMILY);
    assertThat(desktops.more()).isEqualTo(Stratum.unitsNeeded(100, desktops.spread(), 0.10) - 1);
  }

  @Test
  void aHalfWidthOfNothingIsRefused() {
    UnitsInService none = inService(1, 1, 1);
    assertThatThrownBy(() -> SamplePlan.of(HALF, List.of(), none, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
