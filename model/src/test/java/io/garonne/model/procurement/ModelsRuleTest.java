package io.garonne.model.procurement;

import static io.garonne.model.offhours.InventedCurves.KWH;
import static io.garonne.model.offhours.InventedCurves.PARIS;
import static io.garonne.model.offhours.InventedCurves.estate;
import static io.garonne.model.offhours.InventedCurves.history;
import static io.garonne.model.offhours.InventedCurves.midnight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.garonne.model.advice.ModelEnergy;
import io.garonne.model.advice.NoFigure;
import io.garonne.model.indicator.HalfMonth;
import io.garonne.model.indicator.Stratum;
import io.garonne.model.indicator.StratumSample;
import io.garonne.model.indicator.UnitSums;
import io.garonne.model.inventory.Estate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ModelsRuleTest {
  private static final long WATT = 1_000;

  /** Samples of units that draw 8, 9, 10, 11 and 12 W. */
  private static List<StratumSample> samples(String entity, YearMonth from, int months) {
    List<StratumSample> all = new ArrayList<>();
    for (int i = 0; i < months; i++) {
      for (boolean second : new boolean[] {false, true}) {
        HalfMonth half = new HalfMonth(from.plusMonths(i), second);
        long millis = half.endIn(PARIS) - half.startIn(PARIS);
        List<Stratum.MeteredUnit> units = new ArrayList<>();
        for (int watts = 8; watts <= 12; watts++) {
          units.add(new Stratum.MeteredUnit(1, watts * millis, millis));
        }
        all.add(
            new StratumSample(entity, "workstations", "Mini 5", half, UnitSums.of(units), 0, true));
      }
    }
    return all;
  }

  private static List<ModelEnergy> models(Estate estate, String now, List<StratumSample> samples) {
    return new ModelsRule(estate, midnight(now), samples).advice();
  }

  @Test
  void twelveMonthsAreAYear() {
    Estate declared =
        estate(
            "assets: asset=a; model=Mini 5; equipment_class=desktop; site=s; quantity=7;"
                + " declared_weekly_kwh=1.2");
    ModelEnergy model =
        models(declared, "2027-01-01", samples("city", YearMonth.of(2025, 12), 13)).get(0);
    assertThat(model.months()).isEqualTo(12);
    assertThat(model.from()).isEqualTo("2026-01");
    assertThat(model.to()).isEqualTo("2026-12");
    assertThat(model.weekly()).isEqualTo(168 * KWH / 100);
    assertThat(model.yearly()).isEqualTo(876 * KWH / 10);
    assertThat(model.units()).isEqualTo(5);
    assertThat(model.inService()).isEqualTo(7);
    assertThat(model.classes()).containsExactly("desktop");
    assertThat(model.declaredWeekly()).isEqualTo(12 * KWH / 10);
    // Standard deviation √2.5 W; of the mean of five √0.5; by 2.776 with 4 degrees: 1.963 W. That
    // all halves of months are of the same five makes it no smaller.
    assertThat((double) Objects.requireNonNull(model.yearlyHalfWidth()) / (8.76 * KWH))
        .isCloseTo(1.963, within(0.001));
  }

  @Test
  void elevenMonthsAreNoYear() {
    ModelEnergy model =
        models(estate(), "2027-01-01", samples("city", YearMonth.of(2026, 2), 11)).get(0);
    assertThat(model.yearly()).isNull();
    assertThat(model.yearlyHalfWidth()).isNull();
    assertThat(model.months()).isEqualTo(11);
    assertThat(model.weekly()).isEqualTo(168 * KWH / 100);
    assertThat(model.notDeclared()).isEqualTo(NoFigure.NOT_DECLARED);
  }

  @Test
  void entitiesAreTakenTogetherAndUnknownModelsAreNone() {
    List<StratumSample> both = new ArrayList<>(samples("a", YearMonth.of(2026, 1), 1));
    both.addAll(samples("b", YearMonth.of(2026, 1), 1));
    both.add(
        new StratumSample(
            "a",
            "workstations",
            StratumSample.REST,
            new HalfMonth(YearMonth.of(2026, 1), false),
            UnitSums.of(List.of(new Stratum.MeteredUnit(1, 5, 5))),
            0,
            true));
    List<ModelEnergy> models = models(estate(), "2027-01-01", both);
    assertThat(models).hasSize(1);
    assertThat(models.get(0).units()).isEqualTo(10);
  }

  @Test
  void aHalfThatHasNotEndedIsNotThere() {
    assertThat(models(estate(), "2026-01-31", samples("a", YearMonth.of(2026, 1), 1))).isEmpty();
  }

  @Test
  void modelsThatDeclareDifferentlySaySo() {
    Estate two =
        estate(
            "assets: asset=a; model=Mini 5; equipment_class=desktop; site=s; declared_weekly_kwh=1.2",
            "assets: asset=b; model=Mini 5; equipment_class=desktop; site=s; declared_weekly_kwh=1");
    assertThat(
            models(two, "2027-01-01", samples("a", YearMonth.of(2026, 1), 1)).get(0).notDeclared())
        .isEqualTo(NoFigure.SEVERAL_DECLARED);
  }

  @Test
  void whatIsNobodysOwnIsMeasuredFromTheFirstUnitOnAndOnesOwnIsNot() {
    Estate estate =
        estate(
            "assets: asset=x; model=Laser 4; equipment_class=printer; site=s; users=20",
            "connections: asset=x; device=plug",
            "assets: asset=y; model=Ink 1; equipment_class=printer; site=s; users=1",
            "connections: asset=y; device=own");
    ModelsRule rule = new ModelsRule(estate, midnight("2026-06-01"), List.of());
    rule.look(
        history(
            "s", "printer", "plug", "x", false, "2026-04-01", "2026-06-01", at -> 20 * WATT, -1));
    rule.look(
        history("s", "printer", "own", "y", true, "2026-05-04", "2026-06-01", at -> 20 * WATT, -1));
    List<ModelEnergy> models = rule.advice();
    assertThat(models).hasSize(1);
    ModelEnergy model = models.get(0);
    assertThat(model.model()).isEqualTo("Laser 4");
    assertThat(model.months()).isEqualTo(2);
    assertThat(model.units()).isEqualTo(1);
    assertThat(model.weekly()).isEqualTo(336 * KWH / 100);
    assertThat(model.weeklyHalfWidth()).isNull();
  }
}
