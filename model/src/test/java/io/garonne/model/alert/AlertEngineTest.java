package io.garonne.model.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Finding;
import io.garonne.model.Ledger;
import io.garonne.model.LivePower;
import io.garonne.model.inventory.EstateTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AlertEngineTest {
  /** A Tuesday, eleven in the morning in Paris. */
  private static final String TUESDAY = "2026-03-10T10:00:00Z";

  /** Some day before that. */
  private static final String DAY = "2026-03-01";

  private static AlertScene site(int devices, String start) {
    AlertScene scene = new AlertScene(start);
    scene.line(EstateTable.SITES, "site", "town-hall");
    for (int i = 0; i < devices; i++) {
      scene.point("plug-" + i, "town-hall", "printer", "rated_power_w", "1000");
    }
    return scene;
  }

  private static void cut(AlertScene scene, int from, int to) {
    for (int i = from; i < to; i++) {
      scene.silence("plug-" + i);
    }
  }

  @Test
  void aSiteOfFourHundredDevicesCutAtOnceIsOneAlertToldOnce() {
    AlertScene scene = site(400, TUESDAY);
    scene.pass(Duration.ofMinutes(20));
    assertThat(scene.alerts).isEmpty();
    cut(scene, 0, 400);
    scene.pass(Duration.ofHours(1));
    Alert alert = scene.only();
    assertThat(alert.kind()).isEqualTo(Alert.Kind.SITE_SILENT);
    assertThat(alert.behind()).isEqualTo(400);
    assertThat(alert.names()).hasSize(Alert.NAMES);
    assertThat(alert.told()).isEqualTo(1);
    assertThat(alert.place()).isEqualTo(Place.site("town-hall"));
  }

  @Test
  void devicesThatFallSilentLaterJoinTheAlertOfTheirSite() {
    AlertScene scene = site(400, TUESDAY);
    scene.pass(Duration.ofMinutes(20));
    cut(scene, 0, 390);
    scene.pass(Duration.ofMinutes(30));
    assertThat(scene.only().behind()).isEqualTo(390);
    cut(scene, 390, 400);
    scene.pass(Duration.ofMinutes(30));
    assertThat(scene.only().behind()).isEqualTo(400);
    assertThat(scene.only().told()).isEqualTo(1);
  }

  @Test
  void whatComesBackEndsItAndTheOneThatDoesNotIsToldOfByItself() {
    AlertScene scene = site(50, TUESDAY);
    scene.pass(Duration.ofMinutes(20));
    cut(scene, 0, 50);
    scene.pass(Duration.ofMinutes(30));
    for (int i = 1; i < 50; i++) {
      scene.back("plug-" + i);
    }
    scene.pass(Duration.ofMinutes(30));
    assertThat(scene.open()).hasSize(1);
    assertThat(scene.open().get(0).kind()).isEqualTo(Alert.Kind.DEVICE_SILENT);
    assertThat(scene.open().get(0).place().device()).isEqualTo("plug-0");
    assertThat(scene.told()).isEqualTo(2);
    scene.back("plug-0");
    scene.pass(Duration.ofMinutes(30));
    assertThat(scene.open()).isEmpty();
    assertThat(scene.told()).isEqualTo(2);
  }

  @Test
  void aFewSilentDevicesAreToldOfOneByOneAndSeveralTogether() {
    AlertScene scene = site(100, TUESDAY);
    scene.pass(Duration.ofMinutes(20));
    cut(scene, 0, 2);
    scene.pass(Duration.ofMinutes(20));
    assertThat(scene.open()).extracting(Alert::kind).containsOnly(Alert.Kind.DEVICE_SILENT);
    assertThat(scene.open()).hasSize(2);
    cut(scene, 2, 12);
    scene.pass(Duration.ofMinutes(20));
    assertThat(scene.open()).hasSize(3);
    assertThat(scene.open()).anyMatch(a -> a.kind() == Alert.Kind.GROUP_SILENT && a.behind() == 10);
  }

  @Test
  void aSilentMeterHidesWhatHangsBelowIt() {
    AlertScene scene = site(40, TUESDAY);
    scene.line(
        EstateTable.POINTS, "device", "main", "site", "town-hall", "equipment_class", "switch");
    scene.draws("main", 500);
    for (int i = 0; i < 4; i++) {
      scene.point("below-" + i, "town-hall", "printer", "parent", "main");
    }
    scene.pass(Duration.ofMinutes(20));
    scene.silence("main");
    for (int i = 0; i < 4; i++) {
      scene.silence("below-" + i);
    }
    scene.pass(Duration.ofMinutes(30));
    Alert alert = scene.only();
    assertThat(alert.kind()).isEqualTo(Alert.Kind.GROUP_SILENT);
    assertThat(alert.place().device()).isEqualTo("main");
    assertThat(alert.told()).isEqualTo(1);
  }

  @Test
  void aSilentSwitchIsNamedAndHidesWhatHangsOnItAndAPersonalDeviceIsOnlyCounted() {
    AlertScene scene = site(40, TUESDAY);
    for (int i = 0; i < 11; i++) {
      scene.point("on-" + i, "town-hall", "printer", "reached_through", "sw-2");
    }
    scene.point(
        "desk", "town-hall", "laptop", "personal", "true", "reached_through", "sw-2", "from", DAY);
    scene.point("moved", "town-hall", "printer", "reached_through", "sw-2", "to", DAY);
    scene.point("moved", "town-hall", "printer", "reached_through", "sw-3", "from", DAY);
    scene.point("other", "town-hall", "printer", "reached_through", "sw-3");
    scene.pass(Duration.ofMinutes(20));
    for (int i = 0; i < 11; i++) {
      scene.silence("on-" + i);
    }
    scene.silence("desk");
    scene.pass(Duration.ofMinutes(30));
    Alert alert = scene.only();
    assertThat(alert.kind()).isEqualTo(Alert.Kind.GROUP_SILENT);
    assertThat(alert.detail()).contains("sw-2");
    assertThat(alert.behind()).isEqualTo(12);
    assertThat(alert.names()).hasSize(11).doesNotContain("desk");
    assertThat(alert.place()).isEqualTo(Place.site("town-hall"));
    assertThat(alert.told()).isEqualTo(1);
  }

  @Test
  void aSwitchOfWhichAThirdIsHeardIsNotTheCause() {
    AlertScene scene = site(40, TUESDAY);
    for (int i = 0; i < 6; i++) {
      scene.point("on-" + i, "town-hall", "printer", "reached_through", "sw-2");
    }
    scene.pass(Duration.ofMinutes(20));
    for (int i = 0; i < 4; i++) {
      scene.silence("on-" + i);
    }
    scene.pass(Duration.ofMinutes(30));
    assertThat(scene.open()).hasSize(4);
    assertThat(scene.open()).extracting(Alert::kind).containsOnly(Alert.Kind.DEVICE_SILENT);
  }

  @Test
  void aPollerOfTwoSitesIsOneAlertAndNotTwo() {
    AlertScene scene = site(40, TUESDAY);
    scene.line(EstateTable.SITES, "site", "library");
    scene.point("stays", "library", "printer");
    for (String at : List.of("town-hall", "library")) {
      for (int i = 0; i < 6; i++) {
        scene.point(at + i, at, "printer", "reached_through", "poller-1");
      }
    }
    scene.pass(Duration.ofMinutes(20));
    for (String at : List.of("town-hall", "library")) {
      for (int i = 0; i < 6; i++) {
        scene.silence(at + i);
      }
    }
    scene.pass(Duration.ofMinutes(30));
    assertThat(scene.only().detail()).contains("poller-1");
    assertThat(scene.only().behind()).isEqualTo(12);
    assertThat(scene.only().place()).isEqualTo(Place.ESTATE);
  }

  @Test
  void nothingFromAnywhereIsTheBrokerOrIngest() {
    AlertScene scene = site(30, TUESDAY);
    scene.line(EstateTable.SITES, "site", "library");
    for (int i = 0; i < 10; i++) {
      scene.point("lib-" + i, "library", "printer");
    }
    scene.pass(Duration.ofMinutes(20));
    cut(scene, 0, 30);
    for (int i = 0; i < 10; i++) {
      scene.silence("lib-" + i);
    }
    scene.pass(Duration.ofMinutes(14));
    Alert alert = scene.only();
    assertThat(alert.kind()).isEqualTo(Alert.Kind.ALL_SILENT);
    assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(alert.behind()).isEqualTo(40);
  }

  @Test
  void aSilentSiteThatBecomesPartOfASilentEstateIsNotToldToBeOver() {
    AlertScene scene = site(30, TUESDAY);
    scene.line(EstateTable.SITES, "site", "library");
    for (int i = 0; i < 10; i++) {
      scene.point("lib-" + i, "library", "printer");
    }
    scene.pass(Duration.ofMinutes(20));
    cut(scene, 0, 30);
    scene.pass(Duration.ofMinutes(20));
    for (int i = 0; i < 10; i++) {
      scene.silence("lib-" + i);
    }
    scene.pass(Duration.ofMinutes(20));
    assertThat(scene.open()).hasSize(1);
    assertThat(scene.open().get(0).kind()).isEqualTo(Alert.Kind.ALL_SILENT);
    assertThat(scene.open().get(0).behind()).isEqualTo(40);
    assertThat(scene.alerts.values())
        .anyMatch(
            a ->
                a.kind() == Alert.Kind.SITE_SILENT
                    && !a.isOpen()
                    && !a.silenced()
                    && scene.open().get(0).id().equals(a.partOf())
                    && a.told() == 1);
  }

  @Test
  void aCutSiteIsNotTheWholeEstateHoweverSmallTheOtherSiteIs() {
    AlertScene scene = site(60, TUESDAY);
    scene.line(EstateTable.SITES, "site", "library");
    scene.point("lib-0", "library", "printer");
    scene.pass(Duration.ofMinutes(20));
    cut(scene, 0, 60);
    scene.pass(Duration.ofMinutes(30));
    assertThat(scene.only().kind()).isEqualTo(Alert.Kind.SITE_SILENT);
  }

  /** Three sites: lab with a switch of five, lab2 with six, lab3 with a switch of four. */
  private static AlertScene labs() {
    AlertScene scene = new AlertScene(TUESDAY);
    for (String site : List.of("lab", "lab2", "lab3")) {
      scene.line(EstateTable.SITES, "site", site);
      for (int i = 0; i < 20; i++) {
        scene.point(site + "-" + i, site, "switch", "max_gap_s", "180");
      }
    }
    for (int i = 0; i < 5; i++) {
      scene.point("nine-" + i, "lab", "switch", "reached_through", "switch-9", "max_gap_s", "180");
      scene.point("gone-" + i, "lab2", "switch", "max_gap_s", "180");
    }
    for (int i = 0; i < 4; i++) {
      scene.point(
          "seven-" + i, "lab3", "switch", "reached_through", "switch-7", "max_gap_s", "180");
    }
    scene.point("nas", "lab", "switch", "max_gap_s", "180");
    scene.pass(Duration.ofMinutes(20));
    return scene;
  }

  private static void silence(AlertScene scene, String prefix, int count) {
    for (int i = 0; i < count; i++) {
      scene.silence(prefix + i);
    }
  }

  @Test
  void aSwitchThatFallsSilentWhileOthersAreHeardAgainIsNotTheSilenceOfEverything() {
    AlertScene scene = labs();
    silence(scene, "nine-", 5);
    scene.silence("nas");
    silence(scene, "gone-", 5);
    scene.pass(Duration.ofMinutes(20));
    for (int i = 0; i < 5; i++) {
      scene.back("nine-" + i);
    }
    scene.back("nas");
    scene.pass(Duration.ofMinutes(1));
    silence(scene, "seven-", 4);
    scene.pass(Duration.ofMinutes(8));
    assertThat(scene.alerts.values())
        .noneMatch(a -> a.kind() == Alert.Kind.ALL_SILENT || a.kind() == Alert.Kind.SITE_SILENT);
    scene.pass(Duration.ofMinutes(10));
    assertThat(scene.open())
        .extracting(a -> a.kind() + " " + a.place().site() + " " + a.behind() + " " + a.told())
        .containsExactlyInAnyOrder("GROUP_SILENT lab2 5 1", "GROUP_SILENT lab3 4 1");
  }

  @Test
  void aSwitchAndAnUnrelatedDeviceThatStopTogetherAreTwoAlertsAndNotSeveralOfTheSite() {
    for (int later : List.of(0, 1, 300)) {
      AlertScene scene = labs();
      scene.silence("nas");
      scene.pass(Duration.ofSeconds(10));
      silence(scene, "nine-", 5);
      if (later > 0) {
        scene.back("nas");
        scene.pass(Duration.ofSeconds(later));
        scene.silence("nas");
      }
      scene.pass(Duration.ofMinutes(20));
      assertThat(scene.alerts.values())
          .extracting(a -> a.kind() + " " + a.behind() + " " + a.told() + " " + a.isOpen())
          .containsExactlyInAnyOrder("GROUP_SILENT 5 1 true", "DEVICE_SILENT 0 1 true");
      assertThat(scene.open()).anyMatch(a -> a.detail().contains("switch-9"));
    }
  }

  @Test
  void aSiteOfWhichADeviceIsHeardIsNotToldToBeSilent() {
    AlertScene scene = labs();
    for (int i = 0; i < 19; i++) {
      scene.silence("lab-" + i);
    }
    silence(scene, "nine-", 5);
    scene.silence("nas");
    scene.pass(Duration.ofMinutes(30));
    assertThat(scene.only().kind()).isEqualTo(Alert.Kind.GROUP_SILENT);
    assertThat(scene.only().behind()).isEqualTo(25);
  }

  @Test
  void whatFallsSilentWhileAGroupIsHeardAgainIsToldOf() {
    AlertScene scene = labs();
    silence(scene, "gone-", 5);
    scene.pass(Duration.ofMinutes(20));
    for (int i = 0; i < 5; i++) {
      scene.back("gone-" + i);
    }
    scene.pass(Duration.ofMinutes(1));
    scene.silence("lab2-3");
    scene.pass(Duration.ofMinutes(7));
    assertThat(scene.open()).anyMatch(a -> "lab2-3".equals(a.place().device()) && a.told() == 1);
  }

  @Test
  void whatFallsSilentLongAfterSeveralOfTheSiteIsToldOf() {
    AlertScene scene = labs();
    silence(scene, "gone-", 5);
    scene.pass(Duration.ofHours(2));
    scene.silence("lab2-3");
    scene.pass(Duration.ofMinutes(20));
    assertThat(scene.open()).anyMatch(a -> "lab2-3".equals(a.place().device()) && a.told() == 1);
    for (int i = 10; i < 16; i++) {
      scene.silence("lab2-" + i);
    }
    scene.pass(Duration.ofMinutes(20));
    assertThat(scene.open())
        .anyMatch(a -> a.kind() == Alert.Kind.GROUP_SILENT && a.behind() == 11 && a.told() == 1);
  }

  @Test
  void whatWasSilentBeforeARestartIsToldOfTwoMinutesBehindItAndNotAfterItsLimitAndTwoMinutes() {
    AlertScene scene = labs();
    silence(scene, "seven-", 4);
    scene.pass(Duration.ofMinutes(4));
    scene.restart();
    scene.pass(Duration.ofMinutes(3).plusSeconds(20));
    assertThat(scene.open())
        .extracting(a -> a.kind() + " " + a.behind() + " " + a.told())
        .containsExactly("GROUP_SILENT 4 1");
  }

  @Test
  void augustInASchoolSendsNone() {
    AlertScene scene = site(30, "2026-08-03T08:00:00Z");
    scene.line(
        EstateTable.CALENDAR,
        "site",
        "town-hall",
        "kind",
        "closure",
        "from",
        "2026-07-10",
        "to",
        "2026-09-01");
    scene.pass(Duration.ofMinutes(20));
    cut(scene, 0, 30);
    scene.pass(Duration.ofDays(1));
    assertThat(scene.alerts).isEmpty();
  }

  @Test
  void whatWasSwitchedOffForTheHolidaysIsNotMissedBeforePeopleAreBack() {
    AlertScene scene = site(0, "2026-12-20T09:00:00Z");
    scene.line(
        EstateTable.CALENDAR,
        "site",
        "town-hall",
        "kind",
        "closure",
        "from",
        "2026-12-19",
        "to",
        "2026-12-21");
    for (int i = 0; i < 6; i++) {
      scene.point("switch-" + i, "town-hall", "switch");
    }
    scene.pass(Duration.ofMinutes(20));
    for (int i = 0; i < 6; i++) {
      scene.silence("switch-" + i);
    }
    // Until Monday, a quarter to nine: the closure ended at midnight, people came at eight.
    scene.pass(Duration.ofHours(22).plusMinutes(25));
    assertThat(scene.alerts).isEmpty();
    scene.pass(Duration.ofHours(2));
    assertThat(scene.only().kind()).isEqualTo(Alert.Kind.SITE_SILENT);
  }

  @Test
  void whatWasSwitchedOffForALongSummerIsMissedInSeptemberUnlessItIsSomebodysOwn() {
    AlertScene scene = site(1, "2026-07-03T10:00:00Z");
    scene.point("desk", "town-hall", "laptop", "personal", "true");
    scene.point("stays", "town-hall", "switch");
    scene.point("stays-too", "town-hall", "switch");
    scene.line(
        EstateTable.CALENDAR,
        "site",
        "town-hall",
        "kind",
        "closure",
        "from",
        "2026-07-04",
        "to",
        "2026-09-01");
    scene.pass(Duration.ofMinutes(20));
    scene.silence("plug-0");
    scene.silence("desk");
    scene.pass(Duration.ofMinutes(5));
    scene.now += Duration.ofDays(60).toMillis();
    scene.pass(Duration.ofHours(1));
    assertThat(scene.open()).hasSize(1);
    assertThat(scene.open().get(0).place().device()).isEqualTo("plug-0");
    assertThat(scene.open().get(0).kind()).isEqualTo(Alert.Kind.DEVICE_SILENT);
  }

  @Test
  void whatIsNoticedLateOfADeviceThatWasSomebodysOwnIsStillPersonal() {
    AlertScene scene = site(1, TUESDAY);
    scene.point("desk", "town-hall", "laptop", "personal", "true", "to", "2026-03-10T08:00:00Z");
    scene.take(
        new AlertInput.Noticed(
            new Finding(Finding.Kind.RESET, "desk", "0", scene.now - 1000, "restarted")));
    scene.look();
    assertThat(scene.only().place().personal()).isTrue();
    assertThat(scene.told()).isZero();
  }

  @Test
  void printersThatAreSwitchedOffInTheEveningAreNoSurprise() {
    AlertScene scene = site(30, "2026-03-10T17:30:00Z");
    scene.pass(Duration.ofMinutes(20));
    cut(scene, 0, 30);
    scene.pass(Duration.ofHours(12));
    for (int i = 0; i < 30; i++) {
      scene.back("plug-" + i);
    }
    scene.pass(Duration.ofHours(4));
    assertThat(scene.alerts).isEmpty();
  }

  @Test
  void aServerIsMissedAtNightAndItsSiteIsCritical() {
    AlertScene scene = new AlertScene("2026-03-10T22:00:00Z");
    scene.line(EstateTable.SITES, "site", "dc");
    for (int i = 0; i < 6; i++) {
      scene.point("srv-" + i, "dc", "server", "rack", "r" + i % 2, "room", "a");
    }
    scene.pass(Duration.ofMinutes(20));
    for (int i = 0; i < 6; i += 2) {
      scene.silence("srv-" + i);
    }
    scene.pass(Duration.ofMinutes(13));
    Alert alert = scene.only();
    assertThat(alert.place().rack()).isEqualTo("r0");
    assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void aValueThatCrossesItsLimitAHundredTimesAnHourIsToldOnceByOneAlert() {
    AlertScene scene = site(1, TUESDAY);
    scene.pass(Duration.ofMinutes(2));
    for (int i = 0; i < 200; i++) {
      scene.take(
          new AlertInput.Live(AlertScene.live("plug-0", i % 2 == 0 ? 1010 : 700, scene.now)));
      scene.now += 18_000;
      scene.look();
      if (scene.open().stream().anyMatch(a -> a.kind() == Alert.Kind.OVERLOAD)) {
        scene.acknowledge(scene.only());
      }
    }
    Alert alert = scene.only();
    assertThat(alert.kind()).isEqualTo(Alert.Kind.OVERLOAD);
    assertThat(alert.told()).isEqualTo(1);
    assertThat(scene.written.get(alert.id())).isLessThan(300);
  }

  @Test
  void anOverloadIsCriticalAtTheNextLookEvenIfItWasOverBeforeThat() {
    AlertScene scene = site(1, TUESDAY);
    scene.pass(Duration.ofMinutes(2));
    scene.take(new AlertInput.Live(AlertScene.live("plug-0", 1200, scene.now + 100)));
    scene.take(new AlertInput.Live(AlertScene.live("plug-0", 90, scene.now + 200)));
    scene.now += 1000;
    scene.look();
    Alert alert = scene.only();
    assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(alert.value()).isEqualTo(1_200_000);
    assertThat(alert.limit()).isEqualTo(1_000_000);
    assertThat(alert.unit()).isEqualTo("mW");
    scene.draws("plug-0", 90);
    scene.pass(Duration.ofMinutes(9));
    assertThat(scene.open()).hasSize(1);
    scene.pass(Duration.ofMinutes(3));
    assertThat(scene.open()).isEmpty();
  }

  @Test
  void aCriticalAlertIsRepeatedUntilSomebodyHasTakenItOn() {
    AlertScene scene = site(1, TUESDAY);
    scene.draws("plug-0", 1200);
    scene.pass(Duration.ofMinutes(50));
    assertThat(scene.only().told()).isEqualTo(4);
    scene.acknowledge(scene.only());
    scene.pass(Duration.ofHours(2));
    assertThat(scene.only().told()).isEqualTo(4);
    assertThat(Objects.requireNonNull(scene.only().acknowledged()).by()).isEqualTo("ann");
  }

  @Test
  void anAcknowledgementIsOfOneOccurrence() {
    AlertScene scene = site(1, TUESDAY);
    scene.draws("plug-0", 1200);
    scene.pass(Duration.ofMinutes(2));
    scene.acknowledge(scene.only());
    scene.draws("plug-0", 90);
    scene.pass(Duration.ofMinutes(20));
    assertThat(scene.open()).isEmpty();
    scene.draws("plug-0", 1200);
    scene.pass(Duration.ofMinutes(2));
    assertThat(scene.only().acknowledged()).isNull();
    assertThat(scene.only().told()).isEqualTo(1);
  }

  @Test
  void aSilencedAlertIsKeptAndListedAndNobodyIsTold() {
    AlertScene scene = site(1, TUESDAY);
    scene.silencedSite("town-hall");
    scene.draws("plug-0", 1200);
    scene.pass(Duration.ofHours(1));
    assertThat(scene.only().silenced()).isTrue();
    assertThat(scene.only().told()).isZero();
    scene.silencedSite("");
    scene.pass(Duration.ofMinutes(1));
    assertThat(scene.only().silenced()).isFalse();
    assertThat(scene.only().told()).isEqualTo(1);
  }

  @Test
  void plannedWorksCoverWhateverHappensAtTheirSite() {
    AlertScene scene = site(10, TUESDAY);
    scene.line(
        EstateTable.CALENDAR,
        "site",
        "town-hall",
        "kind",
        "works",
        "from",
        "2026-03-10",
        "to",
        "2026-03-11");
    scene.pass(Duration.ofMinutes(20));
    cut(scene, 0, 10);
    scene.pass(Duration.ofMinutes(30));
    assertThat(scene.only().silenced()).isTrue();
    assertThat(scene.told()).isZero();
  }

  @Test
  void aLoadThatGrowsTowardsItsLimitIsToldBeforeItIsThere() {
    AlertScene scene = site(1, TUESDAY);
    scene.draws("plug-0", 500);
    scene.pass(Duration.ofMinutes(12));
    assertThat(scene.alerts).isEmpty();
    for (int watts = 500; watts < 780; watts += 30) {
      scene.draws("plug-0", watts);
      scene.pass(Duration.ofMinutes(1));
    }
    assertThat(scene.only().kind()).isEqualTo(Alert.Kind.OVERLOAD_IMMINENT);
    assertThat(scene.only().severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void aBreakerIsHeldAgainstTheCurrentThatThePowerMeans() {
    AlertScene scene = new AlertScene(TUESDAY);
    scene.line(EstateTable.SITES, "site", "town-hall");
    scene.point("pdu", "town-hall", "switch", "breaker_a", "16", "phases", "3");
    scene.draws("pdu", 16 * 230 * 3 + 500);
    scene.pass(Duration.ofMinutes(2));
    assertThat(scene.only().kind()).isEqualTo(Alert.Kind.OVERLOAD);
    assertThat(scene.only().limit()).isEqualTo(16_000);
    assertThat(scene.only().value()).isEqualTo(16_724);
    assertThat(scene.only().unit()).isEqualTo("mA");
  }

  @Test
  void aDeviceThatIsDescribedAsSomebodysOwnIsInNoAlertAnyMore() {
    AlertScene scene = new AlertScene(TUESDAY);
    scene.line(EstateTable.SITES, "site", "town-hall");
    scene.take(
        new AlertInput.Noticed(
            new Finding(Finding.Kind.RESET, "laptop-7", "0", scene.now, "restarted")));
    scene.take(
        new AlertInput.Noticed(
            new Finding(
                Finding.Kind.UNKNOWN_DEVICE, "laptop-7", null, scene.now, "not in the inventory")));
    scene.look();
    assertThat(scene.open())
        .extracting(alert -> alert.place().device() + " " + alert.place().personal())
        .containsExactlyInAnyOrder("laptop-7 false", "null false");
    scene.point("laptop-7", "town-hall", "laptop", "personal", "1");
    scene.pass(Duration.ofMinutes(2));
    assertThat(scene.open())
        .extracting(alert -> alert.place().device() + " " + alert.place().personal())
        .containsExactlyInAnyOrder("laptop-7 true", "null false");
  }

  @Test
  void onePhaseAboveItsBreakerIsAnOverloadThoughTheSumIsNot() {
    AlertScene scene = new AlertScene(TUESDAY);
    scene.line(EstateTable.SITES, "site", "town-hall");
    scene.point("pdu", "town-hall", "switch", "breaker_a", "16", "phases", "3");
    for (String phase : List.of("L1", "L2", "L3")) {
      long milliamperes = phase.equals("L2") ? 16_500 : 4_000;
      scene.take(
          new AlertInput.Live(
              new LivePower(
                  LivePower.Kind.CHANNEL,
                  "pdu",
                  phase,
                  null,
                  "town-hall",
                  "switch",
                  false,
                  milliamperes * 230,
                  scene.now,
                  1,
                  milliamperes,
                  230_000L,
                  null)));
    }
    scene.look();
    assertThat(scene.only().kind()).isEqualTo(Alert.Kind.OVERLOAD);
    assertThat(scene.only().value()).isEqualTo(16_500);
    assertThat(scene.only().detail()).contains("phase L2");
  }

  @Test
  void twoFeedsOfWhichOneCouldNotCarryBothAreOneWarningThatDoesNotFlap() {
    AlertScene scene = new AlertScene(TUESDAY);
    scene.line(EstateTable.SITES, "site", "town-hall");
    for (String feed : List.of("A", "B")) {
      scene.point(
          "pdu-" + feed,
          "town-hall",
          "switch",
          "feed",
          feed,
          "redundancy_group",
          "r1",
          "rated_power_w",
          "3000");
    }
    scene.draws("pdu-A", 1100);
    scene.draws("pdu-B", 1100);
    scene.pass(Duration.ofMinutes(5));
    assertThat(scene.alerts).isEmpty();
    for (int i = 0; i < 20; i++) {
      scene.draws("pdu-B", i % 2 == 0 ? 1500 : 1250);
      scene.pass(Duration.ofMinutes(2));
    }
    Alert alert = scene.only();
    assertThat(alert.kind()).isEqualTo(Alert.Kind.HEADROOM_LOST);
    assertThat(alert.limit()).isEqualTo(2_400_000);
    assertThat(alert.value()).isEqualTo(2_600_000);
    assertThat(alert.told()).isEqualTo(1);
    assertThat(alert.names()).containsExactly("pdu-A", "pdu-B");
    scene.draws("pdu-B", 500);
    scene.pass(Duration.ofMinutes(15));
    assertThat(scene.open()).isEmpty();
  }

  @Test
  void nothingIsToldAgainAfterARestart() {
    AlertScene scene = site(50, TUESDAY);
    scene.pass(Duration.ofMinutes(20));
    cut(scene, 0, 50);
    scene.pass(Duration.ofMinutes(20));
    assertThat(scene.only().told()).isEqualTo(1);
    Alert before = scene.only();
    scene.restart();
    scene.look();
    scene.pass(Duration.ofHours(1));
    assertThat(scene.only()).isEqualTo(before);
  }

  @Test
  void whatWasOpenIsNotToldAgainAfterAllThatWasRememberedIsLost() {
    AlertScene scene = site(50, TUESDAY);
    scene.point("hot", "town-hall", "switch", "rated_power_w", "100");
    scene.point("gone", "town-hall", "switch", "max_gap_s", "60");
    scene.take(noticed(scene, Finding.Kind.RESET, 0));
    scene.draws("hot", 110);
    scene.pass(Duration.ofMinutes(20));
    scene.silence("gone");
    scene.pass(Duration.ofMinutes(10));
    cut(scene, 0, 50);
    scene.silence("hot");
    scene.pass(Duration.ofMinutes(20));
    scene.open().forEach(scene::acknowledge);
    scene.pass(Duration.ofMinutes(1));
    List<Alert> before = scene.open();
    assertThat(before)
        .extracting(Alert::kind)
        .containsExactlyInAnyOrder(
            Alert.Kind.OVERLOAD,
            Alert.Kind.DEVICE_SILENT,
            Alert.Kind.SITE_SILENT,
            Alert.Kind.REGISTER_EXCHANGED);
    scene.loseAll();
    scene.pass(Duration.ofHours(1));
    assertThat(scene.open()).isEqualTo(before);
  }

  @Test
  void whatIsOverWhenAllThatWasRememberedIsLostEnds() {
    AlertScene scene = site(50, TUESDAY);
    scene.point("hot", "town-hall", "switch", "rated_power_w", "100");
    scene.draws("hot", 110);
    scene.pass(Duration.ofMinutes(20));
    cut(scene, 0, 50);
    scene.pass(Duration.ofMinutes(20));
    assertThat(scene.open()).hasSize(2);
    int told = scene.told();
    for (int i = 0; i < 50; i++) {
      scene.back("plug-" + i);
    }
    scene.draws("hot", 20);
    scene.loseAll();
    scene.pass(Duration.ofMinutes(25));
    assertThat(scene.open()).isEmpty();
    assertThat(scene.told()).isEqualTo(told);
  }

  @Test
  void findingsThatAreReadAnewAfterALossAreNotToldAgainAndNewOnesAre() {
    AlertScene scene = site(2, TUESDAY);
    scene.take(noticed(scene, Finding.Kind.IMPLAUSIBLE, 0));
    AlertInput other = noticed(scene, Finding.Kind.IMPLAUSIBLE, 1);
    scene.take(other);
    AlertInput first = noticed(scene, Finding.Kind.IMPLAUSIBLE, 0);
    scene.pass(Duration.ofHours(2));
    assertThat(scene.open()).isEmpty();
    assertThat(scene.told()).isEqualTo(2);
    scene.loseAll();
    scene.take(first);
    scene.take(other);
    scene.take(noticed(scene, Finding.Kind.IMPLAUSIBLE, 1));
    scene.pass(Duration.ofMinutes(1));
    assertThat(scene.open()).extracting(a -> a.place().device()).containsExactly("plug-1");
    assertThat(scene.open().get(0).told()).isEqualTo(1);
  }

  private static AlertInput noticed(AlertScene scene, Finding.Kind kind, int plug) {
    return new AlertInput.Noticed(
        new Finding(kind, "plug-" + plug, "0", scene.now, "x", 9_000L, 1_000L));
  }

  @Test
  void aPersonalDeviceIsNobodysBusinessButForFaultsAndNeverNamed() {
    AlertScene scene = site(0, TUESDAY);
    for (int i = 0; i < 8; i++) {
      scene.point("desk-" + i, "town-hall", "laptop", "personal", "true", "rated_power_w", "90");
    }
    scene.pass(Duration.ofMinutes(20));
    scene.draws("desk-0", 95);
    scene.pass(Duration.ofMinutes(5));
    assertThat(scene.alerts).isEmpty();
    scene.silence("desk-1");
    scene.pass(Duration.ofMinutes(20));
    assertThat(scene.only().place().personal()).isTrue();
    assertThat(scene.only().severity()).isEqualTo(Severity.INFO);
    assertThat(scene.told()).isZero();
    for (int i = 2; i < 8; i++) {
      scene.silence("desk-" + i);
    }
    scene.silence("desk-0");
    scene.pass(Duration.ofMinutes(30));
    Alert group = scene.open().stream().filter(a -> a.behind() > 1).findFirst().orElseThrow();
    assertThat(group.behind()).isEqualTo(7);
    assertThat(group.names()).isEmpty();
    assertThat(group.place().device()).isNull();
    assertThat(group.detail()).doesNotContain("desk");
  }

  @Test
  void aDeviceThatSaysItIsOffIsNotSilentAndOneOutOfReachIsSoAtOnce() {
    AlertScene scene = site(20, TUESDAY);
    scene.pass(Duration.ofMinutes(20));
    cut(scene, 0, 2);
    scene.take(new AlertInput.Gone("device|plug-0", AlertInput.Why.OFF, scene.now));
    scene.take(new AlertInput.Gone("device|plug-1", AlertInput.Why.UNAVAILABLE, scene.now));
    scene.pass(Duration.ofMinutes(3));
    assertThat(scene.only().place().device()).isEqualTo("plug-1");
    scene.pass(Duration.ofHours(2));
    assertThat(scene.alerts).hasSize(1);
  }

  @Test
  void anImplausibleReadingShowsTheValueThatWasSetAside() {
    AlertScene scene = site(1, TUESDAY);
    scene.take(
        new AlertInput.Noticed(
            new Finding(
                Finding.Kind.IMPLAUSIBLE,
                "plug-0",
                "0",
                scene.now,
                "9 kW",
                9_000_000L,
                1_000_000L)));
    scene.pass(Duration.ofMinutes(1));
    assertThat(scene.only().kind()).isEqualTo(Alert.Kind.IMPLAUSIBLE_READING);
    assertThat(scene.only().value()).isEqualTo(9_000_000);
    assertThat(scene.only().told()).isEqualTo(1);
    scene.pass(Duration.ofHours(2));
    assertThat(scene.only().isOpen()).isFalse();
  }

  @Test
  void whatAReplayOfOldDaysNoticesIsHistory() {
    AlertScene scene = site(1, TUESDAY);
    scene.take(
        new AlertInput.Noticed(
            new Finding(Finding.Kind.RESET, "plug-0", "0", scene.now - 90_000_000, "restarted")));
    scene.pass(Duration.ofMinutes(1));
    assertThat(scene.alerts).isEmpty();
  }

  @Test
  void deadLettersThatPileUpAreThePipeline() {
    AlertScene scene = site(1, TUESDAY);
    for (int i = 0; i < 99; i++) {
      scene.take(new AlertInput.DeadLetter("not-json", scene.now));
    }
    scene.pass(Duration.ofMinutes(1));
    assertThat(scene.alerts).isEmpty();
    scene.take(new AlertInput.DeadLetter("not-json", scene.now));
    scene.pass(Duration.ofMinutes(1));
    assertThat(scene.only().kind()).isEqualTo(Alert.Kind.PIPELINE);
    assertThat(scene.only().value()).isEqualTo(100);
    scene.pass(Duration.ofMinutes(30));
    assertThat(scene.only().isOpen()).isFalse();
  }

  @Test
  void aLedgerThatDoesNotBalanceForAMomentIsNoAlert() {
    AlertScene scene = site(1, TUESDAY);
    Ledger wrong =
        new Ledger("streams", "0", new TreeMap<>(Map.of("readings", 10L, "metered", 9L)));
    Ledger right =
        new Ledger("streams", "0", new TreeMap<>(Map.of("readings", 10L, "metered", 10L)));
    scene.take(new AlertInput.Books(wrong, scene.now));
    scene.pass(Duration.ofMinutes(1));
    scene.take(new AlertInput.Books(right, scene.now));
    scene.pass(Duration.ofMinutes(5));
    assertThat(scene.alerts).isEmpty();
    scene.take(new AlertInput.Books(wrong, scene.now));
    scene.pass(Duration.ofMinutes(3));
    assertThat(scene.only().kind()).isEqualTo(Alert.Kind.LEDGER_MISMATCH);
  }

  @Test
  void aNightThatDrawsMoreThanTheNightsBeforeIsToldAndAPersonalDeviceIsInNoNight() {
    AlertScene scene = site(1, "2026-03-02T10:00:00Z");
    scene.point("desk", "town-hall", "laptop", "personal", "true");
    scene.pass(Duration.ofDays(9));
    scene.draws("desk", 3000);
    scene.pass(Duration.ofDays(1));
    assertThat(scene.alerts).isEmpty();
    scene.draws("plug-0", 600);
    scene.pass(Duration.ofDays(1));
    assertThat(scene.alerts.values())
        .anyMatch(a -> a.kind() == Alert.Kind.OFF_HOURS && a.told() == 1);
    Alert night =
        scene.alerts.values().stream()
            .filter(a -> a.kind() == Alert.Kind.OFF_HOURS)
            .findFirst()
            .orElseThrow();
    assertThat(night.names()).containsExactly("plug-0");
    assertThat(night.value()).isEqualTo(600_000);
    assertThat(night.limit()).isEqualTo(250_000);
  }

  @Test
  void theOrderOfWhatArrivesBetweenTwoLooksDoesNotMatter() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      AlertScene one = site(12, TUESDAY);
      AlertScene other = site(12, TUESDAY);
      for (int second = 0; second < 120; second++) {
        List<AlertInput> inputs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
          if (random.nextInt(3) > 0) {
            long at = one.now - random.nextInt(900);
            inputs.add(new AlertInput.Live(AlertScene.live("plug-" + i, random.nextInt(1300), at)));
            inputs.add(new AlertInput.Live(AlertScene.live("plug-" + i, random.nextInt(1300), at)));
          }
          if (random.nextInt(20) == 0) {
            inputs.add(
                new AlertInput.Gone(
                    "device|plug-" + i, AlertInput.Why.values()[random.nextInt(3)], one.now));
          }
        }
        inputs.add(new AlertInput.DeadLetter("r" + random.nextInt(2), one.now));
        inputs.forEach(one::take);
        Collections.shuffle(inputs, random);
        inputs.forEach(other::take);
        one.now += 15_000;
        other.now += 15_000;
        one.look();
        other.look();
        assertThat(other.seen()).isEqualTo(one.seen());
      }
      assertThat(one.alerts).isNotEmpty();
    }
  }

  @Test
  void aSiteIsOneAlertAlsoWhereMostOfItsDevicesSpeakOnlyWhenSomethingChanges() {
    AlertScene scene = new AlertScene(TUESDAY);
    scene.line(EstateTable.SITES, "site", "town-hall");
    for (int i = 0; i < 4; i++) {
      scene.point("fast-" + i, "town-hall", "switch", "interval_s", "60", "max_gap_s", "180");
    }
    for (int i = 0; i < 8; i++) {
      scene.point(
          "slow-" + i, "town-hall", "switch", "reporting", "on-change", "max_gap_s", "3600");
    }
    scene.pass(Duration.ofMinutes(20));
    // Four of the slow ones have spoken since the last of the fast.
    for (int i = 0; i < 4; i++) {
      scene.silence("fast-" + i);
    }
    for (int i = 0; i < 8; i++) {
      scene.silence("slow-" + i);
    }
    scene.pass(Duration.ofHours(2));
    assertThat(scene.only().kind()).isEqualTo(Alert.Kind.SITE_SILENT);
    assertThat(scene.only().behind()).isEqualTo(12);
    assertThat(scene.told()).isEqualTo(1);
  }
}
