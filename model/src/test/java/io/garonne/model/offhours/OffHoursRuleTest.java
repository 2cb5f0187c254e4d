package io.garonne.model.offhours;

import static io.garonne.model.offhours.InventedCurves.KWH;
import static io.garonne.model.offhours.InventedCurves.UNKNOWN;
import static io.garonne.model.offhours.InventedCurves.device;
import static io.garonne.model.offhours.InventedCurves.estate;
import static io.garonne.model.offhours.InventedCurves.history;
import static io.garonne.model.offhours.InventedCurves.midnight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.garonne.model.advice.Cost;
import io.garonne.model.advice.NoFigure;
import io.garonne.model.advice.OffHours;
import io.garonne.model.inventory.Estate;
import io.garonne.model.load.LoadHistory;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OffHoursRuleTest {
  private static final long WATT = 1_000;
  private static final Estate NO_TABLES = estate();

  private static List<OffHours> advice(
      Estate estate, String now, List<OffHours> earlier, List<LoadHistory> histories) {
    OffHoursRule rule = new OffHoursRule(estate, midnight(now), earlier);
    histories.forEach(rule::look);
    return rule.advice();
  }

  private static OffHours month(List<OffHours> all, String month) {
    return all.stream()
        .filter(one -> one.month().equals(YearMonth.parse(month)))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    // Weekdays from eight to six: 22 of them in March and in October, whose days are 743 and 745 h.
    "2026-03, 743, 523",
    "2026-10, 745, 525",
    // 21 weekdays, four of them holidays: 1, 8 and 14 May, and Whit Monday.
    "2026-05, 744, 574"
  })
  void aMonthOf100WattsHasTheOffHoursOfItsCalendar(String month, int hours, int off) {
    String from = month + "-01";
    String to = YearMonth.parse(month).plusMonths(1).atDay(1).toString();
    OffHours said =
        month(
            advice(
                NO_TABLES,
                to,
                List.of(),
                List.of(device("s", "p", false, from, to, at -> 100 * WATT))),
            month);
    assertThat(said.energy()).isEqualTo(hours * KWH / 10);
    assertThat(said.offHours()).isEqualTo(off * KWH / 10);
    assertThat(said.provisional()).isFalse();
    assertThat(said.knownShare()).isEqualTo(1);
    assertThat(said.basePower()).isEqualTo(100 * WATT);
    assertThat(said.base()).isEqualTo(hours * KWH / 10);
    assertThat(said.baseShare()).isEqualTo(1);
    assertThat(said.offUnitMillis()).isEqualTo(off * 3_600_000L);
    assertThat(said.offHoursCost()).isEqualTo(new Cost.Unknown(NoFigure.NO_TARIFF));
  }

  @Test
  void aNightShiftIsNoOffHoursAndAClosedAugustIsNothingElse() {
    Estate nights =
        estate(
            "calendar: site=s; kind=opening; days=fri,sat; opens=22:00; closes=06:00",
            "calendar: site=s; kind=closure; from=2026-08-01; to=2026-09-01");
    List<OffHours> all =
        advice(
            nights,
            "2026-09-01",
            List.of(),
            List.of(device("s", "p", false, "2026-06-01", "2026-09-01", at -> 100 * WATT)));
    // Fridays and Saturdays of June 2026: 4 + 4, those of 31 May and 30 June none; 8 h each.
    assertThat(month(all, "2026-06").offHours()).isEqualTo((720 - 64) * KWH / 10);
    assertThat(month(all, "2026-08").offHours()).isEqualTo(744 * KWH / 10);
  }

  @Test
  void aMainMeterIsNotCountedBesideTheMetersBelowIt() {
    Estate tree = estate("points: device=main; site=s", "points: device=p; site=s; parent=main");
    List<OffHours> all =
        advice(
            tree,
            "2026-04-01",
            List.of(),
            List.of(
                device("s", "main", false, "2026-03-01", "2026-04-01", at -> 300 * WATT),
                device("s", "p", false, "2026-03-01", "2026-04-01", at -> 100 * WATT)));
    assertThat(all.stream().filter(one -> one.month().equals(YearMonth.of(2026, 3))))
        .extracting(OffHours::energy)
        .containsExactly(743 * KWH / 10);
  }

  @Test
  void offHoursAreTheShareOfTheTimeWhateverTheOpeningHours() {
    Random random = new Random(6);
    for (int i = 0; i < 20; i++) {
      int opens = random.nextInt(1440);
      int closes = (opens + 1 + random.nextInt(1438)) % 1440;
      Estate site =
          estate(
              "calendar: site=s; kind=opening; days=mon,wed,sun; opens=%02d:%02d; closes=%02d:%02d"
                  .formatted(opens / 60, opens % 60, closes / 60, closes % 60));
      OffHours said =
          month(
              advice(
                  site,
                  "2026-04-01",
                  List.of(),
                  List.of(device("s", "p", false, "2026-03-01", "2026-04-01", at -> 7 * WATT))),
              "2026-03");
      long off =
          site.calendar("s")
              .millisOffHours(
                  midnight("2026-03-01").toEpochMilli(), midnight("2026-04-01").toEpochMilli());
      assertThat(said.offHours()).isEqualTo(off * 7);
      assertThat(said.energy() - said.offHours()).isEqualTo((743 * 3_600_000L - off) * 7);
    }
  }

  @Test
  void theBaseLoadIsOfAllTogetherAndNotOfEachAtItsOwnTime() {
    long hour = 3_600_000L;
    OffHours said =
        month(
            advice(
                NO_TABLES,
                "2026-04-01",
                List.of(),
                List.of(
                    device(
                        "s",
                        "a",
                        false,
                        "2026-03-01",
                        "2026-04-01",
                        at -> at / hour % 2 == 0 ? 100 * WATT : 0),
                    device(
                        "s",
                        "b",
                        false,
                        "2026-03-01",
                        "2026-04-01",
                        at -> at / hour % 2 == 1 ? 100 * WATT : 0))),
            "2026-03");
    assertThat(said.basePower()).isEqualTo(100 * WATT);
  }

  @Test
  void aGapOfALargeDeviceAndAShortCutAreNoBaseLoad() {
    long day = 86_400_000L;
    long cut = midnight("2026-03-10").toEpochMilli();
    OffHours said =
        month(
            advice(
                NO_TABLES,
                "2026-04-01",
                List.of(),
                List.of(
                    device(
                        "s",
                        "small",
                        false,
                        "2026-03-01",
                        "2026-04-01",
                        at -> at >= cut && at < cut + day / 3 ? 0 : 10 * WATT),
                    device(
                        "s",
                        "large",
                        false,
                        "2026-03-01",
                        "2026-04-01",
                        at -> at / day % 8 == 0 ? UNKNOWN : 500 * WATT))),
            "2026-03");
    assertThat(said.basePower()).isEqualTo(510 * WATT);
    // Three such days, and the first hour of another: 73 h of 743 on one of two devices.
    assertThat(said.knownShare()).isEqualTo(1 - 73.0 / 1486, within(1e-12));
  }

  @Test
  void theRunningMonthIsProvisionalAndEndsYesterday() {
    List<OffHours> all =
        advice(
            NO_TABLES,
            "2026-03-20",
            List.of(),
            List.of(device("s", "p", false, "2026-02-10", "2026-03-21", at -> 100 * WATT)));
    OffHours march = month(all, "2026-03");
    assertThat(march.provisional()).isTrue();
    assertThat(march.energy()).isEqualTo(19 * 24 * KWH / 10);
    assertThat(march.halves().get(1).until()).isEqualTo("2026-03-20");
    // The tables do not say when it came: it is expected from its first day on.
    assertThat(month(all, "2026-02").knownShare()).isEqualTo(1);
  }

  @Test
  void onlyMonthsOfWhichEveryDayIsKeptAreWritten() {
    LoadHistory workstations =
        history(
            "s",
            "access-point",
            "w",
            null,
            false,
            "2026-01-01",
            "2026-06-01",
            at -> 100 * WATT,
            -1);
    // 98 days before 1 June, today among them: from 24 February on.
    assertThat(advice(NO_TABLES, "2026-06-01", List.of(), List.of(workstations)))
        .extracting(one -> one.month().toString())
        .containsExactly("2026-03", "2026-04", "2026-05");
  }

  private static List<LoadHistory> desks(int n, String from, String to) {
    List<LoadHistory> desks = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      desks.add(device("s", "desk-" + i, true, from, to, at -> 100 * WATT));
    }
    return desks;
  }

  @Test
  void fourDesksAreWithheldAndFiveAreASum() {
    OffHours four =
        month(
            advice(NO_TABLES, "2026-03-10", List.of(), desks(4, "2026-02-10", "2026-03-10")),
            "2026-03");
    assertThat(four.withheld()).isEqualTo(NoFigure.FEW_UNITS);
    assertThat(four.halves()).isEmpty();
    assertThat(four.avoidable())
        .isEqualTo(new OffHours.Avoidable.NotComputable(NoFigure.FEW_UNITS));
    OffHours five =
        month(
            advice(NO_TABLES, "2026-03-10", List.of(), desks(5, "2026-02-10", "2026-03-10")),
            "2026-03");
    assertThat(five.withheld()).isNull();
    assertThat(five.units()).isEqualTo(5);
    assertThat(five.energy()).isEqualTo(5 * 9 * 24 * KWH / 10);
  }

  @Test
  void whatIsNobodysOwnDoesNotHideFourDesks() {
    List<LoadHistory> all = desks(4, "2026-02-10", "2026-03-10");
    all.add(
        history(
            "s",
            "desktop",
            "shared",
            null,
            false,
            "2026-02-10",
            "2026-03-10",
            at -> 50 * WATT,
            -1));
    OffHours said = month(advice(NO_TABLES, "2026-03-10", List.of(), all), "2026-03");
    assertThat(said.personalLeftOut()).isTrue();
    assertThat(said.units()).isEqualTo(1);
    assertThat(said.energy()).isEqualTo(9 * 24 * KWH / 20);
  }

  @Test
  void whatWasSaidOfDesksWhileTheyWereKnownIsCarriedOn() {
    List<OffHours> first =
        advice(NO_TABLES, "2026-03-20", List.of(), desks(5, "2026-02-21", "2026-03-20"));
    // Of 28 days before 8 April those from 12 March on are left: not the first half of March.
    List<OffHours> second =
        advice(NO_TABLES, "2026-04-08", first, desks(5, "2026-03-12", "2026-04-08"));
    assertThat(month(second, "2026-03").energy()).isEqualTo(5 * 743 * KWH / 10);
    assertThat(month(second, "2026-03").provisional()).isFalse();
    List<OffHours> third =
        advice(NO_TABLES, "2027-04-08", second, desks(5, "2027-03-12", "2027-04-08"));
    assertThat(month(third, "2026-03")).isEqualTo(month(second, "2026-03"));
    assertThat(third).extracting(one -> one.month().toString()).doesNotContain("2027-03");
    assertThat(advice(NO_TABLES, "2028-04-08", third, List.of()))
        .contains(month(second, "2026-03"));
  }

  @Test
  void aDeskThatFallsOutOfTheGroupLaterDoesNotChangeWhatWasSaid() {
    List<OffHours> first =
        advice(NO_TABLES, "2026-03-20", List.of(), desks(5, "2026-02-21", "2026-03-20"));
    List<OffHours> second =
        advice(NO_TABLES, "2026-04-08", first, desks(4, "2026-03-12", "2026-04-08"));
    assertThat(month(second, "2026-03").withheld()).isEqualTo(NoFigure.FEW_UNITS);
  }

  @Test
  void twoFeedsOfOneAssetAreOneUnit() {
    OffHours said =
        month(
            advice(
                NO_TABLES,
                "2026-04-01",
                List.of(),
                List.of(
                    history(
                        "s",
                        "printer",
                        "a",
                        "x",
                        false,
                        "2026-03-01",
                        "2026-04-01",
                        at -> 100 * WATT,
                        -1),
                    history(
                        "s",
                        "printer",
                        "b",
                        "x",
                        false,
                        "2026-03-01",
                        "2026-04-01",
                        at -> 100 * WATT,
                        -1))),
            "2026-03");
    assertThat(said.units()).isEqualTo(1);
    assertThat(said.offUnitMillis()).isEqualTo(523 * 3_600_000L);
  }

  @Test
  void whatIsAboveTheBestQuartileOfFourSitesCouldBeSaved() {
    Estate tariffs =
        estate(
            "tariffs: site=*; from=2026-01-01; price_per_kwh=0.2; source=contract",
            "tariffs: site=s4; from=2026-03-16; price_per_kwh=0.4; source=contract");
    List<LoadHistory> sites = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      long power = 10L * i * WATT;
      sites.add(device("s" + i, "p" + i, false, "2026-03-01", "2026-04-01", at -> power));
    }
    List<OffHours> all = advice(tariffs, "2026-04-01", List.of(), sites);
    OffHours last = all.get(3);
    // 40 − 10 W in 523 h of off-hours.
    assertThat(last.avoidable()).isInstanceOf(OffHours.Avoidable.Known.class);
    OffHours.Avoidable.Known known = (OffHours.Avoidable.Known) last.avoidable();
    assertThat(known.energy()).isEqualTo(15_690 * KWH / 1000);
    assertThat(known.bestPower()).isEqualTo(10 * WATT);
    assertThat(known.sites()).isEqualTo(4);
    // Off-hours of 1 to 15 March: 360 − 100 h at 0.20; of the other half: 383 − 120 h at 0.40.
    assertThat(last.offHoursCost())
        .isEqualTo(new Cost.Known(Math.round((260 * 0.2 + 263 * 0.4) * 40 / 1000 * 1e6), "EUR"));
    assertThat(((OffHours.Avoidable.Known) all.get(0).avoidable()).energy()).isZero();
    assertThat(advice(tariffs, "2026-04-01", List.of(), sites.subList(0, 3)))
        .allSatisfy(
            one ->
                assertThat(one.avoidable())
                    .isEqualTo(new OffHours.Avoidable.NotComputable(NoFigure.FEW_SITES)));
  }

  @Test
  void whatIsInNoTotalIsInNoSum() {
    Estate twice =
        estate("points: device=main; site=s; equipment_class=printer; include_in_totals=no");
    assertThat(
            advice(
                twice,
                "2026-04-01",
                List.of(),
                List.of(device("s", "main", false, "2026-03-01", "2026-04-01", at -> WATT))))
        .isEmpty();
  }

  @Test
  void whatOnlyCountsPagesIsNoSilentMeter() {
    LoadHistory counter =
        history("s", "printer", "snmp", "x", false, "2026-03-01", "2026-04-01", at -> 0, 1);
    java.util.TreeMap<java.time.LocalDate, io.garonne.model.load.DayCurve> pages =
        new java.util.TreeMap<>();
    counter
        .days()
        .forEach(
            (day, curve) -> {
              int quarters = curve.quarters();
              long[] ones = new long[quarters];
              pages.put(
                  day,
                  io.garonne.model.load.DayCurve.of(
                      day, counter.zone(), new long[quarters], new long[quarters], ones));
            });
    OffHours said =
        month(
            advice(
                NO_TABLES,
                "2026-04-01",
                List.of(),
                List.of(
                    history(
                        "s",
                        "printer",
                        "plug",
                        "x",
                        false,
                        "2026-03-01",
                        "2026-04-01",
                        at -> 100 * WATT,
                        -1),
                    new LoadHistory(counter.scope(), counter.zone(), false, pages))),
            "2026-03");
    assertThat(said.knownShare()).isEqualTo(1);
    assertThat(said.basePower()).isEqualTo(100 * WATT);
  }

  @Test
  void whatIsLeftOfCurvesThatAreKeptForShorterDoesNotReplaceWhatWasSaid() {
    List<OffHours> first =
        advice(
            NO_TABLES,
            "2026-04-01",
            List.of(),
            List.of(device("s", "p", false, "2026-03-01", "2026-04-01", at -> 100 * WATT)));
    List<OffHours> second =
        advice(
            NO_TABLES,
            "2026-05-01",
            first,
            List.of(device("s", "p", false, "2026-03-25", "2026-05-01", at -> 100 * WATT)));
    assertThat(month(second, "2026-03").energy()).isEqualTo(743 * KWH / 10);
  }
}
