package io.garonne.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.garonne.model.Scope;
import io.garonne.model.advice.Advice;
import io.garonne.model.advice.Band;
import io.garonne.model.advice.PrinterAdvice;
import io.garonne.model.advice.PrinterAdvice.Measure;
import io.garonne.model.advice.PrinterAdvice.Measured;
import io.garonne.model.advice.PrinterAdvice.Proposal;
import io.garonne.model.advice.SiteSchedule;
import io.garonne.model.advice.Timetable;
import io.garonne.model.calendar.SiteCalendar;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.load.DayCurve;
import io.garonne.model.load.LoadHistory;
import io.garonne.model.schedule.PrinterRule;
import io.garonne.model.schedule.ScheduleSettings;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/**
 * What is predicted from a year of the twin's printers is what the twin shows in the year after,
 * with all its holidays: eight printers under each of twenty seeds.
 */
class PrinterSavingTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
  private static final LocalDate NOW = LocalDate.of(2026, 1, 1);
  private static final LocalDate END = LocalDate.of(2027, 1, 1);
  private static final int SEEDS = 20;
  private static final int PRINTERS = 8;
  private static final int LONG_TIMER = 240;
  private static final double KWH = 3.6e9;
  private static final Map<Integer, List<Advice>> AS_IT_CAME = new HashMap<>();
  private static final EstateLine SITE =
      EstateLine.of(EstateTable.SITES, Map.of("site", "hall", "zone", "Europe/Paris"), "test");
  private static final SiteCalendar CALENDAR = estate(List.of(SITE)).calendar("hall");

  @Test
  void theSavingOfTimetablesIsPredictedWithinFivePerCent() {
    int inBand = 0;
    int printers = 0;
    double worst = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      double predicted = 0;
      double shown = 0;
      for (PrinterAdvice printer : printers(asItCame(seed))) {
        Proposal proposal = proposal(printer, Measure.TIMETABLE);
        Band saving = proposal.saving();
        if (proposal.why() == null && saving != null) {
          double truth = saved(seed, printer, PrinterSetting.NONE, times(printer.timetable()));
          predicted += saving.mid();
          shown += truth;
          printers++;
          worst = Math.max(worst, Math.abs(saving.mid() / truth - 1));
          inBand += saving.low() <= truth && truth <= saving.high() ? 1 : 0;
        }
      }
      System.out.printf(
          "seed %d: timetables predicted to save %.1f kWh, shown %.1f: %+.1f %%%n",
          seed, predicted / KWH, shown / KWH, (predicted / shown - 1) * 100);
      assertThat(predicted / shown).as("seed %d", seed).isCloseTo(1, within(0.05));
    }
    System.out.printf(
        "%d of %d printers within their bands, a single one off by %.0f %% at most%n",
        inBand, printers, worst * 100);
    assertThat(printers).isGreaterThan(100);
    assertThat(inBand).isGreaterThan(printers * 9 / 10);
  }

  @Test
  void theSavingOfOneTimetableForASiteIsPredictedWithinFivePerCent() {
    for (int seed = 1; seed <= SEEDS; seed++) {
      List<Advice> advice = asItCame(seed);
      SiteSchedule site =
          advice.stream()
              .filter(SiteSchedule.class::isInstance)
              .map(SiteSchedule.class::cast)
              .findFirst()
              .orElseThrow();
      double shown = 0;
      for (PrinterAdvice printer : printers(advice)) {
        shown += saved(seed, printer, PrinterSetting.NONE, times(site.timetable()));
      }
      double predicted = Objects.requireNonNull(site.saving()).mid();
      System.out.printf(
          "seed %d: the site predicted to save %.1f kWh, shown %.1f: %+.1f %%%n",
          seed, predicted / KWH, shown / KWH, (predicted / shown - 1) * 100);
      assertThat(predicted / shown).as("seed %d", seed).isCloseTo(1, within(0.05));
    }
  }

  @Test
  void theSavingOfEverySleepTimerIsPredictedWithinFivePerCent() {
    PrinterSetting slow = new PrinterSetting(LONG_TIMER, null);
    for (int seed = 1; seed <= SEEDS; seed++) {
      for (PrinterAdvice printer : printers(advice(seed, slow))) {
        Proposal proposal = proposal(printer, Measure.SLEEP_TIMER);
        assertThat(proposal.why()).isNull();
        double truth = saved(seed, printer, slow, new PrinterSetting(15, null));
        assertThat(Objects.requireNonNull(proposal.saving()).mid() / truth)
            .as("seed %d, printer %s", seed, printer.printer())
            .isCloseTo(1, within(0.05));
      }
    }
  }

  @Test
  void aScheduleThatWasAppliedIsMeasuredBesideItsPrediction() {
    for (int seed = 1; seed <= SEEDS; seed++) {
      for (PrinterAdvice before : printers(asItCame(seed))) {
        if (!before.states().neverSleeps()) {
          continue;
        }
        // Half a year with the timetable that was proposed.
        LocalDate later = LocalDate.of(2026, 7, 1);
        EstateLine applied =
            EstateLine.of(
                EstateTable.ACTIONS,
                Map.of(
                    "id",
                    "a1",
                    "kind",
                    "schedule",
                    "site",
                    "hall",
                    "asset",
                    before.printer(),
                    "from",
                    NOW.toString(),
                    "author",
                    "Ada",
                    "reason",
                    "nights"),
                "test");
        PrinterRule rule = rule(List.of(SITE, applied), later.atStartOfDay(PARIS).toInstant());
        long own = printerSeed(seed, Integer.parseInt(before.printer()));
        SortedMap<LocalDate, DayCurve> days = curves(own, FIRST, NOW, PrinterSetting.NONE);
        days.putAll(curves(own, NOW, later, times(before.timetable())));
        rule.look(history(before.printer(), days));
        PrinterAdvice after = printers(rule.advice()).get(0);
        Measured measured = Objects.requireNonNull(after.measured());
        Band band = Objects.requireNonNull(measured.saving());
        double truth = saved(seed, before, PrinterSetting.NONE, times(before.timetable()));
        assertThat(band.mid() / truth).as("seed %d", seed).isCloseTo(1, within(0.05));
        assertThat(after.timetable()).isEqualTo(before.timetable());
        assertThat(measured.author()).isEqualTo("Ada");
      }
    }
  }

  private static List<PrinterAdvice> printers(List<? extends Advice> advice) {
    return advice.stream()
        .filter(PrinterAdvice.class::isInstance)
        .map(PrinterAdvice.class::cast)
        .toList();
  }

  private static Proposal proposal(PrinterAdvice printer, Measure measure) {
    return printer.proposals().stream()
        .filter(proposal -> proposal.measure() == measure)
        .findFirst()
        .orElseThrow();
  }

  private static PrinterSetting times(Timetable timetable) {
    return new PrinterSetting(
        null,
        date ->
            timetable.on(
                CALENDAR.kindOf(date),
                date.getDayOfWeek() == DayOfWeek.SATURDAY
                    || date.getDayOfWeek() == DayOfWeek.SUNDAY));
  }

  /** What the year after shows, in millijoules. */
  private static double saved(
      int seed, PrinterAdvice printer, PrinterSetting before, PrinterSetting after) {
    long own = printerSeed(seed, Integer.parseInt(printer.printer()));
    return energy(curves(own, NOW, END, before)) - energy(curves(own, NOW, END, after));
  }

  private static double energy(SortedMap<LocalDate, DayCurve> days) {
    double sum = 0;
    for (DayCurve day : days.values()) {
      for (int q = 0; q < day.quarters(); q++) {
        sum += day.energy(q);
      }
    }
    return sum;
  }

  private static SortedMap<LocalDate, DayCurve> curves(
      long seed, LocalDate from, LocalDate to, PrinterSetting setting) {
    return PrinterYears.curves(seed, from, to, PARIS, setting);
  }

  /** Made once: three tests ask for it. */
  private static List<Advice> asItCame(int seed) {
    return AS_IT_CAME.computeIfAbsent(seed, of -> advice(of, PrinterSetting.NONE));
  }

  private static List<Advice> advice(int seed, PrinterSetting setting) {
    PrinterRule rule = rule(List.of(SITE), NOW.atStartOfDay(PARIS).toInstant());
    for (int i = 0; i < PRINTERS; i++) {
      rule.look(history(String.valueOf(i), curves(printerSeed(seed, i), FIRST, NOW, setting)));
    }
    return new ArrayList<>(rule.advice());
  }

  private static PrinterRule rule(List<EstateLine> lines, Instant now) {
    return new PrinterRule(estate(lines), ScheduleSettings.DEFAULT, now);
  }

  private static LoadHistory history(String device, SortedMap<LocalDate, DayCurve> days) {
    return new LoadHistory(new Scope(null, "hall", "printer", device), PARIS, false, days);
  }

  private static Estate estate(List<EstateLine> lines) {
    return Estate.of(lines, PARIS).estate();
  }

  private static long printerSeed(long seed, int printer) {
    return Draw.hash(seed, printer);
  }
}
