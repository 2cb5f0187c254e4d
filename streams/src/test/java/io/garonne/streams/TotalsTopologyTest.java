package io.garonne.streams;

import static io.garonne.streams.TotalsDriver.at;
import static io.garonne.streams.TotalsDriver.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Assignment;
import io.garonne.model.Ledger;
import io.garonne.model.Part;
import io.garonne.model.Reading;
import io.garonne.model.Replay;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.TreePlace;
import io.garonne.model.Units;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.wire.TotalJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TotalsTopologyTest {
  private static final Scope PLUG = new Scope("hq", "hq", "pc", "plug");
  private static final Scope HQ_PC = new Scope("hq", "hq", "pc", null);
  private static final Scope HQ = new Scope("hq", "hq", null, null);
  private static final String MARCH = "2026-02-28T23:00:00Z";

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

  private static long wattHours(double wh) {
    return Math.round(wh * Units.MILLIJOULES_PER_WH);
  }

  @Test
  void aRegisterStepCountsForItsDeviceSiteClassAndTheEstate() {
    driver.device("plug", at("hq", "pc", null));
    driver.energy("plug", "2026-03-02T10:00:00Z", 1000);
    driver.energy("plug", "2026-03-02T10:10:00Z", 1010);
    driver.flush();
    for (Scope scope :
        new Scope[] {PLUG, HQ_PC, HQ, new Scope(null, null, "pc", null), Scope.ESTATE}) {
      Total month = driver.month(scope, MARCH);
      assertThat(month.energy()).as("%s", scope).isEqualTo(wattHours(10));
      assertThat(month.devices()).as("%s", scope).isEqualTo(1);
      assertThat(month.coveredMillis()).isEqualTo(600_000);
      assertThat(month.registeredMillis()).isEqualTo(600_000);
    }
    for (Period period : Period.values()) {
      assertThat(
              driver.totals().values().stream()
                  .filter(t -> t.period() == period && t.scope().equals(HQ_PC))
                  .mapToLong(Total::energy)
                  .sum())
          .as("%s", period)
          .isEqualTo(wattHours(10));
    }
  }

  @Test
  void monthsThatComeInAtOnceAreWrittenInPartsInsteadOfFillingTheMemory() {
    driver.device("plug", at("hq", "pc", null));
    Instant start = Instant.parse("2025-08-31T22:00:00Z");
    for (int step = 0; step <= 8 * 90; step++) {
      driver.energy(
          "plug", Reading.ONLY_CHANNEL, start.plus(Duration.ofHours(3L * step)), 300.0 * step);
    }
    driver.flush();
    long year = Instant.parse("2024-12-31T23:00:00Z").toEpochMilli();
    assertThat(driver.published(TotalJson.key(PLUG, Period.YEAR, year))).isGreaterThan(1);
    long all =
        driver.totals().values().stream()
            .filter(t -> t.period() == Period.QUARTER_HOUR && t.scope().equals(PLUG))
            .mapToLong(Total::energy)
            .sum();
    assertThat(all).isEqualTo(wattHours(300.0 * 8 * 90));
  }

  @Test
  void aLateReadingCorrectsWhatWasPublished() {
    driver.device("plug", at("hq", "pc", null));
    driver.power("plug", "2026-03-02T10:00:00Z", 100);
    driver.power("plug", "2026-03-02T10:10:00Z", 100);
    driver.flush();
    assertThat(driver.month(HQ, MARCH).energy()).isEqualTo(60_000_000);
    driver.power("plug", "2026-03-02T10:05:00Z", 300);
    driver.flush();
    assertThat(driver.month(HQ, MARCH).energy()).isEqualTo(120_000_000);
  }

  @Test
  void aReadingBeyondTheHorizonIsADeadLetter() {
    driver.device("plug", at("hq", "pc", null));
    driver.power("plug", "2026-03-05T10:00:00Z", 100);
    driver.power("plug", "2026-03-03T10:00:00Z", 100);
    driver.power("plug", "2026-03-03T09:59:59Z", 100);
    driver.flush();
    assertThat(driver.deadLetters()).isEqualTo(1);
    Ledger ledger = Objects.requireNonNull(driver.ledger("streams/0"));
    assertThat(ledger.counts())
        .containsEntry("readings", 3L)
        .containsEntry("metered", 2L)
        .containsEntry("too-late", 1L)
        .containsEntry("repeated", 0L);
  }

  @Test
  void aRepeatedReadingChangesNothing() {
    driver.device("plug", at("hq", "pc", null));
    for (int i = 0; i < 3; i++) {
      driver.power("plug", "2026-03-02T10:00:00Z", 100);
      driver.power("plug", "2026-03-02T10:10:00Z", 100);
    }
    driver.flush();
    driver.power("plug", "2026-03-02T10:10:00Z", 100);
    driver.flush();
    assertThat(driver.month(HQ, MARCH).energy()).isEqualTo(60_000_000);
    assertThat(Objects.requireNonNull(driver.ledger("streams/0")).counts())
        .containsEntry("metered", 2L)
        .containsEntry("repeated", 5L);
  }

  @Test
  void aDeviceMovedInThePastTakesItsEnergyWithIt() {
    driver.device("plug", at("hq", "pc", null));
    driver.energy("plug", "2026-03-02T10:00:00Z", 0);
    driver.energy("plug", "2026-03-02T10:10:00Z", 10);
    driver.energy("plug", "2026-03-02T20:00:00Z", 20);
    driver.energy("plug", "2026-03-02T20:10:00Z", 35);
    driver.flush();
    assertThat(driver.month(HQ, MARCH).energy()).isEqualTo(wattHours(35));
    String moved = "2026-03-02T20:00:00Z";
    driver.device("plug", until(at("hq", "pc", null), moved), at("annex", "pc", moved));
    driver.flush();
    assertThat(driver.month(HQ, MARCH).energy()).isEqualTo(wattHours(20));
    Scope annex = new Scope("annex", "annex", null, null);
    assertThat(driver.month(annex, MARCH).energy()).isEqualTo(wattHours(15));
    assertThat(driver.month(Scope.ESTATE, MARCH).energy()).isEqualTo(wattHours(35));
    assertThat(driver.month(Scope.ESTATE, MARCH).devices()).isEqualTo(1);
    driver.device("plug", at("annex", "pc", null));
    driver.flush();
    Total left = driver.month(HQ, MARCH);
    assertThat(left.energy()).isZero();
    assertThat(left.devices()).isZero();
    assertThat(driver.month(annex, MARCH).energy()).isEqualTo(wattHours(35));
    assertThat(driver.month(Scope.ESTATE, MARCH).devices()).isEqualTo(1);
  }

  @Test
  void aDeviceNobodyDescribedCountsUnderUnassignedUntilItIs() {
    driver.energy("plug", "2026-03-02T10:00:00Z", 0);
    driver.energy("plug", "2026-03-02T10:10:00Z", 10);
    driver.flush();
    Scope unassigned = new Scope("unassigned", "unassigned", null, null);
    assertThat(driver.month(unassigned, MARCH).energy()).isEqualTo(wattHours(10));
    driver.device("plug", at("hq", "pc", null));
    driver.flush();
    assertThat(driver.month(unassigned, MARCH).energy()).isZero();
    assertThat(driver.month(HQ, MARCH).energy()).isEqualTo(wattHours(10));
  }

  @Test
  void aSilentSiteStillGetsItsDay() {
    driver.device("plug", at("hq", "pc", null));
    driver.flush().pass(Duration.ofMinutes(2)).flush();
    Total day = Objects.requireNonNull(driver.total(HQ, Period.DAY, "2026-03-09T23:00:00Z"));
    assertThat(day.energy()).isZero();
    assertThat(day.devices()).isZero();
    assertThat(day.expected()).isEqualTo(1);
    assertThat(day.expectedMillis()).isEqualTo(86_400_000L);
    driver.settled = true;
    driver.pass(Duration.ofDays(6)).pass(Duration.ofMinutes(1)).flush();
    assertThat(
            Objects.requireNonNull(driver.total(HQ, Period.DAY, "2026-03-09T23:00:00Z")).status())
        .isEqualTo(Total.Status.FINAL);
  }

  @Test
  void aTotalBecomesFinalTwoHorizonsAfterItsEndAndCountsRevisionsFromThere() {
    driver.device("plug", at("hq", "pc", null));
    driver.power("plug", "2026-03-09T10:00:00Z", 100);
    driver.power("plug", "2026-03-09T10:10:00Z", 100);
    driver.flush();
    String day = "2026-03-08T23:00:00Z";
    driver.pass(Duration.ofDays(5)).flush();
    assertThat(Objects.requireNonNull(driver.total(HQ, Period.DAY, day)).status())
        .as("the task lags")
        .isEqualTo(Total.Status.PROVISIONAL);
    driver.settled = true;
    driver.pass(Duration.ofMinutes(2)).flush();
    for (Scope scope : new Scope[] {HQ, PLUG}) {
      Total closed = Objects.requireNonNull(driver.total(scope, Period.DAY, day));
      assertThat(closed.status()).isEqualTo(Total.Status.FINAL);
      assertThat(closed.revision()).isZero();
    }
    driver.power("plug", "2026-03-09T10:05:00Z", 300);
    driver.flush();
    for (Scope scope : new Scope[] {HQ, PLUG}) {
      Total corrected = Objects.requireNonNull(driver.total(scope, Period.DAY, day));
      assertThat(corrected.energy()).isEqualTo(120_000_000);
      assertThat(corrected.status()).isEqualTo(Total.Status.FINAL);
      assertThat(corrected.revision()).isEqualTo(1);
    }
  }

  @Test
  void theEndOfAReplayClosesWhatItTouchedWithRevisionZero() {
    driver.device("plug", at("hq", "pc", null));
    driver.replay(Replay.State.RUNNING);
    driver.power("plug", "2011-12-02T10:00:00Z", 100);
    driver.power("plug", "2011-12-02T10:10:00Z", 100);
    driver.flush();
    driver.settled = true;
    driver.pass(Duration.ofHours(3)).flush();
    assertThat(driver.totals().values()).allMatch(t -> t.status() == Total.Status.PROVISIONAL);
    driver.replay(Replay.State.FINISHED);
    driver.flush();
    assertThat(driver.totals().values())
        .filteredOn(t -> t.start() < 1_500_000_000_000L)
        .hasSizeGreaterThanOrEqualTo(25)
        .allMatch(t -> t.status() == Total.Status.FINAL && t.revision() == 0);
    assertThat(Objects.requireNonNull(driver.ledger("replay/r/0")).count("closed")).isEqualTo(1);
  }

  @Test
  void readingsOfTwoAgesInOnePartitionBothCount() {
    driver.device("old", at("hq", "pc", null));
    driver.device("new", at("hq", "pc", null));
    for (int minute = 0; minute < 60; minute += 5) {
      driver.power("old", String.format("2011-12-02T10:%02d:00Z", minute), 100);
      driver.power("new", String.format("2025-12-02T10:%02d:00Z", minute), 100);
    }
    driver.flush();
    assertThat(driver.month(HQ, "2011-11-30T23:00:00Z").energy()).isEqualTo(55 * 6_000_000L);
    assertThat(driver.month(HQ, "2025-11-30T23:00:00Z").energy()).isEqualTo(55 * 6_000_000L);
  }

  @Test
  void aPersonalDevicesOwnTotalsLiveThirtyDaysAndTheSitesRemain() {
    Scope device = new Scope("north", "north", "pc", "desk");
    Scope site = new Scope("north", "north", null, null);
    driver.device("desk", TotalsDriver.personal(TotalsDriver.at("north", "pc", null)));
    driver.power("desk", "2026-03-09T10:00:00Z", 60);
    driver.power("desk", "2026-03-09T10:10:00Z", 60);
    driver.flush();
    assertThat(driver.total(device, Period.DAY, "2026-03-08T23:00:00Z"))
        .matches(day -> day != null && day.personal());
    assertThat(driver.total(device, Period.MONTH, "2026-02-28T23:00:00Z")).isNull();
    assertThat(driver.total(device, Period.YEAR, "2025-12-31T23:00:00Z")).isNull();
    long energy = driver.month(site, "2026-02-28T23:00:00Z").low();

    driver.pass(Duration.ofDays(32)).flush();
    assertThat(driver.totals().keySet()).noneMatch(key -> key.contains("desk"));
    Total month = driver.month(site, "2026-02-28T23:00:00Z");
    assertThat(month.low()).isEqualTo(energy).isEqualTo(36_000_000L);
    assertThat(month.devices()).isEqualTo(1);

    // Who comes back in the same month is not a second device.
    driver.device("desk", TotalsDriver.personal(TotalsDriver.at("north", "laptop", null)));
    driver.flush();
    assertThat(driver.month(site, "2026-02-28T23:00:00Z").devices()).isEqualTo(1);
  }

  @Test
  void whatADeviceCountedIsForgottenWhenAskedForAndTheSitesSumStays() {
    Assignment desk = TotalsDriver.personal(TotalsDriver.at("hq", "pc", null));
    driver.device("desk", desk);
    for (int minute = 0; minute < 60; minute += 5) {
      driver.power("desk", "2026-03-09T10:%02d:00Z".formatted(minute), 100);
    }
    driver.flush();
    long before = driver.month(HQ, "2026-02-28T23:00:00Z").energy();
    assertThat(before).isPositive();
    assertThat(driver.totals().keySet()).anyMatch(key -> key.endsWith("|desk"));
    driver.forget("desk", "2026-03-09T12:00:00Z", desk);
    driver.flush();
    assertThat(driver.totals().keySet()).noneMatch(key -> key.endsWith("|desk"));
    assertThat(driver.month(HQ, "2026-02-28T23:00:00Z").energy()).isEqualTo(before);
    // Said again, it counts no second time; what it says from now on counts.
    driver.power("desk", "2026-03-09T10:00:00Z", 100);
    driver.power("desk", "2026-03-09T13:00:00Z", 60);
    driver.power("desk", "2026-03-09T13:01:00Z", 60);
    driver.flush();
    assertThat(driver.month(HQ, "2026-02-28T23:00:00Z").energy()).isEqualTo(before + 3_600_000);
  }

  @Test
  void whatADeviceCountedInTheQuarterHourInWhichItIsForgottenStaysInTheSums() {
    Assignment desk = hanging("pc-1");
    driver.device("desk", desk);
    for (int minute = 0; minute < 20; minute++) {
      driver.power("desk", "2026-03-09T10:%02d:00Z".formatted(minute), 60);
    }
    driver.flush();
    Scope pcs = new Scope("hq", "hq", "pc", null);
    long before = driver.month(pcs, "2026-02-28T23:00:00Z").energy();
    driver.forget("desk", "2026-03-09T10:19:30Z", hanging("forgotten-1"));
    driver.flush();
    assertThat(driver.month(pcs, "2026-02-28T23:00:00Z").energy()).isEqualTo(before);
    for (int minute = 20; minute < 30; minute++) {
      driver.power("desk", "2026-03-09T10:%02d:00Z".formatted(minute), 60);
    }
    driver.flush();
    Total month = driver.month(pcs, "2026-02-28T23:00:00Z");
    assertThat(month.energy()).isEqualTo(before + 9 * 3_600_000L);
    assertThat(month.devices()).as("the same device under another name").isEqualTo(1);
    assertThat(driver.totals().values()).allMatch(total -> total.energy() >= 0);
    driver.pass(Duration.ofDays(2)).pass(Duration.ofHours(2)).flush();
    assertThat(driver.storesWith("pc-1")).isEmpty();
  }

  private static Assignment hanging(String asset) {
    return new Assignment(
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        null,
        "hq",
        TotalsDriver.PARIS,
        null,
        null,
        true,
        true,
        List.of(new Part(asset, "hq", "pc", "workstations", 1)),
        MeterProfile.DEFAULT,
        TreePlace.ALONE);
  }

  @Test
  void aDeviceIsCountedByItsChannelsThatCountWhicheverIsHeardFirst() {
    for (List<String> order : List.of(List.of("1", "2"), List.of("2", "1"))) {
      try (TotalsDriver fresh = new TotalsDriver(state.resolve(order.get(0)))) {
        fresh.device("pdu", channel("1", true), channel("2", false));
        for (String channel : order) {
          fresh.power("pdu", channel, Instant.parse("2026-03-09T10:00:00Z"), 60);
          fresh.power("pdu", channel, Instant.parse("2026-03-09T10:01:00Z"), 60);
          fresh.flush();
        }
        assertThat(fresh.month(HQ, "2026-02-28T23:00:00Z").devices()).isEqualTo(1);
        fresh.device("pdu", channel("1", false), channel("2", false));
        fresh.flush();
        assertThat(fresh.month(HQ, "2026-02-28T23:00:00Z").devices()).isZero();
      }
    }
  }

  private static Assignment channel(String name, boolean included) {
    return new Assignment(
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        name,
        "hq",
        TotalsDriver.PARIS,
        null,
        null,
        included,
        false,
        List.of(new Part(null, "hq", "server", "server-room-it", 1)),
        MeterProfile.DEFAULT,
        TreePlace.ALONE);
  }

  @Test
  void ofAPersonalDeviceThatIsSilentOnlyItsLastReadingStaysAndItGoesOnFromThere() {
    driver.device("desk", TotalsDriver.personal(at("hq", "pc", null)));
    driver.energy("desk", "2026-03-09T10:00:00Z", 1000);
    driver.energy("desk", "2026-03-09T10:30:00Z", 1010);
    driver.flush();
    assertThat(driver.storesWith("desk")).contains(Names.BLOCKS, Names.SLOTS);
    driver.pass(Duration.ofDays(31)).pass(Duration.ofHours(2)).flush();
    assertThat(driver.storesWith("desk")).doesNotContain(Names.BLOCKS, Names.SLOTS);
    driver.energy("desk", "2026-03-09T10:10:00Z", 1005);
    driver.energy("desk", "2026-04-10T10:00:00Z", 1310);
    driver.energy("desk", "2026-04-10T10:15:00Z", 1320);
    driver.flush();
    assertThat(driver.month(HQ, MARCH).low() + driver.month(HQ, "2026-03-31T22:00:00Z").low())
        .isEqualTo(wattHours(320));
    assertThat(driver.deadLetters()).as("before its last reading").isEqualTo(1);
  }

  @Test
  void aPublishedQuarterHourIsNotReplacedByWhatOneDeviceSaysWeeksLater() {
    driver.device("a", at("hq", "pc", null));
    driver.device("b", at("hq", "pc", null));
    driver.energy("b", "2026-03-01T00:00:00Z", 0);
    driver.energy("a", "2026-03-05T10:00:00Z", 1000);
    driver.energy("a", "2026-03-05T10:15:00Z", 1100);
    driver.flush();
    Total before = driver.total(HQ, Period.QUARTER_HOUR, "2026-03-05T10:00:00Z");
    assertThat(before).matches(t -> t != null && t.energy() == wattHours(100));
    driver.pass(Duration.ofDays(40)).pass(Duration.ofHours(2)).flush();
    driver.energy("b", "2026-04-19T00:00:00Z", 500);
    driver.flush();
    assertThat(driver.total(HQ, Period.QUARTER_HOUR, "2026-03-05T10:00:00Z")).isEqualTo(before);
    long months = driver.month(HQ, MARCH).low() + driver.month(HQ, "2026-03-31T22:00:00Z").low();
    assertThat(months).as("months have all of it").isEqualTo(wattHours(600));
  }

  @Test
  void whatTurnsOutToBeSomebodysOwnIsTakenBackAsIfThatHadBeenKnown() {
    driver.device("desk", at("hq", "laptop", null));
    driver.power("desk", "2026-03-01T10:00:00Z", 60);
    driver.power("desk", "2026-03-01T10:10:00Z", 60);
    driver.flush();
    long site = driver.month(HQ, MARCH).low();
    driver.pass(Duration.ofDays(40)).pass(Duration.ofHours(2)).flush();
    assertThat(driver.totals().keySet()).anyMatch(key -> key.contains("desk"));
    driver.device("desk", TotalsDriver.personal(at("hq", "laptop", null)));
    driver.flush().pass(Duration.ofDays(1)).pass(Duration.ofHours(2)).flush();
    assertThat(driver.totals().keySet()).noneMatch(key -> key.contains("desk"));
    assertThat(driver.month(HQ, MARCH).low()).isEqualTo(site);
    assertThat(driver.month(HQ, MARCH).devices()).isEqualTo(1);
  }

  @Test
  void anExcludedDeviceThatIsTakenInAfterDaysIsCountedInItsQuarterHours() {
    driver.device("pdu", channel("1", false));
    driver.power("pdu", "1", Instant.parse("2026-03-09T10:00:00Z"), 60);
    driver.power("pdu", "1", Instant.parse("2026-03-09T10:05:00Z"), 60);
    driver.flush().pass(Duration.ofDays(2)).pass(Duration.ofHours(2)).flush();
    driver.device("pdu", channel("1", true));
    driver.flush();
    assertThat(driver.total(HQ, Period.QUARTER_HOUR, "2026-03-09T10:00:00Z"))
        .matches(t -> t != null && t.devices() == 1);
  }

  @Test
  void aPersonalDeviceThatDrawsFiftyTimesTheDefaultRatingIsAFindingForTheTechnician() {
    driver.device("desk", TotalsDriver.personal(at("hq", "laptop", null)));
    driver.power("desk", "2026-03-09T10:00:00Z", 60);
    driver.power("desk", "2026-03-09T10:01:00Z", 50 * 3_680);
    driver.flush();
    assertThat(driver.alerts())
        .extracting(finding -> finding.kind() + " " + finding.device())
        .containsExactly("POWER_ABOVE_RATING desk");
  }
}
