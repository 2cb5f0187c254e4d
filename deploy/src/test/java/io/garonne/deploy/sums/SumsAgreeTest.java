package io.garonne.deploy.sums;

import static io.garonne.deploy.sums.Campaigns.LONG_DAY;
import static io.garonne.deploy.sums.Campaigns.MASKED;
import static io.garonne.deploy.sums.Campaigns.MASKED_SITES;
import static io.garonne.deploy.sums.Campaigns.RECENT;
import static io.garonne.deploy.sums.Campaigns.SHORT_DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.garonne.deploy.runtime.Chain;
import io.garonne.deploy.runtime.ChainSettings;
import io.garonne.deploy.sums.Sums.Cell;
import io.garonne.model.calendar.Period;
import io.garonne.model.indicator.Estimate;
import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Indicator;
import io.garonne.model.indicator.Line;
import io.garonne.publish.TotalsQuery.By;
import io.garonne.publish.indicator.PublishedIndicators;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One energy is one number: hours, days, months and the year, sites and the estate, the export,
 * InfluxDB, the page, the API, the indicator and the open data, to the millijoule. All of it on the
 * real chain, from MQTT to what people are shown, over the days on which the clocks change, the
 * ends of months and of a year, with a reading that comes late, a printer that turns out to have
 * moved, a silence that is interpolated, and desks so few that they are masked.
 *
 * <p>The energy is known beforehand ({@link Campaigns#truth}): sums that agreed with each other and
 * were wrong would not pass.
 */
class SumsAgreeTest {
  private static final List<Period> EXPORTED =
      List.of(Period.HOUR, Period.DAY, Period.MONTH, Period.YEAR);

  private static final List<String> FIGURES =
      List.of(
          "energy_millijoules",
          "measured_millijoules",
          "interpolated_millijoules",
          "estimated_millijoules",
          "allocated_millijoules");

  /** Shapes of what is of several devices. */
  private static final Set<By> SUMS = EnumSet.complementOf(EnumSet.of(By.DEVICE));

  /** The name of what leaves only together. */
  private static final String GROUPED = "_grouped";

  private static final String PROVISIONAL_TOO = "--provisional";

  private static final Map<String, Outlets.Export> EXPORTS = new HashMap<>();
  private static Chain chain;
  private static Outlets outlets;

  /** What had been published, and was in InfluxDB, before the correction and the move. */
  private static Sums before;

  @BeforeAll
  static void measureAndCorrect(@TempDir Path directory) throws Exception {
    chain =
        Chain.start(
            ChainSettings.on(directory.resolve("data"))
                .recordedHistory()
                .set("streams.flush-every", "PT1S")
                .set("streams.collect-for", "PT1S")
                .set("streams.live", "false")
                // These hours never become too old to be stored.
                .set("influx.retention.fine", "PT0S"));
    outlets = new Outlets(chain, directory);
    Path tables = directory.resolve("tables");
    Campaigns.write(tables);
    outlets.garonne("inventory", "import", tables.toString());

    // History that is whole, and so is final as soon as it is metered.
    Plugs plugs = new Plugs(chain);
    plugs.tellHistory(Campaigns.said(said -> !Campaigns.isLate(said)));
    long all = Campaigns.truth(Period.MONTH).total();
    eventually(
        () -> assertThat(outlets.export(Period.MONTH, By.ESTATE).energy().total()).isEqualTo(all));
    before = outlets.export(Period.MONTH, By.SITE_CLASS).energy();
    eventually(
        () ->
            agree(
                outlets.influx(Period.MONTH, By.SITE_CLASS),
                shown(before, Period.MONTH, By.SITE_CLASS)));

    plugs.tell(Campaigns.said(Campaigns::isLate));
    outlets.garonne(
        "inventory", "move", "prn-2", "--to", "hall", "--at", Campaigns.MOVED.toString(), "--yes");
    for (By by : By.values()) {
      for (Period period : EXPORTED) {
        if (isThere(period, by)) {
          eventually(() -> agree(known(exportedAnew(period, by)), known(truth(period, by))));
        }
      }
    }
    awaitTheOtherPlaces();
  }

  @AfterAll
  static void stop() {
    chain.close();
  }

  @Test
  void eachHourDayMonthAndYearHasTheEnergyThatWasUsedInItAndInThatPlace() {
    for (By by : By.values()) {
      for (Period period : EXPORTED) {
        if (isThere(period, by)) {
          agree(known(exported(period, by)), known(truth(period, by)));
        }
      }
    }
  }

  @Test
  void hoursAreDaysAreMonthsAreYears() {
    for (By by : By.values()) {
      for (String figure : FIGURES) {
        Sums days = exported(Period.DAY, by, figure);
        Sums months = exported(Period.MONTH, by, figure);
        if (isThere(Period.HOUR, by)) {
          agree(exported(Period.HOUR, by, figure).to(Period.DAY), days);
        }
        agree(days.to(Period.MONTH), months);
        agree(months.to(Period.YEAR), exported(Period.YEAR, by, figure));
      }
    }
  }

  @Test
  void sitesAreClassesAreFamiliesAreEntitiesAreTheEstate() {
    for (String figure : FIGURES) {
      for (Period period : EXPORTED) {
        Sums sitesAndClasses = exported(period, By.SITE_CLASS, figure);
        for (By by : List.of(By.SITE, By.CLASS, By.ENTITY, By.FAMILY, By.ENTITY_FAMILY)) {
          if (isThere(period, by)) {
            agree(sitesAndClasses.by(scope -> as(by, scope)), exported(period, by, figure));
            agree(whole(exported(period, by, figure)), exported(period, By.ESTATE, figure));
          }
        }
      }
    }
  }

  @Test
  void devicesThatAreNobodysOwnAreTheirSiteAndClassAndNoDeskIsAmongThem() {
    for (Period period : EXPORTED) {
      agree(
          exported(period, By.DEVICE),
          exported(period, By.SITE_CLASS)
              .only(cell -> !cell.scope().endsWith("/desktop") && !isGrouped(cell)));
    }
  }

  @Test
  void smallGroupsAreInOneRowOfEveryExportAndInNoOther() {
    for (Period period : EXPORTED) {
      for (By by : SUMS) {
        if (isThere(period, by) && by != By.ESTATE) {
          agree(
              whole(exported(period, by).only(SumsAgreeTest::isGrouped)),
              whole(Campaigns.truth(period).only(SumsAgreeTest::isMasked)));
        }
      }
      assertThat(exported(period, By.SITE_CLASS).scopes())
          .contains(GROUPED + "/" + GROUPED)
          .doesNotContainAnyElementsOf(MASKED);
      // Of the annex its switch is left, and that is what the row says; of the depot nothing.
      assertThat(exported(period, By.SITE).scopes())
          .containsExactly(GROUPED, "annex", "hall", "library");
      assertThat(lacking(period, By.SITE)).containsExactly("annex");
      assertThat(lacking(period, By.CLASS)).containsExactly("desktop");
      assertThat(lacking(period, By.ESTATE)).isEmpty();
    }
  }

  @Test
  void influxHasWhatIsExportedNoMoreAndNoLess() {
    for (By by : SUMS) {
      for (Period period : EXPORTED) {
        if (isThere(period, by)) {
          agree(outlets.influx(period, by), shown(period, by));
        }
      }
    }
  }

  @Test
  void quarterHoursOfInfluxAreTheHours() {
    // No file is made of quarter-hours, and after two years nobody has them.
    for (By by : SUMS) {
      if (isThere(Period.HOUR, by)) {
        agree(outlets.influx(Period.QUARTER_HOUR, by).to(Period.HOUR), shown(Period.HOUR, by));
      }
    }
  }

  @Test
  void theApiSaysWhatIsExported() {
    for (By by : SUMS) {
      agree(outlets.api(Period.DAY, by), remembered(exported(Period.DAY, by)));
      agree(outlets.api(Period.MONTH, by), exported(Period.MONTH, by));
      agree(outlets.api(Period.YEAR, by), exported(Period.YEAR, by));
    }
  }

  @Test
  void thePageShowsWhatIsExportedRoundedToAHundredthOfAKilowattHour() {
    for (By by : List.of(By.SITE, By.ENTITY, By.ESTATE)) {
      for (Period period : List.of(Period.DAY, Period.MONTH, Period.YEAR)) {
        Sums exported = exported(period, by);
        Map<Cell, String> expected = new TreeMap<>();
        (period == Period.DAY ? remembered(exported) : exported)
            .millijoules()
            .forEach((cell, energy) -> expected.put(cell, kilowattHours(energy)));
        assertThat(outlets.page(period, by)).isNotEmpty().isEqualTo(expected);
      }
    }
  }

  @Test
  void theIndicatorMeasuredWhatIsExported() {
    Sums families = shown(Period.MONTH, By.FAMILY);
    for (Sums indicators : List.of(outlets.apiIndicators("month"), outlets.influxIndicators())) {
      agree(ofAll(indicators), exported(Period.MONTH, By.ESTATE));
      agree(
          indicators.only(cell -> families.scopes().contains(cell.scope())).withoutZeros(),
          families);
    }
    agree(lines(), shown(Period.MONTH, By.ENTITY_FAMILY));
    assertThat(outlets.apiIndicators("year-to-date").of("2025-12", Figure.ALL))
        .isEqualTo(exported(Period.YEAR, By.ESTATE).of("2025", ""));
  }

  @Test
  void theOpenDataHaveAllOfItTheSmallGroupsInOneRow() {
    for (String year : exported(Period.YEAR, By.ESTATE).periods()) {
      Predicate<Cell> ofYear = cell -> cell.when().startsWith(year);
      Sums months = shown(Period.MONTH, By.SITE_CLASS).only(ofYear);
      Sums published = outlets.openData(year);
      agree(published, months.by(SumsAgreeTest::place));
      agree(
          whole(published.only(cell -> cell.scope().equals("_regroupes/_regroupes"))),
          whole(months.only(SumsAgreeTest::isMasked)));
      agree(whole(published), exported(Period.MONTH, By.ESTATE).only(ofYear));
    }
  }

  @Test
  void aSundayInMarchHasTwentyThreeHoursAndOneInOctoberTwentyFive() {
    Sums days = exported(Period.DAY, By.ESTATE);
    for (Sums hours :
        List.of(exported(Period.HOUR, By.ESTATE), outlets.influx(Period.HOUR, By.ESTATE))) {
      Sums spring = hours.only(cell -> cell.when().startsWith(SHORT_DAY));
      Sums autumn = hours.only(cell -> cell.when().startsWith(LONG_DAY));
      assertThat(spring.periods())
          .hasSize(23)
          .contains("2025-03-30T01:00+01:00", "2025-03-30T03:00+02:00");
      assertThat(autumn.periods())
          .hasSize(25)
          .contains("2025-10-26T02:00+02:00", "2025-10-26T02:00+01:00");
      agree(spring.to(Period.DAY), days.only(cell -> cell.when().equals(SHORT_DAY)));
      agree(autumn.to(Period.DAY), days.only(cell -> cell.when().equals(LONG_DAY)));
    }
  }

  @Test
  void aSilenceIsInterpolatedInTheHoursThatThereWereAndIsInTheMonth() {
    Sums hours = exported(Period.HOUR, By.SITE_CLASS, "interpolated_millijoules").withoutZeros();
    assertThat(hours.scopes()).containsExactly("hall/server");
    assertThat(hours.periods())
        .containsExactly(
            "2025-03-30T00:00+01:00",
            "2025-03-30T01:00+01:00",
            "2025-03-30T03:00+02:00",
            "2025-03-30T04:00+02:00",
            "2025-03-30T05:00+02:00");
    Sums used =
        Campaigns.truth(Period.HOUR)
            .only(
                cell ->
                    hours.scopes().contains(cell.scope()) && hours.periods().contains(cell.when()));
    agree(
        exported(Period.MONTH, By.SITE_CLASS, "interpolated_millijoules").withoutZeros(),
        used.to(Period.MONTH));
  }

  @Test
  void aReadingThatComesLateCorrectsBothYearsWhereverTheyHadBeenPublished() {
    Sums now = exported(Period.MONTH, By.SITE_CLASS);
    long corrected = now.of("2024-12", "hall/server") - before.of("2024-12", "hall/server");
    assertThat(corrected).isNotZero();
    assertThat(now.of("2025-01", "hall/server"))
        .isEqualTo(before.of("2025-01", "hall/server") - corrected);
    assertThat(revision("2024-12", "hall/server")).isPositive();
    assertThat(revision("2025-03", "hall/server")).isZero();
  }

  @Test
  void aPrinterThatMovedCountsForItsOldPlaceUntilThenAndNowhereTwice() {
    Sums now = exported(Period.MONTH, By.SITE_CLASS);
    long moved = before.of("2025-10", "library/printer") - now.of("2025-10", "library/printer");
    assertThat(moved).isPositive();
    assertThat(now.of("2025-10", "library/printer")).isPositive();
    assertThat(now.of("2025-10", "hall/printer"))
        .isEqualTo(before.of("2025-10", "hall/printer") + moved);
    assertThat(before.of("2025-11", "library/printer")).isPositive();
    assertThat(now.periods()).contains("2025-11");
    assertThat(now.only(cell -> cell.scope().equals("library/printer")).periods())
        .containsExactly("2025-10");
    assertThat(revision("2025-10", "hall/printer")).isPositive();
  }

  @Test
  void ofMonthsThatAreOverAllIsFinalSoThatLeavingProvisionalRowsOutLeavesNothingOut() {
    // Of devices it does: the rows of the printer at its new place are new, and a new row is not
    // final before an hour. So does a year that goes on.
    for (By by : List.of(By.SITE_CLASS, By.ESTATE)) {
      agree(outlets.export(Period.MONTH, by).energy(), exported(Period.MONTH, by));
    }
  }

  /** Equal, and of something. */
  private static void agree(Sums actual, Sums expected) {
    assertThat(expected.millijoules()).isNotEmpty();
    assertThat(actual.millijoules()).containsExactlyInAnyOrderEntriesOf(expected.millijoules());
  }

  /** Whether there is such a thing: entities and families have days, months and years. */
  private static boolean isThere(Period period, By by) {
    return period != Period.HOUR || !Set.of(By.ENTITY, By.FAMILY, By.ENTITY_FAMILY).contains(by);
  }

  private static Sums exported(Period period, By by) {
    return exported(period, by, "energy_millijoules");
  }

  /** Each file once for all its figures: nothing changes any more. */
  private static Sums exported(Period period, By by, String figure) {
    return export(period, by).sums(figure);
  }

  private static Outlets.Export export(Period period, By by) {
    return Objects.requireNonNull(EXPORTS.get(period + " " + by));
  }

  /** Provisional rows too: the other places show them as well, and say so. */
  private static Sums exportedAnew(Period period, By by) {
    Outlets.Export export = outlets.export(period, by, PROVISIONAL_TOO);
    EXPORTS.put(period + " " + by, export);
    return export.energy();
  }

  /** What was used, as far as it is exported: no desk by itself, small groups in one row. */
  private static Sums truth(Period period, By by) {
    Sums truth = Campaigns.truth(period);
    return by == By.DEVICE
        ? truth.only(cell -> !cell.scope().endsWith("/desktop"))
        : truth
            .by(scope -> MASKED.contains(scope) ? GROUPED + "/" + GROUPED : scope)
            .by(scope -> as(by, scope));
  }

  /** The scope of a shape that a row by site and class is part of. */
  private static String as(By by, String siteAndClass) {
    if (!siteAndClass.startsWith(GROUPED)) {
      return Campaigns.as(by, siteAndClass);
    }
    return switch (by) {
      case SITE_CLASS, DEVICE, ENTITY_FAMILY -> siteAndClass;
      case SITE, CLASS, ENTITY, FAMILY -> GROUPED;
      case ESTATE -> "";
    };
  }

  private static boolean isGrouped(Cell cell) {
    return cell.scope().startsWith(GROUPED);
  }

  private static Set<String> lacking(Period period, By by) {
    return export(period, by)
        .only(row -> "true".equals(row.get("without_grouped")))
        .energy()
        .scopes();
  }

  private static Sums shown(Period period, By by) {
    return shown(exported(period, by), period, by);
  }

  /**
   * What InfluxDB has: small groups are in the sums there, and have no hours nor days, nor has a
   * site of which they could be found by subtracting.
   */
  private static Sums shown(Sums exported, Period period, By by) {
    Sums masked =
        Campaigns.truth(period).only(SumsAgreeTest::isMasked).by(scope -> Campaigns.as(by, scope));
    Sums whole = by == By.ESTATE ? exported : exported.only(cell -> !isGrouped(cell)).plus(masked);
    return period.compareTo(Period.DAY) <= 0
        ? whole.only(cell -> !MASKED.contains(cell.scope()) && !MASKED_SITES.contains(cell.scope()))
        : whole;
  }

  /**
   * But for the first hours of a Sunday, five of which were without readings: nobody knows what was
   * used in which of these. What was used in all of them is known, and stands in the day.
   */
  private static Sums known(Sums sums) {
    return sums.only(cell -> !cell.when().startsWith(SHORT_DAY + "T0"));
  }

  /** The estate's. */
  private static Sums whole(Sums sums) {
    return sums.by(all -> "");
  }

  private static boolean isMasked(Cell cell) {
    return MASKED.contains(cell.scope());
  }

  /** The page and the API remember the days of two months. */
  private static Sums remembered(Sums days) {
    return days.only(cell -> cell.when().compareTo(RECENT.from().toString()) >= 0);
  }

  /**
   * Of indicators those of everything. They say 0 where equipment is known to be gone, as that of
   * the library is; an export has no row of what is not there.
   */
  private static Sums ofAll(Sums indicators) {
    return whole(indicators.only(cell -> cell.scope().equals(Figure.ALL))).withoutZeros();
  }

  /** Place and family of the open data: server rooms have no place, and small groups no name. */
  private static String place(String siteAndClass) {
    if (MASKED.contains(siteAndClass)) {
      return "_regroupes/_regroupes";
    }
    String family = Campaigns.as(By.FAMILY, siteAndClass);
    return (family.equals("server-room-it")
            ? "_salles-serveurs"
            : Campaigns.as(By.SITE, siteAndClass))
        + "/"
        + family;
  }

  /** What the lines of the indicator's arithmetic say was measured, by entity and family. */
  private static Sums lines() {
    Sums.Making lines = new Sums.Making();
    for (Line line : PublishedIndicators.read(chain.kafkaBootstrap()).lines()) {
      Estimate.Known known = line.known();
      if (line.indicator() == Indicator.ELECTRICITY && known != null && known.measured() > 0) {
        lines.add(
            new Cell(
                line.cell().month().toString(), line.cell().entity() + "/" + line.cell().family()),
            known.measured());
      }
    }
    return lines.made();
  }

  private static int revision(String month, String siteAndClass) {
    return (int) export(Period.MONTH, By.SITE_CLASS).sums("revision").of(month, siteAndClass);
  }

  /** As English readers are shown it: two decimals, below 1 kWh three; half to even. */
  private static String kilowattHours(long millijoules) {
    int decimals = millijoules < 3_600_000_000L ? 3 : 2;
    NumberFormat format = NumberFormat.getInstance(Locale.ENGLISH);
    format.setMinimumFractionDigits(decimals);
    return format.format(
        BigDecimal.valueOf(millijoules)
            .divide(BigDecimal.valueOf(3_600_000_000L), decimals, RoundingMode.HALF_EVEN));
  }

  /** InfluxDB, the page and the indicators follow the topics; what is exported has settled. */
  private static void awaitTheOtherPlaces() {
    for (By by : SUMS) {
      for (Period period : EXPORTED) {
        if (isThere(period, by)) {
          eventually(() -> agree(outlets.influx(period, by), shown(period, by)));
        }
      }
      eventually(() -> agree(outlets.api(Period.YEAR, by), exported(Period.YEAR, by)));
    }
    Sums months = exported(Period.MONTH, By.ESTATE);
    eventually(() -> agree(ofAll(outlets.influxIndicators()), months));
    eventually(() -> agree(ofAll(outlets.apiIndicators("month")), months));
  }

  private static void eventually(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(assertion);
  }
}
