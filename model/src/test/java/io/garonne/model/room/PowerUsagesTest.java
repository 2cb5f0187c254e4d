package io.garonne.model.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.advice.Advice;
import io.garonne.model.advice.GeneratorMonth;
import io.garonne.model.advice.PowerUsage;
import io.garonne.model.calendar.Period;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PowerUsagesTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final YearMonth FIRST = YearMonth.of(2025, 1);
  private static final YearMonth LAST = YearMonth.of(2025, 12);
  private static final Instant NOW = Instant.parse("2026-01-15T00:00:00Z");
  private static final long KWH = 3_600_000_000L;
  private static final String HEAD =
      "device,channel,parent,role,rated_power_w,accuracy_percent,site,room,equipment_class\n";
  private static final String ROOM =
      HEAD
          + """
          main,,,dc-total,20000,0,hq,cellar,
          pdu-a,,main,it-pdu,7360,0,hq,cellar,server
          pdu-b,,main,it-pdu,7360,0,hq,cellar,server
          chiller,,main,cooling,5000,0,hq,cellar,cooling
          """;

  private static Estate estate(String points, String... fuels) {
    List<EstateLine> lines =
        new ArrayList<>(EstateLine.read(EstateTable.POINTS, points, "points.csv").lines());
    if (fuels.length > 0) {
      lines.addAll(EstateLine.read(EstateTable.FUELS, fuels[0], "fuels.csv").lines());
    }
    Estate.Result result = Estate.of(lines, PARIS);
    assertThat(result.problems()).isEmpty();
    return result.estate();
  }

  private static Total total(
      String device, String ofClass, YearMonth month, long energy, double known, boolean isFinal) {
    long start = month.atDay(1).atStartOfDay(PARIS).toInstant().toEpochMilli();
    long end = month.plusMonths(1).atDay(1).atStartOfDay(PARIS).toInstant().toEpochMilli();
    long booked = Math.round((end - start) * known);
    return new Total(
        new Scope("hq", "hq", ofClass, device),
        Period.MONTH,
        start,
        end,
        PARIS,
        energy,
        0,
        0,
        booked,
        0,
        end - start,
        1,
        1,
        energy,
        0,
        isFinal ? Total.Status.FINAL : Total.Status.PROVISIONAL,
        Total.METHOD);
  }

  /** A year of 1,500, 600, 400 and 300 kWh a month, all of it known and final. */
  private static List<Total> year() {
    List<Total> all = new ArrayList<>();
    for (YearMonth m = FIRST; !m.isAfter(LAST); m = m.plusMonths(1)) {
      all.add(total("main", "unmetered", m, 1500 * KWH, 1, true));
      all.add(total("pdu-a", "server", m, 600 * KWH, 1, true));
      all.add(total("pdu-b", "server", m, 400 * KWH, 1, true));
      all.add(total("chiller", "cooling", m, 300 * KWH, 1, true));
    }
    return all;
  }

  private static List<PowerUsage> usages(List<Advice> all) {
    return all.stream()
        .filter(PowerUsage.class::isInstance)
        .map(PowerUsage.class::cast)
        .filter(usage -> !usage.first().equals(usage.last()))
        .toList();
  }

  private static PowerUsage newest(Estate estate, List<Total> totals) {
    List<PowerUsage> all = usages(PowerUsages.of(estate, totals, NOW));
    return all.get(0);
  }

  private static PowerUsage.Value value(PowerUsage usage) {
    return Objects.requireNonNull(usage.value());
  }

  @Test
  void twelveFullMonthsArePueWithBothEnergiesBesideIt() {
    PowerUsage usage = newest(estate(ROOM), year());
    assertThat(usage.name()).isEqualTo(PowerUsage.Name.PUE);
    assertThat(usage.key()).isEqualTo("pue|hq|cellar|2025-01|2025-12");
    PowerUsage.Value value = value(usage);
    // 12 × 1,500 ÷ (12 × 1,000) = 1.5
    assertThat(value.dc()).isEqualTo(18_000 * KWH);
    assertThat(value.it()).isEqualTo(12_000 * KWH);
    assertThat(value.ratio()).isEqualTo(1.5);
    assertThat(value.low()).isEqualTo(1.5);
    assertThat(value.high()).isEqualTo(1.5);
    assertThat(value.category()).isEqualTo(2);
    assertThat(value.parts()).containsExactly("dc-total", "it-pdu", "cooling");
    assertThat(value.absent()).containsExactly("power-delivery", "lighting-other");
  }

  @Test
  void elevenMonthsAreNeverCalledPue() {
    List<Total> eleven =
        year().stream()
            .filter(
                t ->
                    t.start() > FIRST.atEndOfMonth().atStartOfDay(PARIS).toInstant().toEpochMilli())
            .toList();
    PowerUsage usage = newest(estate(ROOM), eleven);
    assertThat(usage.first()).isEqualTo(FIRST.plusMonths(1));
    assertThat(usage.name()).isEqualTo(PowerUsage.Name.INTERIM_RATIO);
    assertThat(value(usage).ratio()).isEqualTo(1.5);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new PowerUsage(
                    "hq",
                    "cellar",
                    usage.first(),
                    usage.last(),
                    PowerUsage.Name.PUE,
                    usage.value(),
                    null));
  }

  @Test
  void aMonthThatIsNotFinalOrNotKnownWellEnoughMakesItInterim() {
    List<Total> provisional = year();
    provisional.set(4, total("main", "unmetered", FIRST.plusMonths(1), 1500 * KWH, 1, false));
    assertThat(newest(estate(ROOM), provisional).name()).isEqualTo(PowerUsage.Name.INTERIM_RATIO);
    List<Total> gaps = year();
    gaps.set(4, total("main", "unmetered", FIRST.plusMonths(1), 1450 * KWH, 0.98, true));
    assertThat(newest(estate(ROOM), gaps).name()).isEqualTo(PowerUsage.Name.INTERIM_RATIO);
    assertThat(value(newest(estate(ROOM), gaps)).fullMonths()).isEqualTo(11);
  }

  @Test
  void aSingleMonthIsAnInterimRatioAndTheRunningMonthIsNone() {
    List<Total> all = year();
    all.add(total("main", "unmetered", LAST.plusMonths(1), 1, 1, true));
    List<Advice> advice = PowerUsages.of(estate(ROOM), all, NOW);
    assertThat(advice)
        .extracting(Advice::key)
        .contains("pue|hq|cellar|2025-12|2025-12")
        .doesNotContain("pue|hq|cellar|2026-01|2026-01");
    assertThat(advice)
        .filteredOn(one -> one.key().equals("pue|hq|cellar|2025-12|2025-12"))
        .singleElement()
        .extracting(one -> ((PowerUsage) one).name())
        .isEqualTo(PowerUsage.Name.INTERIM_RATIO);
  }

  @Test
  void theIntervalContainsTheTruthWhenAMeterOfItEquipmentIsMissing() {
    // pdu-b said nothing in a quarter of one month and nothing at all in another.
    List<Total> all = year();
    all.set(2, total("pdu-b", "server", FIRST, 300 * KWH, 0.75, true));
    all.remove(6);
    PowerUsage usage = newest(estate(ROOM), all);
    PowerUsage.Value value = value(usage);
    assertThat(usage.name()).isEqualTo(PowerUsage.Name.INTERIM_RATIO);
    assertThat(value.ratio()).isNull();
    assertThat(value.low()).isLessThan(1.5);
    assertThat(value.high()).isGreaterThan(1.5);
    // 18,000 ÷ (12,000 − 100 − 400) kWh at most
    assertThat(value.high()).isCloseTo(18_000 / 11_500.0, within(1e-9));
    // In February there is no more IT energy than energy: 1,500 kWh, though 7.36 kW could be more.
    // In January 600 + 300 + 0.25 × 744 h × 7.36 kW = 2,268.96 kWh, so 1,500 as well.
    assertThat(value.low()).isCloseTo(18_000 / 13_000.0, within(1e-9));
  }

  @Test
  void whateverIsMissingTheIntervalContainsTheTruthAndNoOrderMatters() {
    Random random = new Random(42);
    Estate estate = estate(ROOM.replace(",0,hq", ",2,hq"));
    int compared = 0;
    for (int i = 0; i < 300; i++) {
      List<Total> said = new ArrayList<>();
      double dc = 0;
      double it = 0;
      for (YearMonth m = FIRST; !m.isAfter(LAST); m = m.plusMonths(1)) {
        // Within the ratings: 7.36 kW are 4,945 kWh in February.
        double a = random.nextDouble() * 4000;
        double b = random.nextDouble() * 4000;
        double rest = random.nextDouble() * 3000;
        it += a + b;
        dc += a + b + rest;
        add(said, random, "main", "unmetered", m, a + b + rest);
        add(said, random, "pdu-a", "server", m, a);
        add(said, random, "pdu-b", "server", m, b);
      }
      Collections.shuffle(said, random);
      PowerUsage usage = newest(estate, said);
      if (usage.value() != null && usage.first().equals(FIRST)) {
        compared++;
        double truth = dc / it;
        assertThat(usage.value().low()).isLessThanOrEqualTo(truth);
        assertThat(usage.value().high()).isGreaterThanOrEqualTo(truth);
      }
      Collections.shuffle(said, random);
      assertThat(newest(estate, said)).isEqualTo(usage);
    }
    assertThat(compared).isGreaterThan(200);
  }

  /** A meter that is up to 1.9 % wrong, and silent now and then. */
  private static void add(
      List<Total> said, Random random, String device, String of, YearMonth month, double kwh) {
    double known = random.nextInt(4) == 0 ? random.nextDouble() : 1;
    double wrong = 1 + (random.nextDouble() - 0.5) * 0.038;
    if (random.nextInt(10) > 0) {
      said.add(total(device, of, month, Math.round(kwh * known * wrong * KWH), known, true));
    }
  }

  @Test
  void aPhaseOfAMeterThatDiesIsMissingThoughTheOthersFillTheMonth() {
    List<Total> all = year();
    for (int m = 0; m < 12; m++) {
      // Three channels; in the last month one of them is dead.
      all.set(
          4 * m, total("main", "unmetered", FIRST.plusMonths(m), 1500 * KWH, m < 11 ? 3 : 2, true));
    }
    PowerUsage usage = newest(estate(ROOM), all);
    assertThat(usage.name()).isEqualTo(PowerUsage.Name.INTERIM_RATIO);
    assertThat(value(usage).fullMonths()).isEqualTo(11);
    assertThat(value(usage).high()).isGreaterThan(1.5);
  }

  @Test
  void aRoomInAnOfficeBuildingHasAPartialPueOfTheDeclaredParts() {
    Estate estate =
        estate(ROOM.replace("main,,,dc-total,20000,0,hq,cellar,\n", "").replace(",main,", ",,"));
    PowerUsage usage = newest(estate, year());
    assertThat(usage.name()).isEqualTo(PowerUsage.Name.PARTIAL_PUE);
    // (600 + 400 + 300) ÷ 1,000
    assertThat(value(usage).ratio()).isEqualTo(1.3);
    assertThat(value(usage).parts()).containsExactly("it-pdu", "cooling");
  }

  @Test
  void withoutTotalAndPartsOrWithoutItMetersNothingIsComputedAndItSaysWhy() {
    String it = HEAD + "pdu-a,,,it-pdu,,,hq,cellar,server\n";
    assertThat(newest(estate(it), year()).why()).isEqualTo(PowerUsage.Why.NO_TOTAL_AND_NO_PARTS);
    String total = HEAD + "main,,,dc-total,,,hq,,\n";
    assertThat(newest(estate(total), year()).why()).isEqualTo(PowerUsage.Why.NO_IT_METER);
    assertThat(newest(estate(ROOM), year().subList(3, 4)).why())
        .isEqualTo(PowerUsage.Why.NOTHING_MEASURED);
  }

  @Test
  void theCategoryIsThatOfTheHighestItMeterOfEachBranch() {
    String points =
        HEAD
            + """
            main,,,dc-total,20000,0,hq,cellar,
            ups,,main,it-ups,20000,0,hq,cellar,
            pdu-a,,ups,it-pdu,7360,0,hq,cellar,server
            pdu-b,,ups,it-pdu,7360,0,hq,cellar,server
            """;
    List<Total> all = year();
    for (YearMonth m = FIRST; !m.isAfter(LAST); m = m.plusMonths(1)) {
      all.add(total("ups", "unmetered", m, 1200 * KWH, 1, true));
    }
    PowerUsage.Value value = value(newest(estate(points), all));
    assertThat(value.category()).isEqualTo(1);
    assertThat(value.ratio()).isEqualTo(1.25);
  }

  @Test
  void officesBelowTheTotalMeterAreOutsideOfTheBoundary() {
    String points = ROOM + "office,,main,office,5000,0,hq,,printer\n";
    List<Total> all = year();
    for (YearMonth m = FIRST; !m.isAfter(LAST); m = m.plusMonths(1)) {
      all.add(total("office", "printer", m, 100 * KWH, 1, true));
    }
    // The office is in no room, so the whole site is the data centre's building.
    PowerUsage usage = newest(estate(points.replace("hq,cellar", "hq,")), all);
    assertThat(usage.room()).isNull();
    assertThat(value(usage).ratio()).isEqualTo(1.4);
  }

  @Test
  void whatAGeneratorGivesComesInAndItsFuelStandsApart() {
    String points = ROOM + "genset,,,generator,20000,0,hq,cellar,pdu\n";
    List<Total> all = year();
    for (YearMonth m = FIRST; !m.isAfter(LAST); m = m.plusMonths(1)) {
      all.add(total("genset", "pdu", m, 50 * KWH, 1, true));
    }
    String fuels = "month,site,room,fuel,quantity,source\n2025-03,hq,cellar,diesel,200,invoice\n";
    Estate estate = estate(points, fuels);
    PowerUsage.Value value = value(newest(estate, all));
    assertThat(value.ratio()).isEqualTo(1.55);
    assertThat(value.generator()).isEqualTo(600 * KWH);
    // 200 l × 9.9 kWh/l
    assertThat(value.fuel()).isEqualTo(1980 * KWH);
    assertThat(PowerUsages.of(estate, all, NOW))
        .filteredOn(one -> one.key().equals("generator|hq|cellar|2025-03"))
        .singleElement()
        .satisfies(
            one -> {
              GeneratorMonth march = (GeneratorMonth) one;
              assertThat(march.energy()).isEqualTo(50 * KWH);
              assertThat(march.fuels()).singleElement().matches(f -> f.unit().equals("l"));
            });
  }

  @Test
  void fuelComesInWhereNoGeneratorHasAMeter() {
    String fuels = "month,site,room,fuel,quantity,source\n2025-03,hq,cellar,diesel,100,invoice\n";
    PowerUsage.Value value = value(newest(estate(ROOM, fuels), year()));
    assertThat(value.dc()).isEqualTo(18_990 * KWH);
    assertThat(value.ratio()).isEqualTo(18_990 / 12_000.0);
  }

  @Test
  void channelsThatCountForTheSameWithOtherRolesCannotBeToldApart() {
    String points =
        HEAD
            + """
            board,1,,it,,,hq,cellar,server
            board,2,,cooling,,,hq,cellar,server
            """;
    assertThat(newest(estate(points), year()).why()).isEqualTo(PowerUsage.Why.NOT_SEPARATE);
    Estate apart =
        estate(points.replace("2,,cooling,,,hq,cellar,server", "2,,cooling,,,hq,cellar,cooling"));
    List<Total> all = new ArrayList<>();
    for (YearMonth m = FIRST; !m.isAfter(LAST); m = m.plusMonths(1)) {
      all.add(total("board", "server", m, 100 * KWH, 1, true));
      all.add(total("board", "cooling", m, 40 * KWH, 1, true));
    }
    assertThat(value(newest(apart, all)).ratio()).isEqualTo(1.4);
    assertThat(value(newest(apart, all)).category()).isEqualTo(3);
  }
}
