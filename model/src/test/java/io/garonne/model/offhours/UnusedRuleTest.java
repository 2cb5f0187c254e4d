package io.garonne.model.offhours;

import static io.garonne.model.offhours.InventedCurves.KWH;
import static io.garonne.model.offhours.InventedCurves.UNKNOWN;
import static io.garonne.model.offhours.InventedCurves.device;
import static io.garonne.model.offhours.InventedCurves.estate;
import static io.garonne.model.offhours.InventedCurves.history;
import static io.garonne.model.offhours.InventedCurves.midnight;
import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.advice.Advice;
import io.garonne.model.advice.Cost;
import io.garonne.model.advice.Unused;
import io.garonne.model.advice.UnusedPersonal;
import io.garonne.model.inventory.Estate;
import io.garonne.model.load.LoadHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class UnusedRuleTest {
  private static final long WATT = 1_000;
  private static final long HOUR = 3_600_000L;

  private static List<Advice> advice(Estate estate, List<LoadHistory> histories) {
    UnusedRule rule = new UnusedRule(estate, midnight("2026-06-01"));
    histories.forEach(rule::look);
    return rule.advice();
  }

  private static LoadHistory printer(String name, LongUnaryOperator power) {
    return device("s", name, false, "2026-03-01", "2026-06-01", power);
  }

  @Test
  void aUnitThatIsNeverAboveItsFloorIsListedWithWhatItDraws() {
    Estate tariff = estate("tariffs: site=*; from=2026-01-01; price_per_kwh=0.25; source=contract");
    List<Advice> all =
        advice(
            tariff,
            List.of(
                // Two watts up and down: a plug's steps.
                printer("idle", at -> at / HOUR % 2 == 0 ? 11 * WATT : 9 * WATT),
                printer("used", at -> at / HOUR % 24 == 9 ? 40 * WATT : 10 * WATT)));
    assertThat(all).hasSize(1);
    Unused unused = (Unused) all.get(0);
    assertThat(unused.device()).isEqualTo("idle");
    assertThat(unused.days()).isEqualTo(56);
    assertThat(unused.power()).isEqualTo(10 * WATT);
    assertThat(unused.yearly()).isEqualTo(876 * KWH / 10);
    assertThat(unused.cost()).isEqualTo(new Cost.Known(21_900_000, "EUR"));
  }

  @Test
  void onePageInEightWeeksIsUseAndNoneIsNone() {
    LongUnaryOperator wakes = at -> at / HOUR % 24 == 9 ? 40 * WATT : 10 * WATT;
    LoadHistory plug =
        history("s", "printer", "plug", "x", false, "2026-03-01", "2026-06-01", wakes, -1);
    LoadHistory none =
        history("s", "printer", "snmp", "x", false, "2026-03-01", "2026-06-01", at -> 0, 0);
    assertThat(advice(estate(), List.of(plug, counter(none)))).hasSize(1);
    LoadHistory some =
        history("s", "printer", "snmp", "x", false, "2026-03-01", "2026-06-01", at -> 0, 1);
    assertThat(advice(estate(), List.of(plug, counter(some)))).isEmpty();
  }

  /** A poller that reads pages and no energy. */
  private static LoadHistory counter(LoadHistory history) {
    java.util.TreeMap<java.time.LocalDate, io.garonne.model.load.DayCurve> days =
        new java.util.TreeMap<>();
    history
        .days()
        .forEach(
            (day, curve) -> {
              var pages = io.garonne.model.load.DayCurve.unknown(day, history.zone());
              for (int quarter = 0; quarter < curve.quarters(); quarter++) {
                pages = pages.with(curve.startOf(quarter), 0, 0, curve.pages(quarter));
              }
              days.put(day, pages);
            });
    return new LoadHistory(history.scope(), history.zone(), false, days);
  }

  @Test
  void eightWeeksOfWhichMuchIsUnknownSayNothing() {
    assertThat(
            advice(
                estate(),
                List.of(
                    printer("gaps", at -> at / HOUR % 8 == 0 ? UNKNOWN : 10 * WATT),
                    device("s", "new", false, "2026-04-20", "2026-06-01", at -> 10 * WATT))))
        .isEmpty();
  }

  @Test
  void aSwitchAtItsUsualPowerIsInUse() {
    assertThat(
            advice(
                estate(),
                List.of(
                    history(
                        "s",
                        "switch",
                        "sw",
                        null,
                        false,
                        "2026-03-01",
                        "2026-06-01",
                        at -> 30 * WATT,
                        -1))))
        .isEmpty();
  }

  @Test
  void desksAreOnlyCountedAndOnlyFromFiveOn() {
    List<LoadHistory> desks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      desks.add(device("s", "desk-" + i, true, "2026-05-04", "2026-06-01", at -> WATT));
    }
    assertThat(advice(estate(), desks)).isEmpty();
    desks.add(
        device(
            "s",
            "desk-4",
            true,
            "2026-05-04",
            "2026-06-01",
            at -> at / HOUR % 24 == 9 ? 60 * WATT : WATT));
    List<Advice> all = advice(estate(), desks);
    assertThat(all).hasSize(1);
    UnusedPersonal count = (UnusedPersonal) all.get(0);
    assertThat(count.of()).isEqualTo(5);
    assertThat(count.unused()).isEqualTo(4);
    assertThat(count.days()).isEqualTo(27);
    assertThat(all.toString()).doesNotContain("desk-");
  }
}
