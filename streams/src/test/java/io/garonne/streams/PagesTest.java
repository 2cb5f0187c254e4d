package io.garonne.streams;

import static io.garonne.streams.TotalsDriver.at;
import static io.garonne.streams.TotalsDriver.personal;
import static io.garonne.streams.TotalsDriver.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Assignment;
import io.garonne.model.Finding;
import io.garonne.model.Part;
import io.garonne.model.PointRef;
import io.garonne.model.Replay;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.TreePlace;
import io.garonne.model.Units;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.MeterProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Page counters through the whole topology. */
class PagesTest {
  private static final Scope PRINTER = new Scope("hq", "hq", "printer", "prn");
  private static final Scope HQ = new Scope("hq", "hq", null, null);
  private static final Scope ANNEX = new Scope("annex", "annex", null, null);
  private static final String MARCH = "2026-02-28T23:00:00Z";
  private static final String DAY = "2026-03-08T23:00:00Z";

  @TempDir Path state;
  private TotalsDriver driver;

  @BeforeEach
  void start() {
    driver = new TotalsDriver(state);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private Total day(Scope scope) {
    return Objects.requireNonNull(driver.total(scope, Period.DAY, DAY));
  }

  /** Readings every five minutes from 10:00 on. */
  private void read(String device, long... pages) {
    for (int i = 0; i < pages.length; i++) {
      driver.pages(device, "2026-03-09T10:%02d:00Z".formatted(5 * i), pages[i]);
    }
  }

  @Test
  void pagesCountForTheirDeviceSiteClassAndTheEstateAndAreNoEnergy() {
    driver.device("prn", at("hq", "printer", null));
    read("prn", 1000, 1010, 1015, 1040, 1041);
    driver.flush();
    for (Scope scope :
        new Scope[] {
          PRINTER,
          new Scope("hq", "hq", "printer", null),
          HQ,
          Scope.ofEntity("hq"),
          new Scope(null, null, "printer", null),
          Scope.ESTATE
        }) {
      Total day = day(scope);
      assertThat(day.pages()).as("%s", scope).isEqualTo(41);
      assertThat(day.pageCounters()).as("%s", scope).isEqualTo(1);
      assertThat(day.pagesBookedMillis()).isEqualTo(20 * 60_000);
      assertThat(day.energy() + day.estimated() + day.allocated() + day.high()).isZero();
      assertThat(day.coveredMillis() + day.bookedMillis() + day.registeredMillis()).isZero();
      assertThat(day.devices()).isZero();
      assertThat(driver.month(scope, MARCH).pages()).isEqualTo(41);
    }
    for (Period period : Period.values()) {
      assertThat(
              driver.totals().values().stream()
                  .filter(t -> t.period() == period && t.scope().equals(HQ))
                  .mapToLong(Total::pages)
                  .sum())
          .as("%s", period)
          .isEqualTo(41);
    }
  }

  @Test
  void energyIsTheSameWithPagesBesideItAndWithout() {
    driver.device("prn", at("hq", "printer", null));
    driver.device("plug", at("annex", "printer", null));
    for (int i = 0; i < 6; i++) {
      String at = "2026-03-09T10:%02d:00Z".formatted(5 * i);
      driver.energyAndPages("prn", at, 100 + 3 * i, 7000 + 11 * i);
      driver.pages("prn", "2026-03-09T10:%02d:30Z".formatted(5 * i), 7001 + 11 * i);
      driver.energy("plug", at, 100 + 3 * i);
    }
    driver.flush();
    Total with = day(HQ);
    Total without = day(ANNEX);
    assertThat(with.pages()).isEqualTo(56);
    assertThat(without.hasPages()).isFalse();
    assertThat(with.energy()).isEqualTo(15 * Units.MILLIJOULES_PER_WH).isEqualTo(without.energy());
    assertThat(with.coveredMillis()).isEqualTo(without.coveredMillis());
    assertThat(with.bookedMillis()).isEqualTo(without.bookedMillis()).isEqualTo(25 * 60_000);
    assertThat(with.registeredMillis()).isEqualTo(without.registeredMillis());
    assertThat(with.high()).isEqualTo(without.high());
    assertThat(with.devices()).isEqualTo(without.devices()).isEqualTo(1);
  }

  @Test
  void bookedTimeIsThatOfMeasuredAndInterpolatedSteps() {
    driver.device("prn", at("hq", "printer", null));
    driver.energy("prn", "2026-03-09T10:00:00Z", 100);
    driver.energy("prn", "2026-03-09T10:05:00Z", 101);
    driver.energy("prn", "2026-03-09T11:05:00Z", 102);
    driver.flush();
    assertThat(day(HQ).coveredMillis()).isEqualTo(5 * 60_000);
    assertThat(day(HQ).bookedMillis()).isEqualTo(65 * 60_000);
  }

  @Test
  void aCounterThatStandsStillIsZeroPagesAndNoCounterIsNothing() {
    driver.device("prn", at("hq", "printer", null));
    driver.device("plug", at("annex", "printer", null));
    read("prn", 1000, 1000, 1000);
    driver.power("plug", "2026-03-09T10:00:00Z", 5);
    driver.power("plug", "2026-03-09T10:05:00Z", 5);
    driver.flush();
    assertThat(day(HQ).hasPages()).isTrue();
    assertThat(day(HQ).pages()).isZero();
    assertThat(day(ANNEX).hasPages()).isFalse();
    assertThat(day(Scope.ESTATE).pageCounters()).isEqualTo(1);
    assertThat(day(Scope.ESTATE).devices()).isEqualTo(1);
  }

  @Test
  void aResetCounterBooksWhatItHasCountedSinceAndTheAlertNamesAPageCounter() {
    driver.device("prn", at("hq", "printer", null));
    read("prn", 5000, 5010, 8, 12);
    driver.flush();
    assertThat(day(HQ).pages()).isEqualTo(10 + 8 + 4);
    List<Finding> alerts = driver.alerts();
    assertThat(alerts).extracting(Finding::kind).containsExactly(Finding.Kind.RESET);
    assertThat(alerts.get(0).channel()).isEqualTo("0");
    assertThat(alerts.get(0).detail())
        .isEqualTo("page counter went from 5010 to 8, which counts since the reset");
  }

  @Test
  void anExchangedPrinterBooksNothingOverTheJump() {
    driver.device("prn", at("hq", "printer", null));
    read("prn", 5000, 5010, 412_000, 412_003);
    driver.flush();
    assertThat(day(HQ).pages()).isEqualTo(10 + 3);
    assertThat(driver.alerts())
        .extracting(Finding::detail)
        .containsExactly("page counter went from 5010 to 412000; nothing is booked over the jump");
  }

  @Test
  void aRegisterAndAPageCounterThatJumpTogetherAreTwoAlerts() {
    driver.device("prn", at("hq", "printer", null));
    driver.energyAndPages("prn", "2026-03-09T10:00:00Z", 90_000, 5000);
    driver.energyAndPages("prn", "2026-03-09T10:05:00Z", 90_001, 5001);
    driver.energyAndPages("prn", "2026-03-09T10:10:00Z", 80_000, 400_000);
    driver.energyAndPages("prn", "2026-03-09T10:15:00Z", 80_001, 400_001);
    driver.flush();
    assertThat(driver.alerts())
        .extracting(Finding::detail)
        .hasSize(2)
        .anyMatch(detail -> detail.startsWith("register went"))
        .anyMatch(detail -> detail.startsWith("page counter went"));
  }

  @Test
  void oneStrayValueBooksNothingAndMoreThanAMachineCanPrintIsNoCount() {
    driver.device("prn", at("hq", "printer", null));
    read("prn", 5000, 5010, 0, 5020, 999_999, 5021);
    driver.flush();
    assertThat(day(HQ).pages()).isEqualTo(21);
    assertThat(driver.alerts()).isEmpty();
  }

  @Test
  void aLateReadingPutsPagesWhereTheyBelongAndARepeatedOneChangesNothing() {
    driver.device("prn", at("hq", "printer", null));
    driver.pages("prn", "2026-03-09T10:00:00Z", 1000);
    driver.pages("prn", "2026-03-09T10:30:00Z", 1100);
    driver.flush();
    assertThat(quarter("2026-03-09T10:00:00Z")).isEqualTo(50);
    driver.pages("prn", "2026-03-09T10:15:00Z", 1099);
    driver.pages("prn", "2026-03-09T10:30:00Z", 1100);
    driver.flush();
    assertThat(quarter("2026-03-09T10:00:00Z")).isEqualTo(99);
    assertThat(quarter("2026-03-09T10:15:00Z")).isEqualTo(1);
    assertThat(day(HQ).pages()).isEqualTo(100);
  }

  private long quarter(String start) {
    return Objects.requireNonNull(driver.total(HQ, Period.QUARTER_HOUR, start)).pages();
  }

  @Test
  void aReadingIsOneReadingInTheLedgerWhateverItSays() {
    driver.device("prn", at("hq", "printer", null));
    driver.energyAndPages("prn", "2026-03-09T10:00:00Z", 100, 1000);
    driver.energyAndPages("prn", "2026-03-09T10:00:00Z", 100, 1000);
    driver.pages("prn", "2026-03-09T10:05:00Z", 1001);
    driver.pages("prn", "2026-03-09T10:05:00Z", 1001);
    driver.pages("prn", "sheets", "2026-03-09T10:05:00Z", 600);
    driver.energyAndPages("prn", "2026-03-07T10:04:00Z", 90, 900);
    driver.flush();
    assertThat(Objects.requireNonNull(driver.ledger("streams/0")).counts())
        .containsEntry("readings", 6L)
        .containsEntry("metered", 3L)
        .containsEntry("repeated", 2L)
        .containsEntry("too-late", 1L)
        .containsEntry("void", 0L);
    assertThat(driver.deadLetters()).isEqualTo(1);
  }

  @Test
  void sheetsAreNotAddedToImpressionsAndMonoAndColourAre() {
    driver.device("prn", at("hq", "printer", null));
    for (int i = 0; i < 3; i++) {
      String at = "2026-03-09T10:%02d:00Z".formatted(5 * i);
      driver.pages("prn", "mono", at, 500 + 10 * i);
      driver.pages("prn", "colour", at, 200 + i);
      driver.pages("prn", "sheets", at, 300 + 5 * i);
    }
    driver.flush();
    assertThat(day(HQ).pages()).isEqualTo(22);
    assertThat(day(HQ).pageCounters()).as("one printer").isEqualTo(1);
  }

  @Test
  void aPrinterThatMovesTakesItsPagesWithIt() {
    driver.device("prn", at("hq", "printer", null));
    driver.energyAndPages("prn", "2026-03-09T10:00:00Z", 0, 1000);
    driver.energyAndPages("prn", "2026-03-09T10:10:00Z", 1, 1010);
    driver.energyAndPages("prn", "2026-03-09T12:00:00Z", 2, 1120);
    driver.energyAndPages("prn", "2026-03-09T12:10:00Z", 3, 1121);
    driver.flush();
    assertThat(day(HQ).pages()).isEqualTo(121);
    String moved = "2026-03-09T12:00:00Z";
    driver.device("prn", until(at("hq", "printer", null), moved), at("annex", "printer", moved));
    driver.flush();
    assertThat(day(HQ).pages()).isEqualTo(120);
    assertThat(day(ANNEX).pages()).isEqualTo(1);
    assertThat(day(Scope.ESTATE).pages()).isEqualTo(121);
    assertThat(day(Scope.ESTATE).pageCounters()).isEqualTo(1);
    driver.device("prn", at("annex", "printer", null));
    driver.flush();
    assertThat(day(HQ).pages()).isZero();
    assertThat(day(HQ).hasPages()).isFalse();
    assertThat(day(HQ).pagesBookedMillis()).isZero();
    assertThat(day(ANNEX).pages()).isEqualTo(121);
    assertThat(day(ANNEX).energy()).isEqualTo(3 * Units.MILLIJOULES_PER_WH);
  }

  @Test
  void aProfileThatChangesMetersPagesAgainAndNoEnergyProfileMakesThemLess() {
    driver.device("prn", at("hq", "printer", null));
    read("prn", 1000, 1010, 1020);
    driver.flush();
    Total before = day(HQ);
    Assignment a = at("hq", "printer", null);
    MeterProfile noRegister =
        new MeterProfile(
            1,
            true,
            1_000_000_000L,
            5L,
            MeterProfile.Register.NO,
            MeterProfile.Reporting.ON_CHANGE,
            1000,
            1000);
    driver.device(
        "prn",
        new Assignment(
            a.from(),
            a.to(),
            a.entity(),
            a.site(),
            a.equipmentClass(),
            a.zone(),
            null,
            true,
            false,
            noRegister));
    driver.flush();
    assertThat(day(HQ).pages()).isEqualTo(before.pages()).isEqualTo(20);
    assertThat(day(HQ).pagesBookedMillis()).isEqualTo(before.pagesBookedMillis());
  }

  @Test
  void pagesOfAPersonalPrinterLiveAsLongAsItsEnergyAndTheSitesRemain() {
    driver.device("prn", personal(at("hq", "printer", null)));
    driver.energyAndPages("prn", "2026-03-09T10:00:00Z", 0, 1000);
    driver.energyAndPages("prn", "2026-03-09T10:10:00Z", 1, 1010);
    driver.flush();
    assertThat(day(PRINTER)).matches(t -> t.personal() && t.pages() == 10);
    assertThat(driver.total(PRINTER, Period.MONTH, MARCH)).isNull();
    driver.pass(Duration.ofDays(32)).pass(Duration.ofHours(2)).flush();
    assertThat(driver.totals().keySet()).noneMatch(key -> key.contains("prn"));
    assertThat(driver.storesWith("prn")).doesNotContain(Names.BLOCKS, Names.SLOTS);
    assertThat(driver.month(HQ, MARCH).pages()).isEqualTo(10);
    assertThat(driver.month(HQ, MARCH).pageCounters()).isEqualTo(1);
    // Who comes back in the same month is not a second printer.
    driver.device("prn", personal(at("hq", "mfp", null)));
    driver.flush();
    assertThat(driver.month(HQ, MARCH).pageCounters()).isEqualTo(1);
  }

  @Test
  void whatAPersonalPrinterPrintedIsForgottenAndTheSitesSumStays() {
    Assignment desk = personal(at("hq", "printer", null));
    driver.device("prn", desk);
    read("prn", 1000, 1010, 1020);
    driver.flush();
    driver.forget("prn", "2026-03-09T12:00:00Z", desk);
    driver.flush();
    assertThat(driver.totals().keySet()).noneMatch(key -> key.endsWith("|prn"));
    assertThat(driver.storesWith("prn")).doesNotContain(Names.BLOCKS, Names.HEADS, Names.SLOTS);
    assertThat(day(HQ).pages()).isEqualTo(20);
    // Said again, it counts no second time; what it says from now on counts.
    read("prn", 1000, 1010);
    driver.pages("prn", "2026-03-09T13:00:00Z", 1100);
    driver.pages("prn", "2026-03-09T13:05:00Z", 1107);
    driver.flush();
    assertThat(day(HQ).pages()).isEqualTo(27);
    assertThat(day(PRINTER).pages()).isEqualTo(7);
    assertThat(day(PRINTER).pagesBookedMillis()).isEqualTo(5 * 60_000);
    assertThat(day(PRINTER).bookedMillis()).isZero();
  }

  @Test
  void pagesOfWhatTurnsOutToBePersonalAreTakenBack() {
    driver.device("prn", at("hq", "printer", null));
    read("prn", 1000, 1010);
    driver.flush().pass(Duration.ofDays(40)).pass(Duration.ofHours(2)).flush();
    assertThat(driver.totals().keySet()).anyMatch(key -> key.contains("prn"));
    driver.device("prn", personal(at("hq", "printer", null)));
    driver.flush().pass(Duration.ofDays(1)).pass(Duration.ofHours(2)).flush();
    assertThat(driver.totals().keySet()).noneMatch(key -> key.contains("prn"));
    assertThat(driver.month(HQ, MARCH).pages()).isEqualTo(10);
    assertThat(driver.month(HQ, MARCH).pageCounters()).isEqualTo(1);
  }

  private static Assignment inTree(
      String site, List<Part> parts, List<PointRef> above, boolean hasChildren) {
    return new Assignment(
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        null,
        site,
        TotalsDriver.PARIS,
        null,
        null,
        true,
        false,
        parts,
        MeterProfile.DEFAULT,
        new TreePlace(above, hasChildren, 10_000));
  }

  @Test
  void pagesOfAPrinterInATreeOfMetersCountOnceAndWhereItStands() {
    PointRef main = new PointRef("main", null);
    List<Part> mains = List.of(new Part(null, "hq", "unmetered", "unmetered", 1));
    List<Part> printers = List.of(new Part(null, "hq", "printer", "printing", 1));
    driver.device("main", inTree("hq", mains, List.of(), true));
    driver.device("prn", inTree("hq", printers, List.of(main), false));
    for (int i = 0; i < 6; i++) {
      String at = "2026-03-09T10:%02d:00Z".formatted(5 * i);
      driver.energyAndPages("main", at, 1000 + 30 * i, 60 + 2 * i);
      driver.energyAndPages("prn", at, 100 + 10 * i, 7000 + 4 * i);
    }
    driver.flush();
    assertThat(day(HQ).pages()).as("each its own").isEqualTo(30);
    assertThat(day(Scope.ofFamily(null, "printing")).pages()).isEqualTo(20);
    assertThat(day(HQ).energy()).as("once").isEqualTo(150 * Units.MILLIJOULES_PER_WH);
    assertThat(day(HQ).pageCounters()).isEqualTo(2);
    driver.device("prn", inTree("annex", printers, List.of(main), false));
    driver.flush();
    assertThat(day(HQ).pages()).isEqualTo(10);
    assertThat(day(new Scope("hq", "annex", null, null)).pages()).isEqualTo(20);
    assertThat(day(Scope.ESTATE).pages()).isEqualTo(30);
  }

  @Test
  void pagesOfSeveralPartsAddUpToTheCounter() {
    List<Part> parts =
        List.of(
            new Part("p1", "hq", "printer", "printing", 1),
            new Part("p2", "hq", "mfp", "printing", 1),
            new Part("p3", "town", "printer", "printing", 1));
    driver.device("prn", inTree("hq", parts, List.of(), false));
    read("prn", 1000, 1010, 1020);
    driver.flush();
    assertThat(
            driver.totals().values().stream()
                .filter(t -> t.period() == Period.DAY && t.scope().device() != null)
                .mapToLong(Total::pages))
        .hasSize(3)
        .allMatch(pages -> pages >= 6 && pages <= 7);
    assertThat(day(new Scope("hq", "hq", null, null)).pages()).isBetween(13L, 14L);
    assertThat(day(Scope.ofFamily(null, "printing")).pages()).isEqualTo(20);
    assertThat(day(Scope.ESTATE).pages()).isEqualTo(20);
    assertThat(day(Scope.ESTATE).pagesBookedMillis()).isEqualTo(10 * 60_000);
    assertThat(day(Scope.ESTATE).pageCounters()).isEqualTo(1);
  }

  @Test
  void anExcludedPrinterCountsForItselfOnly() {
    Assignment a = at("hq", "printer", null);
    driver.device(
        "prn",
        new Assignment(
            a.from(),
            a.to(),
            a.entity(),
            a.site(),
            a.equipmentClass(),
            a.zone(),
            null,
            false,
            false,
            a.profile()));
    driver.device("other", a);
    read("prn", 1000, 1010);
    read("other", 1000, 1001);
    driver.flush();
    assertThat(day(PRINTER).pages()).isEqualTo(10);
    assertThat(day(HQ).pages()).isEqualTo(1);
    assertThat(day(HQ).pageCounters()).isEqualTo(1);
    driver.device("prn", a);
    driver.flush();
    assertThat(day(HQ).pages()).isEqualTo(11);
    assertThat(day(HQ).pageCounters()).isEqualTo(2);
  }

  @Test
  void aPublishedQuarterHourIsNotReplacedByPagesThatComeWeeksLater() {
    driver.device("prn", at("hq", "printer", null));
    driver.energyAndPages("prn", "2026-03-05T10:00:00Z", 1000, 7000);
    driver.energy("prn", "2026-03-05T10:15:00Z", 1100);
    driver.flush();
    String slot = "2026-03-05T10:00:00Z";
    Total before = driver.total(PRINTER, Period.QUARTER_HOUR, slot);
    assertThat(before).matches(t -> t != null && t.energy() > 0);
    driver.pass(Duration.ofDays(40)).pass(Duration.ofHours(2)).flush();
    driver.pages("prn", "2026-04-19T00:00:00Z", 7500);
    driver.flush();
    assertThat(driver.total(PRINTER, Period.QUARTER_HOUR, slot)).isEqualTo(before);
    assertThat(driver.month(PRINTER, MARCH).pages())
        .isPositive()
        .isEqualTo(500 - driver.month(PRINTER, "2026-03-31T22:00:00Z").pages());
  }

  @Test
  void theEndOfAReplayClosesPagesToo() {
    driver.device("prn", at("hq", "printer", null));
    driver.replay(Replay.State.RUNNING);
    driver.pages("prn", "2011-12-02T10:00:00Z", 100);
    driver.pages("prn", "2011-12-02T10:10:00Z", 105);
    driver.flush();
    driver.replay(Replay.State.FINISHED);
    driver.flush();
    assertThat(driver.month(HQ, "2011-11-30T23:00:00Z"))
        .matches(t -> t.pages() == 5 && t.status() == Total.Status.FINAL && t.revision() == 0);
  }
}
