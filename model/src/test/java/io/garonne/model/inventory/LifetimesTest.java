package io.garonne.model.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifetimesTest {
  private static final Year YEAR = Year.of(2026);
  private static final String NONE_RETIRED = "no unit was retired in the period";

  @ParameterizedTest
  @CsvSource({
    "2020-01-01, 2026-01-01, 6.000000",
    "2020-01-01, 2026-01-02, 6.002738",
    "2020-01-01, 2025-12-31, 5.996578",
    "2020-02-29, 2027-02-28, 7.000000",
    "2020-02-29, 2027-02-27, 6.996578",
    "2020-02-29, 2024-02-29, 4.000000",
    "2020-02-29, 2024-02-28, 3.999316",
    "2023-03-01, 2024-02-29, 0.999316",
    "2026-05-05, 2026-05-05, 0.000000"
  })
  void anAgeIsWholeYearsByTheCalendarAndDays(LocalDate start, LocalDate day, BigDecimal years) {
    assertThat(Age.years(start, day)).isEqualByComparingTo(years);
  }

  @Test
  void unitsRetiredBeforeTheirTargetAgeAreAShareOfThoseRetired() {
    // Seven years after 2019-06-15 is 2026-06-15: the day before is too early, that day is not.
    Lifetimes.Figures figures =
        figures(
            retired("laptop", 7, "2019-06-15", "2026-06-14", 1),
            retired("laptop", 7, "2019-06-15", "2026-06-15", 11),
            retired("screen", 10, "2020-01-01", "2026-03-01", 4));

    assertThat(figures.early()).isEqualTo(new Share.Known(5, 16, 0));
    assertThat(((Share.Known) figures.early()).percent()).isEqualByComparingTo("31.2");
  }

  @Test
  void aLeapDaysLaptopReachesItsTargetAgeOnTheTwentyEighth() {
    Year year = Year.of(2027);

    assertThat(
            Lifetimes.of(
                    year,
                    List.of(
                        retired("laptop", 7, "2020-02-29", "2027-02-27", 1),
                        retired("laptop", 7, "2020-02-29", "2027-02-28", 1)),
                    Lifetimes.Settings.DEFAULT)
                .overall()
                .early())
        .isEqualTo(new Share.Known(1, 2, 0));
  }

  @Test
  void onlyWhatIsRetiredInThePeriodCountsAsRetired() {
    Lifetimes.Figures figures =
        figures(
            retired("phone", 4, "2020-01-01", "2025-12-31", 1),
            retired("phone", 4, "2020-01-01", "2026-01-01", 2),
            retired("phone", 4, "2020-01-01", "2026-12-31", 4),
            retired("phone", 4, "2020-01-01", "2027-01-01", 8));

    assertThat(figures.retired()).isEqualTo(6);
    assertThat(figures.inService()).isEqualTo(8);
  }

  @Test
  void reconditionedAreReuseAndDonationOfWhatWorked() {
    Lifetimes.Figures figures =
        figures(
            gone(Unit.Fate.REUSE, true, 3),
            gone(Unit.Fate.DONATION, true, 2),
            gone(Unit.Fate.RECYCLING, true, 4),
            gone(Unit.Fate.UNKNOWN, true, 1),
            gone(Unit.Fate.REUSE, false, 50),
            gone(Unit.Fate.DONATION, null, 7));

    assertThat(figures.reconditioned()).isEqualTo(new Share.Known(5, 10, 7));
    assertThat(((Share.Known) figures.reconditioned()).percent()).isEqualByComparingTo("50.0");
    assertThat(figures.destinationUnknown()).isEqualTo(1);
  }

  @Test
  void aTargetIsComparedWithTheShareBeforeItIsRounded() {
    Share.Known justAbove = new Share.Known(1001, 10_000, 0);

    assertThat(justAbove.percent()).isEqualByComparingTo("10.0");
    assertThat(justAbove.isAtMost(Lifetimes.Settings.DEFAULT.mostEarlyPercent())).isFalse();
    assertThat(new Share.Known(1, 10, 0).isAtMost(BigDecimal.TEN)).isTrue();
    assertThat(
            new Share.Known(1, 2, 0)
                .isAtLeast(Lifetimes.Settings.DEFAULT.leastReconditionedPercent()))
        .isTrue();
    assertThat(new Share.Known(4999, 10_000, 0).isAtLeast(BigDecimal.valueOf(50))).isFalse();
  }

  @Test
  void meanAgesWeighEveryUnitTheSame() {
    // On 2027-01-01: 3 of 2 years and 1 of 5 years in service, (3 * 2 + 5) / 4 = 2.75.
    Lifetimes.Figures figures =
        figures(
            inService("laptop", "2025-01-01", 3),
            inService("laptop", "2022-01-01", 1),
            retired("laptop", 7, "2020-03-01", "2026-03-01", 1),
            retired("laptop", 7, "2017-03-01", "2026-03-01", 2));

    assertThat(figures.ageInService()).isEqualTo(new MeanAge.Known(new BigDecimal("2.75"), 4, 0));
    assertThat(figures.ageRetired()).isEqualTo(new MeanAge.Known(new BigDecimal("8.00"), 3, 0));
  }

  @Test
  void aDateOfPurchaseStandsInForThatOfCommissioning() {
    LocalDate bought = LocalDate.of(2023, 1, 1);
    LocalDate used = LocalDate.of(2024, 1, 1);

    assertThat(figures(unit("nas", null, null, bought, null, 1)).ageInService())
        .isEqualTo(new MeanAge.Known(new BigDecimal("4.00"), 1, 0));
    assertThat(figures(unit("nas", null, used, bought, null, 1)).ageInService())
        .isEqualTo(new MeanAge.Known(new BigDecimal("3.00"), 1, 0));
  }

  @Test
  void whatHasNoDatesIsCountedAsUnknown() {
    LocalDate retired = LocalDate.of(2026, 5, 1);
    Lifetimes.Figures figures =
        figures(
            inService("laptop", "2025-01-01", 1),
            unit("laptop", 7, null, null, null, 5),
            retired("laptop", 7, "2016-01-01", "2026-01-01", 1),
            unit("laptop", 7, null, null, retired, 2),
            new Unit("laptop", null, null, null, null, Unit.Fate.REUSE, true, 3));

    assertThat(figures.inService()).isEqualTo(6);
    assertThat(figures.ageInService()).isEqualTo(new MeanAge.Known(new BigDecimal("2.00"), 1, 5));
    assertThat(figures.retired()).isEqualTo(3);
    assertThat(figures.early()).isEqualTo(new Share.Known(0, 1, 2));
    assertThat(figures.ageRetired()).isEqualTo(new MeanAge.Known(new BigDecimal("10.00"), 1, 2));
    assertThat(figures.retiredOnUnknownDay()).isEqualTo(3);
  }

  @Test
  void aFigureThatCannotBeComputedSaysWhy() {
    Lifetimes.Figures nothing = figures();
    assertThat(nothing.early()).isEqualTo(new Share.NotComputable(NONE_RETIRED, 0));
    assertThat(nothing.reconditioned()).isEqualTo(new Share.NotComputable(NONE_RETIRED, 0));
    assertThat(nothing.ageRetired()).isEqualTo(new MeanAge.NotComputable(NONE_RETIRED, 0));
    assertThat(nothing.ageInService())
        .isEqualTo(new MeanAge.NotComputable("no unit is in service at the end of the period", 0));

    Lifetimes.Figures undated = figures(unit("laptop", 7, null, null, LocalDate.of(2026, 5, 1), 2));
    assertThat(undated.early())
        .isEqualTo(
            new Share.NotComputable(
                "of none of the units retired in the period are age and target age known", 2));
    assertThat(undated.reconditioned())
        .isEqualTo(
            new Share.NotComputable(
                "no unit retired in the period is known to have been functional", 2));
    assertThat(undated.ageRetired())
        .isEqualTo(new MeanAge.NotComputable("the age of none of the units is known", 2));
  }

  @Test
  void aClassWithoutATargetAgeIsNeitherEarlyNorInTime() {
    assertThat(figures(retired("server", null, "2025-01-01", "2026-05-01", 3)).early().unknown())
        .isEqualTo(3);
  }

  @Test
  void aTargetAgeInTheSettingsBeatsTheUnits() {
    Lifetimes.Settings five =
        new Lifetimes.Settings(
            Map.of("laptop", new BigDecimal("5.5")), BigDecimal.TEN, BigDecimal.valueOf(50));
    List<Unit> units =
        List.of(
            retired("laptop", 7, "2020-06-01", "2026-01-01", 1),
            retired("screen", 10, "2020-06-01", "2026-01-01", 1));

    assertThat(Lifetimes.of(YEAR, units, five).overall().early())
        .isEqualTo(new Share.Known(1, 2, 0));
  }

  @Test
  void whatComesIntoUseAfterThePeriodIsNotThere() {
    assertThat(figures(inService("laptop", "2027-01-01", 1)).inService()).isZero();
    assertThat(figures(inService("laptop", "2026-12-31", 1)).inService()).isEqualTo(1);
  }

  @Test
  void everyClassHasItsOwnFiguresAndTheyAddUp() {
    Lifetimes lifetimes =
        Lifetimes.of(
            YEAR,
            List.of(
                inService("screen", "2020-01-01", 2),
                retired("laptop", 7, "2020-01-01", "2026-05-01", 3),
                inService("laptop", "2020-01-01", 4)),
            Lifetimes.Settings.DEFAULT);

    assertThat(lifetimes.byClass().keySet()).containsExactly("laptop", "screen");
    assertThat(figuresOf(lifetimes, "laptop").inService()).isEqualTo(4);
    assertThat(figuresOf(lifetimes, "laptop").early()).isEqualTo(new Share.Known(3, 3, 0));
    assertThat(figuresOf(lifetimes, "screen").early())
        .isEqualTo(new Share.NotComputable(NONE_RETIRED, 0));
    assertThat(lifetimes.overall().inService()).isEqualTo(6);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> retired("laptop", 7, "2026-01-02", "2026-01-01", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> inService("laptop", "2026-01-02", 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> Lifetimes.of(YEAR.atDay(1), YEAR.atDay(1), List.of(), Lifetimes.Settings.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Lifetimes.Figures figures(Unit... units) {
    return Lifetimes.of(YEAR, List.of(units), Lifetimes.Settings.DEFAULT).overall();
  }

  private static Lifetimes.Figures figuresOf(Lifetimes lifetimes, String name) {
    return Objects.requireNonNull(lifetimes.byClass().get(name));
  }

  private static Unit unit(
      String name,
      @Nullable Integer target,
      @Nullable LocalDate commissioned,
      @Nullable LocalDate purchased,
      @Nullable LocalDate retired,
      long quantity) {
    BigDecimal years = target == null ? null : BigDecimal.valueOf(target);
    return new Unit(name, years, commissioned, purchased, retired, null, null, quantity);
  }

  private static Unit inService(String name, String start, long quantity) {
    return unit(name, null, LocalDate.parse(start), null, null, quantity);
  }

  private static Unit retired(
      String name, @Nullable Integer target, String start, String end, long quantity) {
    return unit(name, target, LocalDate.parse(start), null, LocalDate.parse(end), quantity);
  }

  private static Unit gone(Unit.Fate fate, @Nullable Boolean functional, long quantity) {
    LocalDate day = LocalDate.of(2026, 5, 1);
    return new Unit("laptop", null, null, null, day, fate, functional, quantity);
  }
}
