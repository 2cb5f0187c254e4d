package io.garonne.streams;

import static io.garonne.streams.TotalsDriver.at;
import static io.garonne.streams.TotalsDriver.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Assignment;
import io.garonne.model.Finding;
import io.garonne.model.PageKinds;
import io.garonne.model.Part;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.TreePlace;
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

/** Colour, mono and sheets of paper through the whole topology. */
class PageKindsTest {
  private static final Scope HQ = new Scope("hq", "hq", null, null);
  private static final Scope ANNEX = new Scope("annex", "annex", null, null);
  private static final String DAY = "2026-03-08T23:00:00Z";

  @TempDir Path state;
  private TotalsDriver driver;

  @BeforeEach
  void start() {
    driver = new TotalsDriver(state);
    driver.device("prn", at("hq", "printer", null));
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private Total day(Scope scope) {
    return Objects.requireNonNull(driver.flush().total(scope, Period.DAY, DAY));
  }

  /** A reading at 10:00 and every five minutes from then on. */
  private void read(String channel, long... pages) {
    for (int i = 0; i < pages.length; i++) {
      driver.pages("prn", channel, "2026-03-09T10:%02d:00Z".formatted(5 * i), pages[i]);
    }
  }

  static Assignment withRate(Assignment a, long rate) {
    return new Assignment(
        a.from(),
        a.to(),
        a.channel(),
        a.site(),
        a.zone(),
        null,
        null,
        true,
        false,
        a.parts(),
        MeterProfile.DEFAULT.withSheetRate(rate),
        TreePlace.ALONE);
  }

  @Test
  void monoAndColourAddUpAndTheirPrinterIsCountedOnce() {
    read("mono", 500, 510, 520);
    read("colour", 200, 201, 202);
    Total day = day(HQ);
    assertThat(day.pages()).isEqualTo(22);
    assertThat(day.pageKinds()).isEqualTo(new PageKinds(2, 22, 0));
    assertThat(day.pageCounters()).isEqualTo(1);
    assertThat(day.pagesBookedMillis()).as("the printer's time").isEqualTo(10 * 60_000);
  }

  @Test
  void besideACounterOfAllColourIsAPartOfItWhicheverCameFirst() {
    read("colour", 200, 203, 206);
    assertThat(day(HQ).pages()).as("all there is until then").isEqualTo(6);
    read("0", 1000, 1010, 1020);
    Total day = day(HQ);
    assertThat(day.pages()).isEqualTo(20);
    assertThat(day.pageKinds()).isEqualTo(new PageKinds(6, 20, 0));
    assertThat(day.pagesBookedMillis()).isEqualTo(10 * 60_000);
    for (Period period : Period.values()) {
      assertThat(
              driver.totals().values().stream()
                  .filter(t -> t.period() == period && t.scope().equals(HQ))
                  .map(Total::pageKinds)
                  .reduce(PageKinds.NONE, PageKinds::plus))
          .as("%s", period)
          .isEqualTo(new PageKinds(6, 20, 0));
    }
  }

  @Test
  void aPrinterThatDoesNotTellIsNotKnownBesideOneThatDoes() {
    read("mono", 500, 510);
    read("colour", 200, 205);
    driver.device("old", at("hq", "printer", null));
    driver.pages("old", "2026-03-09T10:00:00Z", 70);
    driver.pages("old", "2026-03-09T10:05:00Z", 100);
    assertThat(day(HQ).pages()).isEqualTo(45);
    assertThat(day(HQ).pageKinds()).isEqualTo(new PageKinds(5, 15, 0));
  }

  @Test
  void sheetsAreNothingUntilARateIsDeclaredAndThenEstimatedBesideInNoSum() {
    read("sheets", 300, 305, 313);
    assertThat(driver.flush().total(HQ, Period.DAY, DAY))
        .as("no rate, no figure")
        .matches(t -> t == null || !t.isMetered());
    driver.device("prn", withRate(at("hq", "printer", null), 135));
    Total day = day(HQ);
    assertThat(day.pageKinds()).isEqualTo(new PageKinds(0, 0, 13 * 135));
    assertThat(day.pages()).isZero();
    assertThat(day.hasPages()).isFalse();
    assertThat(day.isMetered()).isTrue();
    driver.device("prn", at("hq", "printer", null));
    assertThat(day(HQ).pageKinds()).as("the declaration is gone").isEqualTo(PageKinds.NONE);
  }

  @Test
  void aRateHoldsFromItsDateOn() {
    String from = "2026-03-09T10:15:00Z";
    driver.device(
        "prn",
        until(withRate(at("hq", "printer", null), 100), from),
        withRate(at("hq", "printer", from), 200));
    read("sheets", 300, 310, 320, 330, 340);
    assertThat(day(HQ).pageKinds().estimated()).isEqualTo(30 * 100 + 10 * 200);
  }

  @Test
  void whereThePrinterCountsImpressionsItsSheetsAreNotUsed() {
    driver.device("prn", withRate(at("hq", "printer", null), 135));
    read("sheets", 300, 305, 310);
    assertThat(day(HQ).pageKinds().estimated()).isEqualTo(10 * 135);
    read("0", 1000, 1007, 1014);
    assertThat(day(HQ).pages()).isEqualTo(14);
    assertThat(day(HQ).pageKinds()).isEqualTo(PageKinds.NONE);
    assertThat(driver.alerts()).isEmpty();
    driver.pages("prn", "sheets", "2026-03-09T10:12:00Z", 311);
    assertThat(driver.flush().alerts())
        .extracting(Finding::kind)
        .as("and somebody is told")
        .containsExactly(Finding.Kind.DUPLEX_RATE_UNUSED);
  }

  @Test
  void aPrinterThatMovesTakesItsColourAndItsSheetsWithIt() {
    read("0", 1000, 1010, 1020, 1030, 1040);
    read("colour", 200, 201, 202, 203, 204);
    assertThat(day(HQ).pageKinds()).isEqualTo(new PageKinds(4, 40, 0));
    String moved = "2026-03-09T10:15:00Z";
    driver.device("prn", until(at("hq", "printer", null), moved), at("annex", "printer", moved));
    assertThat(day(HQ).pageKinds()).isEqualTo(new PageKinds(3, 30, 0));
    assertThat(day(ANNEX).pageKinds()).isEqualTo(new PageKinds(1, 10, 0));
    assertThat(day(ANNEX).pages()).isEqualTo(10);
    driver.device("prn", at("annex", "printer", null));
    assertThat(day(HQ).pageKinds()).isEqualTo(PageKinds.NONE);
    assertThat(day(HQ).pages()).isZero();
    assertThat(day(ANNEX).pageKinds()).isEqualTo(new PageKinds(4, 40, 0));
  }

  @Test
  void severalPartsShareColourAndEstimatesByTheirWeights() {
    Assignment one = at("hq", "printer", null);
    List<Part> parts =
        List.of(
            new Part("a", "hq", "printer", "printing", 1),
            new Part("b", "library", "printer", "printing", 2));
    driver.device(
        "prn",
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
            parts,
            MeterProfile.DEFAULT.withSheetRate(150),
            TreePlace.ALONE));
    read("mono", 500, 515, 530);
    read("colour", 200, 206, 212);
    driver.pages("prn", "sheets", "2026-03-09T11:00:00Z", 100);
    driver.pages("prn", "sheets", "2026-03-09T11:05:00Z", 109);
    assertThat(day(Scope.ESTATE).pageKinds()).isEqualTo(new PageKinds(12, 42, 9 * 150));
    assertThat(day(Scope.ofEntity("library")).pageKinds()).isEqualTo(new PageKinds(8, 28, 6 * 150));
    assertThat(day(Scope.ofEntity("hq")).pageKinds()).isEqualTo(new PageKinds(4, 14, 3 * 150));
  }

  @Test
  void whatIsForgottenOfOneCounterIsForgottenOfTheOthersWithIt() {
    read("0", 1000, 1010, 1020);
    read("colour", 200, 201, 202);
    driver.flush();
    // The counter of all goes on for weeks; that of colour is not read any more.
    driver.pages("prn", "2026-04-30T10:00:00Z", 1020);
    driver.flush();
    driver.pass(Duration.ofDays(60)).flush();
    driver.device("prn", at("annex", "printer", null));
    Total march = driver.flush().month(HQ, "2026-02-28T23:00:00Z");
    assertThat(march.pageKinds()).as("stays where it is").isEqualTo(new PageKinds(2, 20, 0));
    assertThat(march.pages()).isEqualTo(20);
  }
}
