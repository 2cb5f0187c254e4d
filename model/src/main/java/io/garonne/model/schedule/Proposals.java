package io.garonne.model.schedule;

import io.garonne.model.advice.Action;
import io.garonne.model.advice.Band;
import io.garonne.model.advice.PrinterAdvice;
import io.garonne.model.advice.PrinterAdvice.Measure;
import io.garonne.model.advice.PrinterAdvice.Measured;
import io.garonne.model.advice.PrinterAdvice.Proposal;
import io.garonne.model.advice.Reason;
import io.garonne.model.advice.SiteSchedule;
import io.garonne.model.advice.Timetable;
import io.garonne.model.inventory.Family;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is proposed of printers and sites, and what came of what was applied. */
final class Proposals {
  private static final Timetable NONE = new Timetable(List.of());
  private static final String PRINTING = Family.PRINTING.label();
  private static final Band NOTHING = new Band(0, 0, 0);

  private final List<Action> actions;
  private final ScheduleSettings settings;

  Proposals(List<Action> actions, ScheduleSettings settings) {
    this.actions = actions;
    this.settings = settings;
  }

  /**
   * Of one printer.
   *
   * @param basis days that a proposal is made of: those before a schedule was applied
   */
  record Result(Printer printer, PrinterLog basis, PrinterAdvice advice) {}

  Result of(Printer printer) {
    Action action = applied(printer);
    PrinterLog log = printer.log();
    PrinterLog basis = log;
    Measured measured = null;
    if (action != null) {
      ZoneId zone = printer.days().zone();
      LocalDate day = Effect.day(action, zone);
      basis = log.where(date -> date.isBefore(day));
      measured =
          Effect.of(
              action,
              basis.days(),
              log.where(date -> date.isAfter(day)).days(),
              printer.days().comingYear(),
              settings.leastWeeks());
    }
    OffHours offHours = new OffHours(List.of(basis), printer.days().year(), settings);
    // Nobody can tell when it is needed: that is not the same as never.
    boolean isUseUnknown = !basis.hasPages() && basis.used() == 0;
    Timetable timetable =
        printer.leftAlone() == null && !isUseUnknown ? offHours.timetable() : NONE;
    List<PrinterDay> days = log.days();
    return new Result(
        printer,
        basis,
        new PrinterAdvice(
            printer.name(),
            printer.site(),
            printer.room(),
            printer.model(),
            days.get(0).date(),
            days.get(days.size() - 1).date(),
            basis.states(),
            log.hasPages(),
            HourProfile.of(basis),
            printer.keepAwake(),
            printer.kept(),
            timetable,
            List.of(
                isUseUnknown && printer.leftAlone() == null
                    ? none(
                        Measure.TIMETABLE,
                        offHours.off(),
                        offHours.offAssumed(),
                        Reason.NO_USE_SEEN)
                    : timetable(printer, offHours, timetable),
                sleepTimer(printer, basis)),
            measured,
            printer.days().worth()));
  }

  /** The last schedule that was applied to it or to its site. */
  private @Nullable Action applied(Printer printer) {
    return actions.stream()
        .filter(action -> action.kind() == Action.Kind.SCHEDULE)
        .filter(action -> action.site().equals(printer.site()))
        .filter(action -> action.family() == null || action.family().equals(PRINTING))
        .filter(action -> action.asset() == null || action.asset().equals(printer.name()))
        .filter(
            action -> !Effect.day(action, printer.days().zone()).isAfter(printer.days().today()))
        .max(Comparator.comparingLong(Action::at))
        .orElse(null);
  }

  private Proposal timetable(Printer printer, OffHours offHours, Timetable timetable) {
    Reason leftAlone = printer.leftAlone();
    if (leftAlone != null) {
      return none(Measure.TIMETABLE, offHours.off(), offHours.offAssumed(), leftAlone);
    }
    if (timetable.lines().stream().allMatch(line -> line.why() != null)) {
      return none(Measure.TIMETABLE, offHours.off(), offHours.offAssumed(), Reason.FEW_WEEKS);
    }
    Band saving = offHours.saving(timetable);
    return new Proposal(
        Measure.TIMETABLE,
        saving,
        offHours.off(),
        offHours.offAssumed(),
        saving.mid() < settings.worthwhile() ? Reason.NOT_WORTH_IT : null);
  }

  private Proposal sleepTimer(Printer printer, PrinterLog basis) {
    Levels.Level sleep = basis.levels().sleep();
    long power = sleep == null ? 0 : sleep.power();
    Reason why =
        printer.leftAlone() != null
            ? printer.leftAlone()
            : sleep == null
                ? Reason.NO_SLEEP_SEEN
                : basis.levels().awake() == null
                    ? Reason.NO_READY_SEEN
                    : weeks(basis) < settings.leastWeeks() ? Reason.FEW_WEEKS : null;
    if (why != null) {
      return none(Measure.SLEEP_TIMER, power, false, why);
    }
    Band saving = SleepTimer.saving(basis, printer.days().year());
    return new Proposal(
        Measure.SLEEP_TIMER,
        saving,
        power,
        false,
        saving.mid() < settings.worthwhile() ? Reason.NOT_WORTH_IT : null);
  }

  private static long weeks(PrinterLog log) {
    return log.days().stream().map(PrinterDay::week).distinct().count();
  }

  private static Proposal none(Measure measure, long power, boolean assumed, Reason why) {
    return new Proposal(measure, null, power, assumed, why);
  }

  /** One timetable for all printers of a site that may sleep. */
  SiteSchedule ofSite(String site, List<Result> results) {
    List<Result> some =
        results.stream()
            .filter(result -> result.printer().leftAlone() == null)
            .filter(result -> result.basis().hasPages() || result.basis().used() > 0)
            .toList();
    SiteDays days = results.get(0).printer().days();
    Band each = some.stream().map(result -> best(result.advice())).reduce(NOTHING, Band::plus);
    if (some.isEmpty()) {
      Set<Reason> left = new HashSet<>();
      for (Result one : results) {
        left.add(Objects.requireNonNullElse(one.printer().leftAlone(), Reason.NO_USE_SEEN));
      }
      Reason why = left.size() == 1 ? left.iterator().next() : Reason.NO_USE_SEEN;
      return new SiteSchedule(site, 0, NONE, null, each, why, days.worth(), last(results));
    }
    OffHours offHours =
        new OffHours(some.stream().map(Result::basis).toList(), days.year(), settings);
    Timetable timetable = offHours.timetable();
    boolean few = timetable.lines().stream().allMatch(line -> line.why() != null);
    Band saving = few ? null : offHours.saving(timetable);
    Reason why =
        saving == null
            ? Reason.FEW_WEEKS
            : saving.mid() < settings.worthwhile() ? Reason.NOT_WORTH_IT : null;
    return new SiteSchedule(
        site, some.size(), timetable, saving, each, why, days.worth(), last(some));
  }

  private static LocalDate last(List<Result> results) {
    return results.stream()
        .map(result -> result.advice().last())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static Band best(PrinterAdvice advice) {
    List<Band> proposed = new ArrayList<>();
    for (Proposal proposal : advice.proposals()) {
      if (proposal.why() == null) {
        proposed.add(Objects.requireNonNullElse(proposal.saving(), NOTHING));
      }
    }
    return proposed.stream().max(Comparator.comparingLong(Band::mid)).orElse(NOTHING);
  }
}
