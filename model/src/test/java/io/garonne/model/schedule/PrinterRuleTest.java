package io.garonne.model.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Scope;
import io.garonne.model.advice.Advice;
import io.garonne.model.advice.Candidate;
import io.garonne.model.advice.Kept;
import io.garonne.model.advice.PrinterAdvice;
import io.garonne.model.advice.PrinterAdvice.Measure;
import io.garonne.model.advice.PrinterAdvice.Proposal;
import io.garonne.model.advice.Reason;
import io.garonne.model.advice.SiteSchedule;
import io.garonne.model.advice.Timetable;
import io.garonne.model.advice.Timetable.Span;
import io.garonne.model.calendar.SiteCalendar.DayKind;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.load.DayCurve;
import io.garonne.model.load.LoadHistory;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PrinterRuleTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /** A Monday; twelve weeks without a public holiday end in March. */
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);

  private final List<EstateLine> lines = new ArrayList<>();

  PrinterRuleTest() {
    line(EstateTable.SITES, Map.of("site", "hall"));
  }

  @Test
  void aPrinterThatNeverSleepsIsToBeOffWhenNobodyUsesIt() {
    line(
        EstateTable.TARIFFS,
        Map.of("site", "*", "from", "2026-01-01", "price_per_kwh", "0.2", "source", "contract"));
    PrinterAdvice advice = only(12, "plug", q -> 40_000 + (isOffice(q) && q % 4 == 0 ? 60_000 : 0));
    assertThat(advice.states().neverSleeps()).isTrue();
    assertThat(advice.states().awake()).isBetween(38_000L, 42_000L);
    assertThat(advice.usePages()).isTrue();
    assertThat(advice.timetable().on(DayKind.OPEN, false)).containsExactly(new Span(32, 69));
    assertThat(advice.timetable().on(DayKind.CLOSED, true)).isEmpty();
    // No holiday has been seen: nothing is proposed for them.
    assertThat(advice.timetable().on(DayKind.HOLIDAY, false)).containsExactly(Span.DAY);
    Proposal proposal = proposal(advice, Measure.TIMETABLE);
    assertThat(proposal.why()).isNull();
    double kwh = Objects.requireNonNull(proposal.saving()).mid() / 3.6e9;
    // 251 days to work in 2026 from April on, of 14.75 h off, and 104 of 24 h, at 39.7 W.
    assertThat(kwh).isBetween(235.0, 250.0);
    assertThat(advice.worth().cost(3_600_000_000L)).isEqualByComparingTo(new BigDecimal("0.2"));
    assertThat(advice.worth().kilograms(1)).isNull();
    assertThat(proposal(advice, Measure.SLEEP_TIMER).why()).isEqualTo(Reason.NO_SLEEP_SEEN);
  }

  @Test
  void threeWeeksAreTooFew() {
    PrinterAdvice advice = only(3, "plug", q -> 40_000);
    assertThat(advice.usePages()).isTrue();
    assertThat(advice.timetable().lines())
        .isNotEmpty()
        .allMatch(line -> line.why() == Reason.FEW_WEEKS);
    assertThat(proposal(advice, Measure.TIMETABLE).why()).isEqualTo(Reason.FEW_WEEKS);
    assertThat(proposal(advice, Measure.TIMETABLE).saving()).isNull();
  }

  @Test
  void whatHasToStayAwakeIsLeftAloneAndSaysWhy() {
    asset("fax-1", "keep_awake", "fax");
    PrinterRule rule = rule(12);
    rule.look(history("plug", "fax-1", false, 12, q -> 40_000));
    PrinterAdvice advice = printers(rule).get(0);
    assertThat(advice.keepAwake()).isEqualTo("fax");
    assertThat(advice.timetable().lines()).isEmpty();
    assertThat(advice.proposals()).allMatch(proposal -> proposal.why() == Reason.KEEP_AWAKE);
    assertThat(rule.advice())
        .filteredOn(SiteSchedule.class::isInstance)
        .allMatch(one -> ((SiteSchedule) one).printers() == 0);
  }

  @Test
  void whatSomebodyHasDecidedToKeepIsNotProposedUntilThatDateAndSaysSo() {
    asset("prn", "room", "1");
    asset("other", "room", "1");
    line(
        EstateTable.KEEP,
        Map.of("what", "prn", "until", "2026-03-30", "reason", "exams", "decided_by", "Ada"));
    PrinterRule rule = rule(12);
    rule.look(history("plug", "prn", false, 12, q -> 40_000));
    rule.look(history("plug-2", "other", false, 12, q -> 40_000));
    PrinterAdvice kept =
        printers(rule).stream().filter(p -> p.printer().equals("prn")).findFirst().orElseThrow();
    assertThat(kept.kept()).isEqualTo(new Kept(LocalDate.of(2026, 3, 30), "exams", "Ada"));
    assertThat(kept.proposals()).allMatch(proposal -> proposal.why() == Reason.KEPT);
    List<Advice> advice = rule.advice();
    assertThat(advice)
        .filteredOn(SiteSchedule.class::isInstance)
        .allMatch(one -> ((SiteSchedule) one).printers() == 1);
    assertThat(advice)
        .filteredOn(Candidate.class::isInstance)
        .noneMatch(one -> ((Candidate) one).printers().contains("prn"));
  }

  @Test
  void inStepsAPrinterIsMadeAtATimeAndTogetherTheyAreTheWhole() {
    PrinterRule rule = rule(12);
    rule.look(history("plug-1", "", false, 12, q -> 40_000));
    rule.look(history("plug-2", "", false, 12, q -> 45_000));
    List<Advice> all = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    rule.steps()
        .forEachRemaining(
            step -> {
              all.addAll(step);
              sizes.add(step.size());
            });
    assertThat(sizes.subList(0, 3)).containsExactly(1, 1, 1);
    assertThat(rule.advice()).isEqualTo(all);
  }

  @Test
  void theFactorIsThatOfTheDaysYearAndNeverOneOfTheFuture() {
    line(EstateTable.TARGETS, Map.of("setting", "factors.2025", "value", "52", "source", "s"));
    line(EstateTable.TARGETS, Map.of("setting", "factors.2027", "value", "40", "source", "s"));
    assertThat(only(12, "plug", q -> 40_000).worth().grams())
        .isEqualByComparingTo(new BigDecimal(52));
  }

  @Test
  void aPersonalPrinterNeverAppearsNotEvenByAnotherMeter() {
    asset("desk", "room", "1");
    PrinterRule rule = rule(12);
    rule.look(history("plug-a", "desk", true, 12, q -> 40_000));
    rule.look(history("plug-b", "desk", false, 12, q -> 40_000));
    rule.look(history("plug-c", "", true, 12, q -> 40_000));
    assertThat(rule.advice()).isEmpty();
  }

  @Test
  void pagesOfThePollerAndEnergyOfThePlugAreOnePrinter() {
    asset("prn", "model", "M1");
    PrinterRule rule = rule(12);
    rule.look(history("plug", "prn", false, 12, q -> isOffice(q) ? 40_000 : 2_000, q -> -1, true));
    rule.look(
        history("snmp", "prn", false, 12, q -> 0, q -> isOffice(q) && q % 8 == 0 ? 3 : 0, false));
    List<PrinterAdvice> printers = printers(rule);
    assertThat(printers).hasSize(1);
    assertThat(printers.get(0).usePages()).isTrue();
    assertThat(printers.get(0).model()).isEqualTo("M1");
    assertThat(printers.get(0).states().sleep()).isEqualTo(2_000L);
    assertThat(printers.get(0).states().awake()).isEqualTo(40_000L);
    assertThat(printers.get(0).timetable().on(DayKind.OPEN, false))
        .containsExactly(new Span(32, 65));
  }

  @Test
  void aPrinterWhoseUseNobodyCanTellIsNotToBeOffAllDay() {
    PrinterAdvice advice = withoutPages(q -> 5_000);
    assertThat(advice.timetable().lines()).isEmpty();
    assertThat(proposal(advice, Measure.TIMETABLE).why()).isEqualTo(Reason.NO_USE_SEEN);
  }

  @Test
  void aShortJobOfAnInkjetThatIsAwakeAllDayIsUse() {
    // Three minutes at 12 W.
    PrinterAdvice advice = withoutPages(q -> q == 40 || q == 60 ? 6_400 : 5_000);
    assertThat(advice.states().neverSleeps()).isTrue();
    assertThat(advice.timetable().on(DayKind.OPEN, false)).isNotEmpty();
  }

  @Test
  void anInkjetOfTwoWattsAsleepAndFiveAwakeIsTold() {
    SplittableRandom random = new SplittableRandom(1);
    PrinterAdvice advice =
        withoutPages(
            q -> isOffice(q) ? (q % 12 == 5 ? 12_000 : 5_000 + random.nextInt(300)) : 2_000);
    assertThat(advice.states().sleep()).isBetween(1_900L, 2_100L);
    assertThat(advice.states().awake()).isBetween(4_900L, 5_400L);
    assertThat(advice.usePages()).isFalse();
    assertThat(advice.timetable().on(DayKind.OPEN, false)).hasSizeBetween(1, 2);
  }

  @Test
  void aLaserWithADeepSleepOfOneWattAndBurstsEveryMinuteIsTold() {
    SplittableRandom random = new SplittableRandom(2);
    // Bursts of 900 W for two seconds a minute: 30 W more on average, a little unsteady.
    PrinterAdvice advice =
        withoutPages(
            q ->
                !isOffice(q)
                    ? 1_000
                    : q % 16 == 9
                        ? 150_000 + random.nextInt(90_000)
                        : 60_000 + random.nextInt(4_000));
    assertThat(advice.states().sleep()).isBetween(900L, 1_100L);
    assertThat(advice.states().awake()).isBetween(58_000L, 66_000L);
    assertThat(advice.states().off()).isNull();
  }

  @Test
  void aPlugThatShowsStepsOfTwoWattsMakesNoSleepOfThem() {
    SplittableRandom random = new SplittableRandom(3);
    PrinterAdvice advice =
        withoutPages(q -> q == 50 ? 90_000 : 11_000 + 2_000L * random.nextInt(4));
    assertThat(advice.states().neverSleeps()).isTrue();
    PrinterAdvice low = withoutPages(q -> q / 32 % 2 == 0 ? 4_000 : 6_000);
    assertThat(low.states().neverSleeps()).isTrue();
    assertThat(low.states().awake()).isBetween(4_000L, 6_000L);
  }

  @Test
  void twoPrintersOfOneRoomWithLittleUseMayBeOne() {
    asset("prn-a", "room", "12");
    asset("prn-b", "room", "12");
    asset("prn-c", "room", "13");
    PrinterRule rule = rule(12);
    for (String name : List.of("prn-a", "prn-b", "prn-c")) {
      int often = name.equals("prn-a") ? 16 : 32;
      rule.look(
          history(
              "plug-" + name,
              name,
              false,
              12,
              q -> 40_000,
              q -> isOffice(q) && q % often == 0 ? 2 : 0,
              true));
    }
    List<Candidate> candidates = candidates(rule);
    assertThat(candidates).hasSize(1);
    assertThat(candidates.get(0).printers()).containsExactly("prn-b");
    assertThat(candidates.get(0).to()).isEqualTo("prn-a");
    assertThat(candidates.get(0).saving() / 3.6e9).isBetween(345.0, 355.0);
  }

  @Test
  void aLargePrinterThatPrintsLittleMayBeTheSmallestThatIsMeasured() {
    for (int i = 0; i < 5; i++) {
      assetOf("big-" + i, "Big", "r" + i);
      assetOf("small-" + i, "Small", "s" + i);
    }
    PrinterRule rule = rule(12);
    for (int i = 0; i < 5; i++) {
      int pages = i == 0 ? 1 : 40;
      rule.look(
          history("b" + i, "big-" + i, false, 12, q -> 50_000, q -> q == 40 ? pages : 0, true));
      rule.look(history("s" + i, "small-" + i, false, 12, q -> 9_000, q -> q == 40 ? 30 : 0, true));
    }
    List<Candidate> downsize =
        candidates(rule).stream().filter(one -> one.kind() == Candidate.Kind.DOWNSIZE).toList();
    assertThat(downsize).hasSize(1);
    assertThat(downsize.get(0).printers()).containsExactly("big-0");
    assertThat(downsize.get(0).to()).isEqualTo("Small");
    assertThat(downsize.get(0).saving() / 3.6e9).isBetween(355.0, 362.0);
  }

  @Test
  void theBestSpansAreThoseThatTryingAllOfThemFinds() {
    SplittableRandom random = new SplittableRandom(7);
    for (int run = 0; run < 20; run++) {
      double[] off = new double[Timetable.QUARTERS];
      // Coarse steps, so that trying all is possible: eight blocks of three hours.
      for (int block = 0; block < 8; block++) {
        double gain = random.nextInt(-10, 10);
        Arrays.fill(off, block * 12, block * 12 + 12, gain);
      }
      double start = random.nextInt(60);
      double best = Double.NEGATIVE_INFINITY;
      for (int mask = 0; mask < 256; mask++) {
        int starts = 0;
        int spans = 0;
        double gain = 0;
        for (int block = 0; block < 8; block++) {
          boolean on = (mask >> block & 1) == 1;
          boolean before = (mask >> (block + 7) % 8 & 1) == 1;
          spans += on && (block == 0 || !before) ? 1 : 0;
          starts += on && !before ? 1 : 0;
          gain += on ? 0 : off[block * 12] * 12;
        }
        best = spans <= 2 ? Math.max(best, gain - starts * start) : best;
      }
      List<Span> found = SpanSearch.best(off, start);
      boolean[] on = SpanSearch.isOn(found);
      double gain = 0;
      for (int q = 0; q < on.length; q++) {
        gain += on[q] ? 0 : off[q];
        gain -= SpanSearch.isStart(on, q) ? start : 0;
      }
      assertThat(found).hasSizeLessThan(3);
      assertThat(gain).isEqualTo(best);
    }
  }

  // --- What printers do ---

  /** Something by quarter-hour of a working day. */
  private interface ByQuarter {
    long at(int quarter);
  }

  private static boolean isOffice(int quarter) {
    return quarter >= 32 && quarter < 72;
  }

  private PrinterAdvice only(int weeks, String device, ByQuarter power) {
    PrinterRule rule = rule(weeks);
    rule.look(history(device, "", false, weeks, power));
    return printers(rule).get(0);
  }

  private PrinterAdvice withoutPages(ByQuarter power) {
    PrinterRule rule = rule(12);
    rule.look(history("plug", "", false, 12, power, q -> -1, true));
    return printers(rule).get(0);
  }

  private static LoadHistory history(
      String device, String asset, boolean personal, int weeks, ByQuarter power) {
    return history(
        device, asset, personal, weeks, power, q -> isOffice(q) && q % 4 == 0 ? 5 : 0, true);
  }

  private static LoadHistory history(
      String device,
      String asset,
      boolean personal,
      int weeks,
      ByQuarter power,
      ByQuarter pages,
      boolean measures) {
    TreeMap<LocalDate, DayCurve> days = new TreeMap<>();
    for (int d = 0; d < weeks * 7; d++) {
      LocalDate date = FIRST.plusDays(d);
      boolean weekend = date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
      DayCurve day = DayCurve.unknown(date, PARIS);
      for (int q = 0; q < day.quarters(); q++) {
        // At the weekend it is night all day.
        int like = weekend ? 0 : q;
        day =
            day.with(
                day.startOf(q),
                measures ? power.at(like) * 900 : 0,
                measures ? DayCurve.QUARTER : 0,
                pages.at(like));
      }
      days.put(date, day);
    }
    return new LoadHistory(
        new Scope(null, "hall", "printer", device, null, asset.isEmpty() ? null : asset),
        PARIS,
        personal,
        days);
  }

  private void asset(String name, String column, String value) {
    line(
        EstateTable.ASSETS,
        Map.of("asset", name, "equipment_class", "printer", "site", "hall", column, value));
  }

  private void assetOf(String name, String model, String room) {
    line(
        EstateTable.ASSETS,
        Map.of(
            "asset",
            name,
            "equipment_class",
            "printer",
            "site",
            "hall",
            "model",
            model,
            "room",
            room));
  }

  private void line(EstateTable table, Map<String, String> cells) {
    lines.add(EstateLine.of(table, cells, "test"));
  }

  private PrinterRule rule(int weeks) {
    Instant now = FIRST.plusWeeks(weeks).atStartOfDay(PARIS).toInstant();
    return new PrinterRule(Estate.of(lines, PARIS).estate(), ScheduleSettings.DEFAULT, now);
  }

  private static List<PrinterAdvice> printers(PrinterRule rule) {
    return of(rule, PrinterAdvice.class);
  }

  private static List<Candidate> candidates(PrinterRule rule) {
    return of(rule, Candidate.class);
  }

  private static <T extends Advice> List<T> of(PrinterRule rule, Class<T> kind) {
    return rule.advice().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static Proposal proposal(PrinterAdvice advice, Measure measure) {
    return advice.proposals().stream()
        .filter(proposal -> proposal.measure() == measure)
        .findFirst()
        .orElseThrow();
  }
}
