package io.garonne.model.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.LivePower;
import io.garonne.model.inventory.EstateTable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people are told of loads that are near their limits. */
class LoadsToldTest {
  /** A Tuesday, eleven in the morning in Paris. */
  private static final String TUESDAY = "2026-03-10T10:00:00Z";

  private static AlertScene scene() {
    AlertScene scene = new AlertScene(TUESDAY);
    scene.line(EstateTable.SITES, "site", "town-hall");
    return scene;
  }

  private static void says(
      AlertScene scene, String device, String channel, long watts, @Nullable Long current) {
    scene.take(
        new AlertInput.Live(
            new LivePower(
                LivePower.Kind.CHANNEL,
                device,
                channel,
                null,
                "town-hall",
                "switch",
                false,
                watts * 1000,
                scene.now,
                1,
                current,
                230_000L,
                null)));
  }

  @Test
  void anOverloadOfWhichNothingIsHeardAnyMoreIsNotSaidToBeOver() {
    AlertScene scene = scene();
    scene.point("pdu", "town-hall", "switch", "rated_power_w", "1000");
    scene.draws("pdu", 1200);
    scene.pass(Duration.ofMinutes(5));
    scene.silence("pdu");
    scene.pass(Duration.ofHours(2));
    assertThat(scene.open()).extracting(Alert::kind).contains(Alert.Kind.OVERLOAD);
    scene.draws("pdu", 300);
    scene.back("pdu");
    scene.pass(Duration.ofMinutes(20));
    assertThat(scene.open()).isEmpty();
  }

  @Test
  void whatIsSwitchedOffDrawsNothingAndItsOverloadIsOver() {
    AlertScene scene = scene();
    scene.point("pdu", "town-hall", "switch", "rated_power_w", "1000", "max_gap_s", "86400");
    scene.draws("pdu", 1200);
    scene.pass(Duration.ofMinutes(5));
    scene.silence("pdu");
    scene.take(new AlertInput.Gone("device|pdu", AlertInput.Why.OFF, scene.now));
    scene.pass(Duration.ofMinutes(14));
    assertThat(scene.open()).isEmpty();
    assertThat(scene.told()).isEqualTo(1);
  }

  @Test
  void anOutletThatIsOffOrSaysNothingAnyMoreDoesNotHideTheOverloadOfTheOthers() {
    AlertScene scene = scene();
    scene.point("pdu", "town-hall", "switch", "rated_power_w", "2000");
    scene.silence("pdu");
    says(scene, "pdu", "1", 500, null);
    says(scene, "pdu", "2", 500, null);
    scene.look();
    scene.take(new AlertInput.Gone("channel|pdu|1", AlertInput.Why.OFF, scene.now));
    scene.pass(Duration.ofHours(3));
    says(scene, "pdu", "2", 2500, null);
    scene.look();
    assertThat(scene.open()).extracting(Alert::kind).contains(Alert.Kind.OVERLOAD);
  }

  @Test
  void outletsThatArePointsOfTheirOwnAreNotCountedTwiceAgainstTheBreakerOfTheirPdu() {
    AlertScene scene = scene();
    scene.point("pdu", "town-hall", "switch", "breaker_a", "16", "phases", "3");
    scene.line(
        EstateTable.POINTS,
        "device",
        "pdu",
        "channel",
        "out",
        "site",
        "town-hall",
        "equipment_class",
        "switch",
        "parent",
        "pdu");
    // What the inlet says, and the outlet behind it says again: live values of a device add both.
    scene.draws("pdu", 12_000);
    says(scene, "pdu", "in", 6000, null);
    says(scene, "pdu", "out", 6000, null);
    scene.pass(Duration.ofMinutes(1));
    assertThat(scene.alerts).isEmpty();
  }

  @Test
  void aGlitchOf65535AmperesIsAnImplausibleReadingAndNoOverload() {
    AlertScene scene = scene();
    scene.point("pdu", "town-hall", "switch", "breaker_a", "16");
    scene.silence("pdu");
    says(scene, "pdu", "0", 900, 4_000L);
    says(scene, "pdu", "0", 900, 65_535_000L);
    scene.pass(Duration.ofSeconds(10));
    assertThat(scene.only().kind()).isEqualTo(Alert.Kind.IMPLAUSIBLE_READING);
    assertThat(scene.only().severity()).isEqualTo(Severity.WARNING);
    assertThat(scene.only().value()).isEqualTo(65_535_000L);
    assertThat(scene.only().limit()).isEqualTo(16_000L);
    assertThat(scene.only().unit()).isEqualTo("mA");
    scene.restart();
    scene.pass(Duration.ofMinutes(30));
    assertThat(scene.only().told()).isEqualTo(1);
    scene.pass(Duration.ofHours(1));
    assertThat(scene.open()).extracting(Alert::kind).doesNotContain(Alert.Kind.OVERLOAD);
  }

  @Test
  void aShortRealOverloadIsCriticalHoweverFarAboveItsBreakerIfThePowerSaysSoToo() {
    for (double times : new double[] {1.3, 2.5, 4}) {
      AlertScene scene = scene();
      scene.point("pdu", "town-hall", "switch", "breaker_a", "16", "phases", "3");
      long milliamperes = Math.round(16_000 * times);
      for (String phase : new String[] {"L1", "L2", "L3"}) {
        says(scene, "pdu", phase, milliamperes * 230 / 1000 * 9 / 10, milliamperes);
        says(scene, "pdu", phase, 100, 500L);
      }
      scene.pass(Duration.ofSeconds(1));
      assertThat(scene.only().kind()).as("%s times", times).isEqualTo(Alert.Kind.OVERLOAD);
      assertThat(scene.only().severity()).isEqualTo(Severity.CRITICAL);
      assertThat(scene.only().value()).isEqualTo(milliamperes);
    }
  }

  @Test
  void atTwoAndAHalfTimesItsBreakerACurrentAloneIsAnOverload() {
    AlertScene scene = scene();
    scene.point("pdu", "town-hall", "switch", "breaker_a", "16");
    scene.silence("pdu");
    says(scene, "pdu", "0", 100, 40_000L);
    scene.pass(Duration.ofSeconds(1));
    assertThat(scene.only().kind()).isEqualTo(Alert.Kind.OVERLOAD);
  }

  @Test
  void aCurrentThatCannotBeDoesNotStopTheAlertsOfEverybodyElse() {
    AlertScene scene = scene();
    scene.point("a", "town-hall", "switch", "breaker_a", "16");
    scene.silence("a");
    says(scene, "a", "0", 100, Long.MAX_VALUE / 2);
    scene.point("b", "town-hall", "switch", "rated_power_w", "1000");
    scene.draws("b", 1200);
    scene.pass(Duration.ofMinutes(1));
    assertThat(scene.open()).extracting(alert -> alert.place().device()).contains("b");
  }

  @Test
  void aPeakThatWasToldIsNotToldAgainAfterARestart() {
    AlertScene scene = scene();
    scene.point("pdu", "town-hall", "switch", "rated_power_w", "1000", "max_gap_s", "86400");
    scene.take(new AlertInput.Live(AlertScene.live("pdu", 1200, scene.now - 1)));
    scene.take(new AlertInput.Live(AlertScene.live("pdu", 100, scene.now)));
    scene.silence("pdu");
    scene.pass(Duration.ofMinutes(20));
    assertThat(scene.open()).isEmpty();
    assertThat(scene.told()).isEqualTo(1);
    scene.restart();
    scene.pass(Duration.ofMinutes(1));
    assertThat(scene.open()).isEmpty();
    assertThat(scene.told()).isEqualTo(1);
  }

  @Test
  void aPeakOfLongAgoThatIsReadLateIsHistory() {
    AlertScene scene = scene();
    scene.point("pdu", "town-hall", "switch", "rated_power_w", "1000", "max_gap_s", "86400");
    scene.silence("pdu");
    long hour = Duration.ofHours(1).toMillis();
    scene.take(new AlertInput.Live(AlertScene.live("pdu", 1200, scene.now - hour)));
    scene.take(new AlertInput.Live(AlertScene.live("pdu", 100, scene.now - 1000)));
    scene.look();
    assertThat(scene.alerts).isEmpty();
  }
}
