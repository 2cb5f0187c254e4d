package io.garonne.streams;

import static io.garonne.streams.TreeOfMetersTest.HQ;
import static io.garonne.streams.TreeOfMetersTest.INLET;
import static io.garonne.streams.TreeOfMetersTest.MAIN;
import static io.garonne.streams.TreeOfMetersTest.SERVERS;
import static io.garonne.streams.TreeOfMetersTest.START;
import static io.garonne.streams.TreeOfMetersTest.UNMETERED;
import static io.garonne.streams.TreeOfMetersTest.WH;
import static io.garonne.streams.TreeOfMetersTest.always;
import static io.garonne.streams.TreeOfMetersTest.count;
import static io.garonne.streams.TreeOfMetersTest.energy;
import static io.garonne.streams.TreeOfMetersTest.part;
import static io.garonne.streams.TreeOfMetersTest.pdu;
import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Assignment;
import io.garonne.model.Finding;
import io.garonne.model.PointRef;
import io.garonne.model.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a tree of meters is corrected, and what becomes of it then. */
class TreeRetentionTest {
  private static final Scope DESKS = new Scope("city", "hq", "desktop", null);

  @TempDir Path dir;

  /** Lets days go by with the daily look at what is old. */
  private static void days(TotalsDriver driver, int days) {
    driver.pass(Duration.ofDays(days)).pass(Duration.ofHours(2)).flush();
  }

  private static List<Finding> alerts(TotalsDriver driver, Finding.Kind kind) {
    return driver.alerts().stream().filter(a -> a.kind() == kind).toList();
  }

  /** A main meter with a server and somebody's desk below it. */
  private static void desk(TotalsDriver driver) {
    driver.device("main", always(null, part(null, "x", "x"), List.of(), true));
    driver.device("rack", rackBelow(MAIN));
    driver.device("desk", deskOf("pc-1"));
  }

  private static Assignment rackBelow(PointRef... above) {
    return always(null, part("srv-1", "server", "it"), List.of(above), false);
  }

  private static Assignment deskOf(@Nullable String asset) {
    return always(null, part(asset, "desktop", "workstations"), List.of(MAIN), false).asPersonal();
  }

  @Test
  void aQuarterHourThatWasForgottenIsNotCountedAgainWhenItsDeviceIsDescribedOtherwise() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      pdu(driver);
      count(driver, "pdu", "inlet", 0, 2, 100);
      count(driver, "pdu", "1", 0, 2, 40);
      driver.flush();
      days(driver, 40);
      // Nobody connected what is on outlet 1 to the inlet any more.
      driver.device(
          "pdu",
          always("inlet", part(null, "unmetered", "unmetered"), List.of(), true),
          always("1", part("srv-1", "server", "server-room-it"), List.of(), false),
          always("2", part("srv-2", "server", "server-room-it"), List.of(INLET), false));
      driver.flush();
      assertThat(energy(driver, HQ)).isEqualTo(800 * WH);
      assertThat(energy(driver, SERVERS)).isEqualTo(320 * WH);
      assertThat(alerts(driver, Finding.Kind.TREE_TOO_OLD)).hasSize(1);
    }
  }

  @Test
  void whatStaysWhereItWasIsNotMovedFromSomewhereElseByTheNextDescription() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      pdu(driver);
      count(driver, "pdu", "inlet", 0, 2, 100);
      count(driver, "pdu", "1", 0, 2, 40);
      driver.flush();
      days(driver, 40);
      for (String site : List.of("annex", "hq", "annex")) {
        driver.device(
            "pdu",
            always("inlet", part(null, "unmetered", "unmetered"), List.of(), true),
            TotalsDriver.at(site, "server", null));
        driver.flush();
      }
      assertThat(energy(driver, HQ)).isEqualTo(800 * WH);
      assertThat(energy(driver, Scope.ESTATE)).isEqualTo(800 * WH);
    }
  }

  @Test
  void aMeterThatIsHeardWeeksAfterTheOthersStillCountsInItsTree() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      pdu(driver);
      count(driver, "pdu", "inlet", 0, 2, 100);
      driver.flush();
      days(driver, 30);
      count(driver, "pdu", "1", 0, 2, 40);
      driver.flush();
      assertThat(energy(driver, HQ)).isEqualTo(800 * WH);
      assertThat(energy(driver, SERVERS)).isEqualTo(320 * WH);
      assertThat(energy(driver, UNMETERED)).isEqualTo(480 * WH);
    }
  }

  @Test
  void aQuarterHourThatNeverCountedIsNeverTooOldHoweverLongTheTreeWasSilent() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      pdu(driver);
      count(driver, "pdu", "inlet", 4, 6, 100);
      driver.flush();
      days(driver, 80);
      count(driver, "pdu", "1", 0, 2, 40);
      driver.flush();
      assertThat(energy(driver, SERVERS)).isEqualTo(320 * WH);
      assertThat(alerts(driver, Finding.Kind.TREE_TOO_OLD)).isEmpty();
    }
  }

  @Test
  void aDayOfWhichHalfIsForgottenIsStillJudgedAsAWhole() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      pdu(driver);
      count(driver, "pdu", "inlet", 0, 4, 100);
      count(driver, "pdu", "1", 0, 4, 120);
      driver.flush();
      days(driver, 20);
      // The fifth hour comes late, so it is kept for longer: the meters agree in it.
      count(driver, "pdu", "inlet", 4, 5, 100);
      for (int quarter = 0; quarter <= 12; quarter++) {
        driver.energy(
            "pdu",
            "1",
            START.plusSeconds(4 * 3600 + quarter * 300),
            1000 + 16 * 120 + quarter / 3.0 * 100);
      }
      driver.flush();
      days(driver, 20);
      count(driver, "pdu", "2", 4, 5, 1);
      driver.flush();
      // What the servers say is cut in the four hours before: so it is in the fifth.
      assertThat(energy(driver, HQ)).isEqualTo((1600 + 400) * WH);
      assertThat(energy(driver, SERVERS)).isEqualTo((1600 + 400) * WH);
    }
  }

  @Test
  void whatADeskSaidIsInNoStoreAfterThirtyDays() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      desk(driver);
      count(driver, "main", "0", 0, 2, 100);
      count(driver, "rack", "0", 0, 2, 60);
      count(driver, "desk", "0", 0, 2, 30);
      driver.flush();
      assertThat(driver.storesWith("desk\0")).contains(Names.BRANCH_ENTRIES, Names.SLOTS);
      days(driver, 21);
      assertThat(driver.storesWith("desk\0")).doesNotContain(Names.BRANCH_ENTRIES, Names.SLOTS);
      assertThat(driver.storesWith("pc-1")).doesNotContain(Names.BRANCH_ENTRIES);
      assertThat(energy(driver, HQ)).isEqualTo(800 * WH);
      assertThat(energy(driver, DESKS)).isEqualTo(240 * WH);
      // A description of what is left moves nothing: the tree has forgotten.
      driver.device("rack", rackBelow());
      driver.flush();
      assertThat(energy(driver, HQ)).isEqualTo(800 * WH);
    }
  }

  @Test
  void aPersonalMeterThatIsNotPersonalAnyMoreIsNoReasonToMoveWhatItsTreeMayHaveForgotten() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      desk(driver);
      count(driver, "main", "0", 0, 2, 100);
      count(driver, "rack", "0", 0, 2, 60);
      count(driver, "desk", "0", 0, 2, 30);
      driver.flush();
      driver.device("desk", always(null, part("pc-1", "desktop", "x"), List.of(MAIN), false));
      days(driver, 21);
      driver.device("rack", rackBelow());
      driver.flush();
      assertThat(energy(driver, SERVERS)).isEqualTo(480 * WH);
    }
  }

  @Test
  void whatADeskSaidGoesWithTheWholeDayAlsoWhereOthersSaidMoreOnIt() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      desk(driver);
      count(driver, "main", "0", 0, 6, 100);
      count(driver, "desk", "0", 0, 2, 30);
      driver.flush();
      days(driver, 23);
      assertThat(driver.keysThatBegin(Names.BRANCH_ENTRIES, "e")).as("entries").isZero();
      assertThat(driver.keysThatBegin(Names.BRANCH_ENTRIES, "d")).as("days").isZero();
    }
  }

  @Test
  void aForgottenDeviceLosesItsNameInItsTreeAndNothingCountsOtherwise() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      desk(driver);
      count(driver, "main", "0", 0, 2, 100);
      count(driver, "rack", "0", 0, 1, 60);
      count(driver, "desk", "0", 0, 2, 30);
      driver.flush();
      driver.forget("desk", "2026-03-09T00:00:00Z", deskOf(null));
      driver.flush();
      assertThat(driver.storesWith("desk\0"))
          .doesNotContain(Names.BRANCH_ENTRIES, Names.SLOTS, Names.BLOCKS, Names.HEADS);
      assertThat(driver.storesWith("pc-1")).doesNotContain(Names.DEVICE_ROWS, Names.BRANCH_ENTRIES);
      assertThat(energy(driver, HQ)).isEqualTo(800 * WH);
      assertThat(energy(driver, DESKS)).isEqualTo(240 * WH);
      // What comes late of another device counts as ever, and so does a move.
      count(driver, "rack", "0", 1, 2, 60);
      driver.flush();
      assertThat(energy(driver, SERVERS)).isEqualTo(480 * WH);
      assertThat(energy(driver, UNMETERED)).isEqualTo(80 * WH);
      driver.device("rack", rackBelow());
      driver.flush();
      assertThat(energy(driver, HQ)).isEqualTo((800 + 480) * WH);
      assertThat(energy(driver, SERVERS)).isEqualTo(480 * WH);
      assertThat(energy(driver, UNMETERED)).isEqualTo(560 * WH);
      assertThat(alerts(driver, Finding.Kind.TREE_TOO_OLD)).isEmpty();
    }
  }

  @Test
  void aNewTopMeterDoesNotPartAParentFromItsChildrenHoweverLateEachOfThemSpoke() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      PointRef grid = new PointRef("grid", null);
      driver.device("main", always(null, part(null, "x", "x"), List.of(), true));
      driver.device("rack", rackBelow(MAIN));
      count(driver, "main", "0", 0, 2, 100);
      driver.flush().pass(Duration.ofHours(20));
      count(driver, "rack", "0", 0, 2, 60);
      driver.flush();
      driver.pass(Duration.ofDays(34)).pass(Duration.ofHours(1)).flush();
      driver.device("main", always(null, part(null, "x", "x"), List.of(grid), true));
      driver.device("rack", rackBelow(MAIN, grid));
      driver.flush();
      assertThat(energy(driver, HQ)).isEqualTo(800 * WH);
    }
  }

  @Test
  void whatIsDescribedTooLateForItsTreeStaysWhereItCounted() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      driver.device("main", always(null, part(null, "x", "x"), List.of(), true));
      driver.device("rack", rackBelow(MAIN));
      count(driver, "rack", "0", 0, 2, 60);
      driver.flush();
      days(driver, 36);
      count(driver, "logger", "0", 0, 2, 30);
      driver.flush();
      assertThat(energy(driver, Scope.ESTATE)).isEqualTo(720 * WH);
      driver.device("logger", always(null, part("srv-9", "server", "it"), List.of(MAIN), false));
      driver.flush();
      assertThat(energy(driver, Scope.ESTATE)).isEqualTo(720 * WH);
    }
  }

  @Test
  void noAlertSaysWhatADesksMeterSaid() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      desk(driver);
      count(driver, "main", "0", 0, 2, 100);
      count(driver, "rack", "0", 0, 2, 60);
      count(driver, "desk", "0", 0, 2, 90);
      driver.flush();
      assertThat(energy(driver, HQ)).isEqualTo(800 * WH);
      assertThat(alerts(driver, Finding.Kind.TREE_EXCESS)).isEmpty();
    }
  }

  @Test
  void aMainMeterWithADeadPhaseDoesNotCutWhatHangsBelowIt() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      driver.device("main", always(null, part(null, "x", "x"), List.of(), true));
      driver.device("rack", always(null, part("srv-1", "server", "it"), List.of(MAIN), false));
      count(driver, "main", "L1", 0, 4, 50);
      count(driver, "main", "L2", 0, 2, 50);
      count(driver, "rack", "0", 0, 4, 90);
      driver.flush();
      assertThat(energy(driver, SERVERS)).isEqualTo(4 * 360 * WH);
      assertThat(energy(driver, HQ)).isEqualTo((2 * 400 + 2 * 360) * WH);
      assertThat(alerts(driver, Finding.Kind.TREE_EXCESS)).isEmpty();
      // Told late, its second phase was there all the time.
      count(driver, "main", "L2", 2, 4, 50);
      driver.flush();
      assertThat(energy(driver, HQ)).isEqualTo(4 * 400 * WH);
    }
  }
}
