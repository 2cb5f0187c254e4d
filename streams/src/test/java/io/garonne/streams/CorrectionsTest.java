package io.garonne.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Correction;
import io.garonne.model.Correction.Measure;
import io.garonne.model.Finding;
import io.garonne.model.Ledger;
import io.garonne.model.LedgerBalance;
import io.garonne.model.Reading;
import io.garonne.model.Scope;
import io.garonne.model.Statement;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.Amendment;
import io.garonne.model.metering.Amendment.Kind;
import io.garonne.model.metering.Meter;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.metering.PlainMeter;
import io.garonne.model.metering.Sample;
import io.garonne.model.metering.Samples;
import io.garonne.model.metering.SlotEnergy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What persons say of readings and meters acts on totals, whenever they say it. */
class CorrectionsTest {
  private static final long WH = 3_600_000L;
  private static final long MORNING = Instant.parse("2026-03-09T08:00:00Z").toEpochMilli();
  private static final long NOW = Instant.parse("2026-03-10T00:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000L;

  @TempDir Path dir;

  private static Statement register(long minute, long wattHours) {
    return reading(minute, wattHours * WH, null);
  }

  private static Statement reading(long minute, @Nullable Long energy, @Nullable Long pages) {
    long at = MORNING + minute * MINUTE;
    return new Reading(
        "plug",
        "0",
        at,
        Reading.AtSource.PAYLOAD,
        at,
        energy,
        null,
        null,
        null,
        null,
        pages,
        null,
        null,
        "test");
  }

  private static Correction said(Measure of, long minute, Kind kind, long last, long first) {
    return said(of, minute, kind, last, first, NOW);
  }

  private static Correction said(
      Measure of, long minute, Kind kind, long last, long first, long recordedAt) {
    return new Correction(
        "plug",
        "0",
        of,
        MORNING + minute * MINUTE,
        new Amendment(recordedAt, kind, last, first, Sample.NONE),
        "Ada",
        "seen on the spot");
  }

  private Total day(List<? extends Statement> said, String name) {
    try (TotalsDriver driver = new TotalsDriver(dir.resolve(name))) {
      driver.device("plug", TotalsDriver.at("hq", "pc", null));
      said.forEach(driver::say);
      driver.flush();
      Ledger ledger = Objects.requireNonNull(driver.ledger("streams/0"));
      assertThat(LedgerBalance.of(List.of(ledger), 0).mismatches()).isEmpty();
      assertThat(driver.alerts())
          .extracting(Finding::kind)
          .doesNotContain(
              Finding.Kind.DISCONTINUITY, Finding.Kind.RESET, Finding.Kind.LEDGER_MISMATCH);
      return day(driver);
    }
  }

  private static Total day(TotalsDriver driver) {
    return Objects.requireNonNull(
        driver.total(new Scope("hq", "hq", null, null), Period.DAY, "2026-03-08T23:00:00Z"));
  }

  @Test
  void aVoidReadingCountsAsIfNeverSaidWhicheverComesFirst() {
    List<Statement> readings =
        List.of(register(0, 1000), register(10, 1500), register(20, 1020), register(30, 1030));
    Statement wrong = said(Measure.ENERGY, 10, Kind.VOID, 0, 0);
    List<Statement> before = new ArrayList<>(List.of(wrong));
    before.addAll(readings);
    List<Statement> after = new ArrayList<>(readings);
    after.add(wrong);
    List<Statement> without = List.of(readings.get(0), readings.get(2), readings.get(3));
    assertThat(day(before, "before").energy()).isEqualTo(30 * WH);
    assertThat(day(after, "after")).isEqualTo(day(before, "again")).isEqualTo(day(without, "none"));
  }

  @Test
  void whatAVoidReadingHadBookedIsTakenBackFromTheRegisterExactly() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      driver.device("plug", TotalsDriver.at("hq", "pc", null));
      for (int minute = 0; minute <= 50; minute += 10) {
        driver.say(register(minute, 1000 + minute));
        driver.flush();
      }
      driver.say(said(Measure.ENERGY, 50, Kind.VOID, 0, 0));
      driver.flush();
      driver.say(said(Measure.ENERGY, 20, Kind.VOID, 0, 0));
      driver.flush();
      assertThat(day(driver).energy()).isEqualTo(40 * WH);
      Ledger ledger = Objects.requireNonNull(driver.ledger("streams/0"));
      assertThat(ledger.count(LedgerBalance.REGISTERS_CHECKED)).isEqualTo(6);
      assertThat(ledger.count(LedgerBalance.REGISTERS_FAILED)).isZero();
    }
  }

  @Test
  void aManualReadingIsOneOfTheRegister() {
    List<Statement> said =
        List.of(register(0, 1000), said(Measure.ENERGY, 60, Kind.MANUAL, 1700 * WH, 0));
    assertThat(day(said, "manual").energy()).isEqualTo(700 * WH);
  }

  @Test
  void anExchangeBooksWhatWasReadOfBothMetersAndRaisesNoAlert() {
    List<Statement> said =
        List.of(
            register(0, 1000),
            register(10, 1010),
            register(30, 507),
            register(40, 517),
            said(Measure.ENERGY, 20, Kind.EXCHANGE, 1015 * WH, 500 * WH));
    // 10 and 5 of the old meter, 7 and 10 of the new one.
    assertThat(day(said, "exchange").energy()).isEqualTo(32 * WH);
  }

  @Test
  void whatWasRecordedLastOfAnInstantHoldsAlsoThatNothingWasMeant() {
    List<Statement> said =
        List.of(
            said(Measure.ENERGY, 20, Kind.WITHDRAWN, 0, 0, NOW + 1),
            register(0, 1000),
            register(20, 1020),
            said(Measure.ENERGY, 20, Kind.VOID, 0, 0, NOW));
    assertThat(day(said, "withdrawn").energy()).isEqualTo(20 * WH);
  }

  @Test
  void aPageCounterIsCorrectedLikeARegister() {
    List<Statement> said =
        List.of(
            reading(0, null, 100L),
            reading(10, null, 100_000L),
            reading(20, null, 120L),
            said(Measure.PAGES, 10, Kind.VOID, 0, 0),
            said(Measure.PAGES, 30, Kind.EXCHANGE, 125, 3),
            reading(40, null, 10L));
    assertThat(day(said, "pages").pages()).isEqualTo(20 + 5 + 7);
  }

  @Test
  void aCorrectionBeyondTheHorizonIsALetterThatSaysSoAndCountsApart() {
    try (TotalsDriver driver = new TotalsDriver(dir)) {
      driver.say(register(0, 1000));
      driver.say(register(-3 * 24 * 60, 900));
      driver.say(said(Measure.ENERGY, -3 * 24 * 60, Kind.MANUAL, 900 * WH, 0));
      driver.say(said(Measure.ENERGY, 0, Kind.VOID, 0, 0));
      driver.say(said(Measure.ENERGY, 0, Kind.VOID, 0, 0));
      driver.flush();
      assertThat(driver.deadLetters()).isEqualTo(2);
      Ledger ledger = Objects.requireNonNull(driver.ledger("streams/0"));
      assertThat(ledger.counts())
          .containsEntry("readings", 2L)
          .containsEntry("metered", 1L)
          .containsEntry("too-late", 1L)
          .containsEntry(LedgerBalance.CORRECTIONS, 1L)
          .containsEntry(LedgerBalance.CORRECTIONS_REPEATED, 1L)
          .containsEntry(LedgerBalance.CORRECTIONS_TOO_LATE, 1L);
      assertThat(LedgerBalance.of(List.of(ledger), 0).mismatches()).isEmpty();
    }
  }

  @Test
  void inAnyOrderRepetitionAndBatchingTotalsAreThePlainDefinitionOfTheSet() {
    for (long seed = 1; seed <= 6; seed++) {
      Random random = new Random(seed);
      List<Statement> said = new ArrayList<>();
      long wattHours = 5000;
      for (int minute = 0; minute < 600; minute += 5) {
        wattHours = random.nextInt(60) == 0 ? 0 : wattHours + random.nextInt(10);
        said.add(register(minute, random.nextInt(25) == 0 ? 77_777 : wattHours));
        if (random.nextInt(12) == 0) {
          Kind kind = Kind.values()[random.nextInt(4)];
          boolean read = kind == Kind.MANUAL || kind == Kind.EXCHANGE;
          long last = read ? (wattHours + random.nextInt(5)) * WH : 0;
          long first = kind == Kind.EXCHANGE ? wattHours * WH : 0;
          int at = minute - 5 * random.nextInt(3) + random.nextInt(2);
          said.add(said(Measure.ENERGY, at, kind, last, first, NOW + random.nextInt(3)));
        }
      }
      long expected =
          PlainMeter.of(samples(said), MeterProfile.DEFAULT, Meter.DEFAULT_HORIZON)
              .slots()
              .values()
              .stream()
              .mapToLong(SlotEnergy::energy)
              .sum();
      said.addAll(said.subList(0, 20));
      Collections.shuffle(said, random);
      try (TotalsDriver driver = new TotalsDriver(dir.resolve("set-" + seed))) {
        driver.device("plug", TotalsDriver.at("hq", "pc", null));
        for (Statement one : said) {
          driver.say(one);
          if (random.nextInt(20) == 0) {
            driver.pass(Duration.ofSeconds(2));
          }
        }
        driver.flush();
        assertThat(day(driver).energy()).as("seed %d", seed).isEqualTo(expected);
        Ledger ledger = Objects.requireNonNull(driver.ledger("streams/0"));
        assertThat(LedgerBalance.of(List.of(ledger), 0).mismatches()).isEmpty();
      }
    }
  }

  private static List<Sample> samples(List<Statement> said) {
    return Samples.sorted(
        said.stream()
            .map(
                one ->
                    switch (one) {
                      case Reading r -> Sample.of(r, MeterProfile.DEFAULT);
                      case Correction c -> Sample.ofRegister(c.at(), c.amendment());
                    })
            .toList());
  }
}
