package io.garonne.model.offhours;

import static io.garonne.model.offhours.InventedCurves.KWH;
import static io.garonne.model.offhours.InventedCurves.PARIS;
import static io.garonne.model.offhours.InventedCurves.device;
import static io.garonne.model.offhours.InventedCurves.estate;
import static io.garonne.model.offhours.InventedCurves.history;
import static io.garonne.model.offhours.InventedCurves.midnight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.garonne.model.advice.Action;
import io.garonne.model.advice.BeforeAfter;
import io.garonne.model.advice.NoFigure;
import io.garonne.model.inventory.Estate;
import io.garonne.model.load.LoadHistory;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BeforeAfterRuleTest {
  private static final long WATT = 1_000;

  /** A Tuesday without a holiday for eight weeks before and after it, but for 14 July. */
  private static final LocalDate DAY = LocalDate.parse("2026-07-28");

  private static final long AT = DAY.atTime(10, 0).atZone(PARIS).toInstant().toEpochMilli();

  private static Action action(Action.Kind kind, @Nullable String asset, @Nullable String family) {
    return new Action("1", kind, "s", asset, family, AT, "Ada", "nights");
  }

  private static BeforeAfter only(
      Estate estate,
      LocalDate now,
      Action action,
      List<BeforeAfter> earlier,
      List<LoadHistory> histories) {
    BeforeAfterRule rule =
        new BeforeAfterRule(estate, now.atStartOfDay(PARIS).toInstant(), List.of(action), earlier);
    histories.forEach(rule::look);
    List<BeforeAfter> all = rule.advice();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static LocalDate date(long at) {
    return Instant.ofEpochMilli(at).atZone(PARIS).toLocalDate();
  }

  private static boolean isBefore(long at) {
    return date(at).isBefore(DAY);
  }

  private static LoadHistory printer(String name, LongUnaryOperator power) {
    return device("s", name, false, "2026-05-01", "2026-10-01", power);
  }

  @Test
  void whatWasSavedIsTheDifferenceOfTheSameWeekdaysAndKindsOfDays() {
    BeforeAfter said =
        only(
            estate(),
            DAY.plusDays(60),
            action(Action.Kind.SCHEDULE, null, "printing"),
            List.of(),
            List.of(
                printer(
                    "p",
                    at -> {
                      if (date(at).equals(LocalDate.parse("2026-07-14"))) {
                        return 5_000 * WATT;
                      }
                      boolean weekend = date(at).getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
                      return (isBefore(at) ? 100 : 60) * WATT / (weekend ? 2 : 1);
                    })));
    assertThat(said.provisional()).isFalse();
    BeforeAfter.Result.Known known = (BeforeAfter.Result.Known) said.result();
    // A holiday on a Tuesday has no day like it afterwards, but 15 August is a closed Saturday
    // and a holiday: no day like it before.
    assertThat(known.daysBefore()).isEqualTo(55);
    assertThat(known.daysAfter()).isEqualTo(55);
    // Of 55 days after it 40 are weekdays and 15 at weekends.
    long whole = Math.round((40 * 100 + 15 * 50) / 55.0 * 24 * KWH / 1000);
    assertThat(known.before()).isCloseTo(whole, within(1L));
    assertThat(known.saved()).isCloseTo(Math.round(whole * 0.4), within(1L));
    assertThat(known.halfWidth()).isNotNull().isZero();
  }

  @Test
  void theBandIsOfTheSpreadOfDaysOfOneKind() {
    // Every other week 10 W more: each weekday has four days of either, on both sides.
    BeforeAfter said =
        only(
            estate(),
            DAY.plusDays(60),
            action(Action.Kind.SCHEDULE, null, "printing"),
            List.of(),
            List.of(
                printer(
                    "p",
                    at ->
                        (isBefore(at) ? 100 : 60) * WATT
                            + Math.floorDiv(date(at).toEpochDay() + 1, 7L) % 2 * 10 * WATT)));
    BeforeAfter.Result.Known known = (BeforeAfter.Result.Known) said.result();
    // Variance of a kind with eight days: 8 × 25 / 7 = 28.6 W²; with 55 days and 7 kinds the
    // standard error is about √(28.6 × 2 / 55) = 1.02 W, by 2.021 (48 degrees): 2.06 W.
    assertThat(known.saved()).isCloseTo(40 * 24 * KWH / 1000, within(KWH / 100));
    assertThat((double) Objects.requireNonNull(known.halfWidth()) / (24 * KWH / 1000))
        .isCloseTo(2.06, within(0.05));
  }

  @Test
  void equipmentThatCameInBetweenIsNoLossAndWhatIsRetiredIsASaving() {
    LoadHistory stays = printer("a", at -> 100 * WATT);
    LoadHistory comes = device("s", "b", false, "2026-07-29", "2026-10-01", at -> 100 * WATT);
    BeforeAfter schedule =
        only(
            estate(),
            DAY.plusDays(60),
            action(Action.Kind.SCHEDULE, null, "printing"),
            List.of(),
            List.of(stays, comes));
    assertThat(((BeforeAfter.Result.Known) schedule.result()).saved()).isZero();
    Estate retiring =
        estate(
            "assets: asset=x; equipment_class=printer; site=s; users=20; retired=2026-07-27",
            "connections: asset=x; device=c");
    LoadHistory gone =
        history("s", "printer", "c", "x", false, "2026-05-01", "2026-07-28", at -> 50 * WATT, -1);
    BeforeAfter retired =
        only(
            retiring,
            DAY.plusDays(60),
            action(Action.Kind.RETIRE, "x", null),
            List.of(),
            List.of(stays, gone));
    BeforeAfter.Result.Known known = (BeforeAfter.Result.Known) retired.result();
    assertThat(known.before()).isCloseTo(150 * 24 * KWH / 1000, within(1L));
    assertThat(known.saved()).isCloseTo(50 * 24 * KWH / 1000, within(1L));
  }

  @Test
  void fewerThanTwoWeeksOnEitherSideSayNothing() {
    BeforeAfter said =
        only(
            estate(),
            DAY.plusDays(10),
            action(Action.Kind.SCHEDULE, null, "printing"),
            List.of(),
            List.of(printer("p", at -> 100 * WATT)));
    assertThat(said.provisional()).isTrue();
    assertThat(said.result())
        .isInstanceOfSatisfying(
            BeforeAfter.Result.NotComputable.class,
            none -> {
              assertThat(none.why()).isEqualTo(NoFigure.FEW_DAYS);
              assertThat(none.daysAfter()).isEqualTo(9);
            });
  }

  private static List<LoadHistory> desks(int n, LocalDate from, LocalDate to) {
    List<LoadHistory> desks = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      desks.add(
          device(
              "s",
              "desk-" + i,
              true,
              from.toString(),
              to.toString(),
              at -> (isBefore(at) ? 100 : 60) * WATT));
    }
    return desks;
  }

  @Test
  void daysOfDesksAreCarriedOnAsSums() {
    Action action = action(Action.Kind.SCHEDULE, null, "workstations");
    BeforeAfter first =
        only(
            estate(),
            DAY.plusDays(1),
            action,
            List.of(),
            desks(5, DAY.minusDays(27), DAY.plusDays(1)));
    assertThat(first.days()).hasSize(26);
    LocalDate later = DAY.plusDays(26);
    BeforeAfter second =
        only(estate(), later, action, List.of(first), desks(5, later.minusDays(27), later));
    BeforeAfter.Result.Known known = (BeforeAfter.Result.Known) second.result();
    assertThat(known.daysBefore()).isGreaterThan(20);
    assertThat(known.saved()).isCloseTo(5 * 40 * 24 * KWH / 1000, within(5L));
    // A year later nothing of single desks is left, and what came of it stays.
    BeforeAfter third = only(estate(), DAY.plusDays(400), action, List.of(second), List.of());
    assertThat(third.result()).isEqualTo(second.result());
    assertThat(third.personal()).isTrue();
  }

  @Test
  void ofFourDesksAndOfOnesOwnAssetNothingIsSaidNorNamed() {
    BeforeAfter four =
        only(
            estate(),
            DAY.plusDays(20),
            action(Action.Kind.SCHEDULE, null, "workstations"),
            List.of(),
            desks(4, DAY.minusDays(7), DAY.plusDays(20)));
    assertThat(four.result())
        .isEqualTo(new BeforeAfter.Result.NotComputable(NoFigure.FEW_UNITS, 0, 0));
    assertThat(four.days()).isEmpty();
    Estate own =
        estate(
            "assets: asset=pc-of-ada; equipment_class=desktop; site=s",
            "connections: asset=pc-of-ada; device=plug");
    BeforeAfter one =
        only(
            own,
            DAY.plusDays(20),
            action(Action.Kind.SCHEDULE, "pc-of-ada", null),
            List.of(),
            List.of(
                history(
                    "s",
                    "desktop",
                    "plug",
                    "pc-of-ada",
                    true,
                    "2026-07-20",
                    "2026-08-17",
                    at -> WATT,
                    -1)));
    assertThat(one.result())
        .isEqualTo(new BeforeAfter.Result.NotComputable(NoFigure.PERSONAL, 0, 0));
    assertThat(one.toString()).doesNotContain("pc-of-ada", "plug");
  }

  @Test
  void anotherActionOnTheSameEquipmentIsCounted() {
    Action other =
        new Action("2", Action.Kind.OTHER, "s", null, null, AT + 30 * 86_400_000L, "Bo", "heat");
    Action elsewhere = new Action("3", Action.Kind.OTHER, "t", null, null, AT, "Bo", "heat");
    BeforeAfterRule rule =
        new BeforeAfterRule(
            estate(),
            midnight("2026-10-01"),
            List.of(action(Action.Kind.SCHEDULE, null, "printing"), other, elsewhere),
            List.of());
    assertThat(rule.advice()).extracting(BeforeAfter::otherActions).containsExactly(1, 1, 0);
  }
}
