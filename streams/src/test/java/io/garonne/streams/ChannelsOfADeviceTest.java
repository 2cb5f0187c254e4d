package io.garonne.streams;

import static io.garonne.streams.TotalsDriver.at;
import static io.garonne.streams.TotalsDriver.personal;
import static io.garonne.streams.TotalsDriver.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Assignment;
import io.garonne.model.Part;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.TreePlace;
import io.garonne.model.calendar.Period;
import io.garonne.model.indicator.CellTotal;
import io.garonne.model.metering.MeterProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is expected of a device with several channels, of which the gaps must not be hidden. */
class ChannelsOfADeviceTest {
  private static final Scope HQ = new Scope("hq", "hq", null, null);
  private static final Scope ANNEX = new Scope("annex", "annex", null, null);
  private static final Scope METER = new Scope("hq", "hq", "pc", "main");
  private static final String DAY = "2026-03-08T23:00:00Z";
  private static final String MARCH = "2026-02-28T23:00:00Z";
  private static final long HOUR = 3_600_000;

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
    return Objects.requireNonNull(driver.flush().total(scope, Period.DAY, DAY));
  }

  /** A phase's power over some hours of the day, 60 W, every ten minutes. */
  private void phase(int phase, int fromHour, int toHour) {
    Instant midnight = Instant.parse(DAY);
    for (long minute = fromHour * 60L; minute <= toHour * 60L; minute += 10) {
      driver.power("main", "phase-" + phase, midnight.plusSeconds(minute * 60), 60);
    }
  }

  private static Assignment ofChannel(Assignment a, String channel) {
    return new Assignment(
        a.from(),
        a.to(),
        channel,
        a.site(),
        a.zone(),
        null,
        null,
        true,
        false,
        a.parts(),
        MeterProfile.DEFAULT,
        TreePlace.ALONE);
  }

  private static double known(Total total) {
    CellTotal cell = CellTotal.of(total);
    return (double) cell.knownMillis() / cell.expectedMillis();
  }

  @Test
  void threePhasesUnderOneLineAreExpectedThriceAndTheGapOfOneIsSeen() {
    driver.device("main", at("hq", "pc", null));
    phase(1, 0, 24);
    phase(2, 0, 24);
    phase(3, 0, 12);
    for (Scope scope : new Scope[] {METER, HQ, Scope.ofEntity("hq"), Scope.ESTATE}) {
      Total day = day(scope);
      assertThat(day.expectedMillis()).as("%s", scope).isEqualTo(3 * 24 * HOUR);
      assertThat(day.bookedMillis()).isEqualTo((24 + 24 + 12) * HOUR);
      assertThat(day.expected()).as("one device").isEqualTo(1);
      assertThat(known(day)).isEqualTo(60.0 / 72);
      // Twelve hours at the 95th percentile of a phase's power, within its bucket of an eighth.
      assertThat(day.high() - day.low())
          .isBetween(12 * HOUR / 1000 * 60_000, 12 * HOUR / 1000 * 67_500);
    }
    assertThat(driver.month(HQ, MARCH).expectedMillis()).isEqualTo(3 * (31 * 24 - 1) * HOUR);
  }

  @Test
  void aDeviceWithOneChannelIsExpectedOnce() {
    driver.device("main", at("hq", "pc", null));
    phase(1, 0, 12);
    assertThat(day(HQ).expectedMillis()).isEqualTo(24 * HOUR);
    assertThat(known(day(HQ))).isEqualTo(0.5);
  }

  @Test
  void aChannelWithALineOfItsOwnIsExpectedByThatAndNotTwice() {
    driver.device("main", at("hq", "pc", null));
    phase(1, 0, 24);
    phase(2, 0, 24);
    assertThat(day(HQ).expectedMillis()).isEqualTo(2 * 24 * HOUR);
    driver.device("main", at("hq", "pc", null), ofChannel(at("hq", "pc", null), "phase-2"));
    // Shares are sent again within a minute.
    driver.pass(Duration.ofMinutes(2));
    assertThat(day(HQ).expectedMillis()).isEqualTo(2 * 24 * HOUR);
    driver.device("main", at("hq", "pc", null));
    driver.pass(Duration.ofMinutes(2));
    assertThat(day(HQ).expectedMillis()).isEqualTo(2 * 24 * HOUR);
  }

  @Test
  void aChannelThatBookedNothingInAPeriodIsNotExpectedInIt() {
    driver.device("main", at("hq", "pc", null));
    phase(1, 0, 24);
    phase(2, 0, 6);
    Total sixth = driver.flush().total(METER, Period.HOUR, "2026-03-09T04:00:00Z");
    Total seventh = driver.total(METER, Period.HOUR, "2026-03-09T05:00:00Z");
    assertThat(sixth).matches(t -> t != null && t.expectedMillis() == 2 * HOUR);
    assertThat(seventh).matches(t -> t != null && t.expectedMillis() == HOUR);
  }

  @Test
  void whatIsDescribedLaterMovesOrEndsIsExpectedAsIfItHadBeenSoAlways() {
    String noon = "2026-03-09T11:00:00Z";
    Assignment[] described = {until(at("hq", "pc", null), noon), at("annex", "pc", noon)};
    driver.device("main", described);
    phase(1, 0, 24);
    phase(2, 0, 24);
    phase(3, 0, 24);
    Map<String, Total> first = expectations();
    assertThat(day(HQ).expectedMillis()).isEqualTo(3 * 12 * HOUR);
    assertThat(day(ANNEX).expectedMillis()).isEqualTo(3 * 12 * HOUR);
    assertThat(day(Scope.ESTATE).expectedMillis()).isEqualTo(3 * 24 * HOUR);
    for (Assignment[] before :
        List.of(
            new Assignment[] {at("hq", "pc", null)},
            new Assignment[] {at("annex", "pc", "2026-03-09T06:00:00Z")},
            new Assignment[] {until(at("hq", "pc", null), "2026-03-09T20:00:00Z")})) {
      driver.device("main", before);
      driver.flush();
      driver.device("main", described);
      driver.pass(Duration.ofMinutes(2));
      assertThat(expectations()).as("%s", List.of(before)).isEqualTo(first);
    }
  }

  @Test
  void aDeviceThatBecomesSomebodysOwnIsExpectedAsOften() {
    Assignment always = at("hq", "pc", null);
    driver.device("main", always);
    phase(1, 0, 24);
    phase(2, 0, 24);
    assertThat(day(HQ).expectedMillis()).isEqualTo(2 * 24 * HOUR);
    driver.device("main", personal(until(always, "2026-03-09T11:00:00Z")));
    driver.pass(Duration.ofMinutes(2));
    assertThat(day(HQ).expectedMillis()).isEqualTo(2 * 12 * HOUR);
    driver.device("main", always);
    driver.pass(Duration.ofMinutes(2));
    assertThat(day(HQ).expectedMillis()).isEqualTo(2 * 24 * HOUR);
  }

  private Map<String, Total> expectations() {
    Map<String, Total> totals = driver.flush().totals();
    // What has moved away is published again as nothing, in whichever period.
    totals.values().removeIf(t -> t.devices() == 0);
    return totals;
  }

  @Test
  void severalPartsOfOneDeviceAreExpectedOnceInWhatHoldsThemAll() {
    Assignment one = at("hq", "pc", null);
    driver.device(
        "main",
        new Assignment(
            one.from(),
            one.to(),
            null,
            "hq",
            one.zone(),
            null,
            null,
            true,
            false,
            List.of(
                new Part("a", "hq", "pc", "workstations", 1),
                new Part("b", "library", "pc", "workstations", 1)),
            MeterProfile.DEFAULT,
            TreePlace.ALONE));
    phase(1, 0, 24);
    phase(2, 0, 24);
    assertThat(day(Scope.ESTATE).expectedMillis()).isEqualTo(2 * 24 * HOUR);
    assertThat(day(Scope.ofEntity("hq")).expectedMillis()).isEqualTo(2 * 24 * HOUR);
    assertThat(day(Scope.ofEntity("library")).expectedMillis()).isEqualTo(2 * 24 * HOUR);
  }

  @Test
  void aDeviceThatNobodyDescribedIsExpectedByItselfOnly() {
    phase(1, 0, 24);
    phase(2, 0, 24);
    @Nullable Total itself =
        driver.flush().totals().values().stream()
            .filter(t -> t.period() == Period.DAY && "main".equals(t.scope().device()))
            .findFirst()
            .orElse(null);
    assertThat(itself).matches(t -> t != null && t.expectedMillis() == 2 * 24 * HOUR);
    assertThat(day(Scope.ESTATE).expectedMillis()).isZero();
  }
}
