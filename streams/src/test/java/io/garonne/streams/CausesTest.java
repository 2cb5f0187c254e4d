package io.garonne.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Causes;
import io.garonne.model.Causes.Cause;
import io.garonne.model.Correction;
import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.Amendment;
import io.garonne.model.metering.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every publication of a total says why, from the device up to the estate. */
class CausesTest {
  private static final String DAY = "2026-03-08T23:00:00Z";
  private static final Scope SITE = new Scope("hq", "hq", null, null);

  @TempDir Path dir;
  private TotalsDriver driver;

  @BeforeEach
  void aPlugThatHasSpoken() {
    driver = new TotalsDriver(dir);
    driver.device("plug", TotalsDriver.at("hq", "pc", null));
    for (int minute = 10; minute < 60; minute += 10) {
      energy(minute, 1000 + minute);
    }
    driver.flush();
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private void energy(int minute, double wattHours) {
    driver.energy("plug", "2026-03-09T08:%02d:00Z".formatted(minute), wattHours);
  }

  private Set<Cause> ofSite() {
    return driver.causes(SITE, Period.DAY, DAY).all();
  }

  private Set<Cause> ofEstate() {
    return driver.causes(Scope.ESTATE, Period.YEAR, "2025-12-31T23:00:00Z").all();
  }

  private Correction correction(int minute, long recordedAt) {
    return new Correction(
        "plug",
        "0",
        Correction.Measure.ENERGY,
        Instant.parse("2026-03-09T08:%02d:00Z".formatted(minute)).toEpochMilli(),
        new Amendment(recordedAt, Amendment.Kind.VOID, 0, 0, Sample.NONE),
        "Ada",
        "not ours");
  }

  @Test
  void newerReadingsAreProgress() {
    assertThat(ofSite()).containsExactly(Cause.PROGRESS);
    assertThat(ofEstate()).containsExactly(Cause.PROGRESS);
  }

  @Test
  void anOlderReadingIsLateAndWhatElseCameWithItIsSaidToo() {
    energy(5, 1001);
    driver.flush();
    assertThat(ofSite()).containsExactly(Cause.LATE_READING);
    energy(3, 998);
    energy(59, 1060);
    driver.flush();
    assertThat(ofEstate()).containsExactly(Cause.PROGRESS, Cause.LATE_READING);
  }

  @Test
  void aCorrectionIsOneAndSaysWhichWasTheNewest() {
    long now = Instant.parse("2026-03-09T12:00:00Z").toEpochMilli();
    driver.say(correction(50, now));
    driver.say(correction(30, now + 5));
    driver.say(correction(40, now + 1));
    driver.flush();
    Causes causes = driver.causes(Scope.ESTATE, Period.DAY, DAY);
    assertThat(causes.all()).containsExactly(Cause.CORRECTION);
    assertThat(causes.correction()).isEqualTo(now + 5);
    energy(59, 1060);
    driver.flush();
    assertThat(driver.causes(Scope.ESTATE, Period.DAY, DAY)).isEqualTo(Causes.of(Cause.PROGRESS));
  }

  @Test
  void anotherDescriptionIsTheInventory() {
    driver.device("plug", TotalsDriver.at("depot", "pc", null));
    driver.flush();
    assertThat(ofSite()).containsExactly(Cause.INVENTORY);
    assertThat(driver.causes(new Scope("depot", "depot", null, null), Period.DAY, DAY).all())
        .containsExactly(Cause.INVENTORY);
  }

  @Test
  void whatANewerReadingShowsToBeFalseIsTakenBackAsAGlitch() {
    // Another register for a while, confirmed by a second reading, then the old one goes on.
    driver.energy("plug", "2026-03-09T08:55:00Z", 70_000);
    driver.energy("plug", "2026-03-09T09:01:00Z", 70_010);
    driver.flush();
    assertThat(ofSite()).containsExactly(Cause.PROGRESS);
    driver.energy("plug", "2026-03-09T09:06:00Z", 1080);
    driver.flush();
    assertThat(ofSite()).containsExactly(Cause.PROGRESS, Cause.GLITCH);
  }

  @Test
  void whatBecomesFinalSaysSo() {
    driver.settled = true;
    driver.pass(Duration.ofDays(6)).flush();
    assertThat(ofSite()).containsExactly(Cause.FINAL);
  }

  @Test
  void throughATreeOfMetersCausesComeUpAsWell() {
    TreeOfMetersTest.pdu(driver);
    for (int minute = 0; minute < 60; minute += 20) {
      tree("inlet", minute, 100 + minute);
      tree("1", minute, 50 + minute / 2.0);
    }
    driver.flush();
    assertThat(ofServers()).containsExactly(Cause.PROGRESS);
    tree("1", 10, 59);
    driver.flush();
    assertThat(ofServers()).containsExactly(Cause.LATE_READING);
  }

  private void tree(String channel, int minute, double wattHours) {
    driver.energy("pdu", channel, TreeOfMetersTest.START.plusSeconds(minute * 60L), wattHours);
  }

  private Set<Cause> ofServers() {
    return driver.causes(TreeOfMetersTest.SERVERS, Period.DAY, "2026-02-28T23:00:00Z").all();
  }
}
