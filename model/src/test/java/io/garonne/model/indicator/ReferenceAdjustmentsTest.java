package io.garonne.model.indicator;

import static io.garonne.model.indicator.InventedCity.millijoules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is added to the reference year and taken from it. Energy is in kWh a month. */
class ReferenceAdjustmentsTest {
  private static final YearMonth FIRST = YearMonth.of(2025, 1);
  private static final String SERVERS = "server-room-it";
  private static final String NETWORK = "network";

  private final Map<Cell, Baseline.Reference> baseline = new HashMap<>();
  private final TreeMap<Cell, Estimate> now = new TreeMap<>();
  private final List<Evidence.Adjustment> adjustments = new ArrayList<>();
  private final List<Evidence.Externalised> externalised = new ArrayList<>();

  private void then(String family, double firstHalf, double secondHalf) {
    for (int i = 0; i < 12; i++) {
      baseline.put(
          new Cell("city", family, FIRST.plusMonths(i)),
          new Baseline.Reference(millijoules(i < 6 ? firstHalf : secondHalf), 0));
    }
  }

  private void since(String family, double each) {
    for (int i = 12; i < 24; i++) {
      now.put(
          new Cell("city", family, FIRST.plusMonths(i)),
          new Estimate.Known(millijoules(each), 0, 0));
    }
  }

  private void moved(@Nullable String entity, @Nullable String family, YearMonth from, double kwh) {
    externalised.add(new Evidence.Externalised("load", from, entity, family, millijoules(kwh)));
  }

  private Comparison year() {
    return (Comparison) result();
  }

  private Result result() {
    Map<YearMonth, Map<String, Long>> users = new HashMap<>();
    for (int i = 0; i < 24; i++) {
      users.put(FIRST.plusMonths(i), Map.of("city", 100L));
    }
    Evidence evidence =
        new Evidence(
            Baseline.of(FIRST, baseline),
            now,
            Set.of(),
            List.of(new Entity("city", null, null)),
            users,
            Map.of(SERVERS, 1.0),
            adjustments,
            externalised);
    return Comparison.of(evidence, FIRST.plusMonths(12), 12);
  }

  /** 400 of 1000 moved in July of the reference year: 600 then, and 600 ever since. */
  @Test
  void aLoadThatMovedWithinTheReferenceYearLeavesOnlyTheMonthsThatHadIt() {
    then(SERVERS, 1000, 600);
    since(SERVERS, 600);
    moved("city", SERVERS, YearMonth.of(2025, 7), 4800);
    Comparison year = year();
    // By days: 4800 × 181 / 365 of the first half.
    assertThat(year.chosen().value()).isCloseTo(0, within(0.003));
    assertThat(year.notSaved() / 3.6e9).isCloseTo(4800 * 181 / 365.0, within(0.01));
    assertThat(year.lines().stream().mapToLong(Comparison.Line::externalised).sum())
        .isEqualTo(year.notSaved());
  }

  @Test
  void aLoadOfTheWholePerimeterThatMovedWithinTheReferenceYearLikewise() {
    then(SERVERS, 1000, 600);
    since(SERVERS, 600);
    moved(null, null, YearMonth.of(2025, 7), 4800);
    assertThat(year().chosen().value()).isCloseTo(0, within(0.003));
  }

  @Test
  void aLoadThatMovedTakesNoMoreThanTheReferenceOfItsCell() {
    then(SERVERS, 300, 300);
    then(NETWORK, 1000, 1000);
    since(SERVERS, 0);
    since(NETWORK, 1000);
    moved("city", SERVERS, YearMonth.of(2026, 1), 4800);
    Comparison year = year();
    assertThat(year.chosen().value()).isZero();
    assertThat(year.notSaved()).isEqualTo(millijoules(3600));
  }

  private void adjusted(String family, double perMonth) {
    adjustments.add(
        new Evidence.Adjustment(
            "a" + adjustments.size(),
            YearMonth.of(2026, 1),
            YearMonth.of(2026, 12),
            "city",
            family,
            millijoules(perMonth)));
  }

  @Test
  void adjustmentsThatMakeUpForEachOtherAreStillSaid() {
    then(SERVERS, 1000, 1000);
    then(NETWORK, 1000, 1000);
    since(SERVERS, 1000);
    since(NETWORK, 1000);
    adjusted(SERVERS, 300);
    adjusted(NETWORK, -200);
    adjusted(NETWORK, -100);
    Comparison year = year();
    assertThat(year.adjustments()).isZero();
    assertThat(year.isAdjustedMuch()).isTrue();
  }

  @Test
  void anAdjustmentForANewServiceIsItsReference() {
    then(NETWORK, 1000, 1000);
    since(NETWORK, 1000);
    since(SERVERS, 90);
    adjusted(SERVERS, 100);
    Comparison year = year();
    assertThat(year.chosen().value()).isCloseTo(1090 / 1100.0 - 1, within(1e-9));
    assertThat(year.unadjusted().value()).isCloseTo(0.09, within(1e-9));
    assertThat(year.adjustments()).isEqualTo(millijoules(1200));
    assertThat(year.leftOut()).isEmpty();
  }

  @Test
  void anAdjustmentForWhatIsNotMeasuredIsListed() {
    then(NETWORK, 1000, 1000);
    since(NETWORK, 1000);
    adjusted(SERVERS, 100);
    Comparison year = year();
    assertThat(year.adjustments()).isZero();
    assertThat(year.leftOut())
        .hasSize(12)
        .contains(
            new Comparison.LeftOut(new Cell("city", SERVERS, YearMonth.of(2026, 1)), false, 0));
  }

  @Test
  void aReferenceThatIsAdjustedToNothingIsSaidToBeThatAndNotThatNothingWasMeasured() {
    then(NETWORK, 1000, 1000);
    since(NETWORK, 900);
    adjusted(NETWORK, -1000);
    assertThat(result())
        .isEqualTo(new Result.NotComputable(Result.Reason.REFERENCE_NOT_POSITIVE, "2026-01"));
    adjustments.clear();
    adjusted(NETWORK, -100_000);
    assertThat(result())
        .isEqualTo(new Result.NotComputable(Result.Reason.REFERENCE_NOT_POSITIVE, "2026-01"));
  }

  /** Only January has anything that is compared; 120 a month are decided for the whole. */
  @Test
  void whatIsDecidedForTheWholeIsNotInMonthsOfWhichNothingIsCompared() {
    then(NETWORK, 1000, 1000);
    now.put(
        new Cell("city", NETWORK, YearMonth.of(2026, 1)),
        new Estimate.Known(millijoules(1120), 0, 0));
    adjustments.add(
        new Evidence.Adjustment(
            "whole", YearMonth.of(2026, 1), YearMonth.of(2026, 12), null, null, millijoules(120)));
    assertThat(year().monthsCompared()).isEqualTo(1);
    assertThat(year().chosen().value()).isZero();
  }
}
