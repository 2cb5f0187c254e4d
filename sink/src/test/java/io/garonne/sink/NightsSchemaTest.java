package io.garonne.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.advice.Cost;
import io.garonne.model.advice.ModelEnergy;
import io.garonne.model.advice.NoFigure;
import io.garonne.model.advice.OffHours;
import io.garonne.model.advice.Unused;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class NightsSchemaTest {
  @Test
  void aMonthOfWhichNothingMayBeSaidHasTheReasonAndNoNumber() {
    assertThat(
            NightsSchema.point(
                    new OffHours(
                        "s",
                        "workstations",
                        YearMonth.of(2026, 3),
                        false,
                        List.of(),
                        new OffHours.Avoidable.NotComputable(NoFigure.FEW_UNITS),
                        NoFigure.FEW_UNITS))
                .toLineProtocol())
        .isEqualTo(
            "off_hours,family=workstations,site=s computable=0i,provisional=0i,why=\"few-units\""
                + " 1772323200000");
  }

  @Test
  void aMonthHasItsFiguresAndSaysWhichAreNotKnown() {
    OffHours.Half half =
        new OffHours.Half(
            false,
            LocalDate.parse("2026-03-16"),
            1,
            false,
            false,
            7_200_000_000L,
            3_600_000_000L,
            9,
            10,
            5,
            2,
            4,
            0,
            new Cost.Unknown(NoFigure.NO_TARIFF),
            new Cost.Unknown(NoFigure.NO_TARIFF));
    assertThat(
            NightsSchema.point(
                    new OffHours(
                        "s",
                        "printing",
                        YearMonth.of(2026, 3),
                        true,
                        List.of(half),
                        new OffHours.Avoidable.Known(
                            1_800_000_000L, 3, 4, new Cost.Known(250_000, "EUR")),
                        null))
                .toLineProtocol())
        .isEqualTo(
            "off_hours,family=printing,site=s avoidable_cost=0.25,avoidable_cost_known=1i,"
                + "avoidable_known=1i,avoidable_kwh=0.5,avoidable_mj=1800000000i,"
                + "avoidable_why=\"\",base_known=0i,computable=1i,currency=\"EUR\","
                + "energy_mj=7200000000i,known_percent=90.0,off_hours_cost_known=0i,"
                + "off_hours_kwh=1.0,off_hours_mj=3600000000i,personal_left_out=0i,provisional=1i,"
                + "units=1i,why=\"\" 1772323200000");
  }

  @Test
  void aModelWithoutTwelveMonthsHasNoYear() {
    assertThat(
            NightsSchema.point(
                    new ModelEnergy(
                        "printing",
                        "Laser 4",
                        List.of("printer"),
                        3,
                        2,
                        2,
                        YearMonth.of(2026, 2),
                        YearMonth.of(2026, 3),
                        2,
                        10,
                        4L,
                        null,
                        null,
                        null,
                        NoFigure.NOT_DECLARED))
                .toLineProtocol())
        .isEqualTo(
            "model_energy,family=printing,model=Laser\\ 4 declared_known=0i,in_service=3i,"
                + "interval_known=1i,months=2i,units=2i,weekly_high_mj=14i,weekly_low_mj=6i,"
                + "weekly_mj=10i,yearly_known=0i 1772323200000");
  }

  @Test
  void anUnusedUnitIsNamedByItsAsset() {
    assertThat(
            NightsSchema.point(
                    new Unused(
                        "s",
                        "printing",
                        "printer",
                        "a1",
                        "d1",
                        null,
                        LocalDate.parse("2026-03-01"),
                        56,
                        0.5,
                        10,
                        20,
                        new Cost.Unknown(NoFigure.NO_TARIFF)))
                .toLineProtocol())
        .isEqualTo(
            "unused,family=printing,site=s,unit=a1 days=56i,known_percent=50.0,power_mw=10i,"
                + "yearly_cost_known=0i,yearly_mj=20i 1772323200000");
  }
}
