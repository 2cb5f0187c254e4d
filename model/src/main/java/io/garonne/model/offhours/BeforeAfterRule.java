package io.garonne.model.offhours;

import io.garonne.model.Scope;
import io.garonne.model.advice.Action;
import io.garonne.model.advice.AdviceRule;
import io.garonne.model.advice.BeforeAfter;
import io.garonne.model.advice.NoFigure;
import io.garonne.model.advice.UnusedPersonal;
import io.garonne.model.calendar.SiteCalendar;
import io.garonne.model.inventory.Asset;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.Family;
import io.garonne.model.load.DayCurve;
import io.garonne.model.load.KeptDays;
import io.garonne.model.load.LoadHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was measured in the eight weeks before and after each recorded action; its own day is in
 * neither. What was merged, replaced or retired is gone afterwards: there the whole family of the
 * site is compared, by the sum; elsewhere what was acted on, by the mean of a meter, so that
 * equipment that came or went in between is no saving.
 *
 * <p>Days that are no longer kept are carried on from what was said before, as sums.
 */
public final class BeforeAfterRule implements AdviceRule {
  /** Days on either side. */
  public static final int DAYS = 56;

  private final Estate estate;
  private final Equipment equipment;
  private final Instant now;
  private final List<Subject> subjects = new ArrayList<>();

  /**
   * What an action was about.
   *
   * @param action it, without the name of an asset that is one person's
   * @param family the family, or null: everything of the site
   * @param asset the asset, or a device behind which none is described; null: every one
   * @param personalAsset whether it is one person's asset
   */
  private record Subject(
      Action action,
      ZoneId zone,
      LocalDate day,
      @Nullable Family family,
      @Nullable String asset,
      boolean personalAsset,
      @Nullable BeforeAfter earlier,
      Map<LocalDate, Sum> shared,
      Map<LocalDate, Sum> personal) {

    boolean isOf(Scope scope, Family of) {
      return action.site().equals(scope.site())
          && (family == null || family == of)
          && (asset == null
              || asset.equals(scope.asset() == null ? scope.device() : scope.asset()));
    }

    boolean overlaps(Subject other) {
      return action.site().equals(other.action.site())
          && (family == null || other.family == null || family == other.family)
          && (asset == null || other.asset == null || asset.equals(other.asset))
          && Math.abs(day.toEpochDay() - other.day.toEpochDay()) <= DAYS;
    }
  }

  private static final class Sum {
    private long energy;
    private long known;
    private long expected;
    private final Set<String> units = new HashSet<>();

    BeforeAfter.Day day(LocalDate date) {
      return new BeforeAfter.Day(date, energy, known, expected);
    }
  }

  /**
   * @param now when this is computed: days that are over then are in it
   * @param actions every action that is recorded
   * @param earlier what was said before, by this rule
   */
  public BeforeAfterRule(
      Estate estate, Instant now, Collection<Action> actions, Collection<BeforeAfter> earlier) {
    this.estate = estate;
    this.equipment = new Equipment(estate);
    this.now = now;
    Map<String, BeforeAfter> said = new HashMap<>();
    earlier.forEach(one -> said.put(one.action().id(), one));
    actions.stream()
        .sorted(Comparator.comparing(Action::id))
        .forEach(action -> subjects.add(subject(action, said.get(action.id()))));
  }

  private Subject subject(Action action, @Nullable BeforeAfter before) {
    ZoneId zone = estate.zoneOf(action.site());
    Asset asset =
        action.asset() == null
            ? null
            : estate.asset(action.asset()).stream()
                .filter(line -> line.validity().from() <= action.at())
                .reduce((a, b) -> b)
                .orElse(null);
    boolean whole = asset != null && isWhole(action.kind());
    Family named = action.family() == null ? null : Family.ofLabel(action.family());
    boolean personal = asset != null && asset.personal();
    Action shown = personal ? withoutAsset(action) : action;
    return new Subject(
        shown,
        zone,
        Instant.ofEpochMilli(action.at()).atZone(zone).toLocalDate(),
        asset != null && whole ? asset.equipmentClass().family() : named,
        whole ? null : action.asset(),
        !whole && personal,
        // What was said of another site, time or asset is of no use.
        before != null && before.action().equals(shown) ? before : null,
        new TreeMap<>(),
        new TreeMap<>());
  }

  /** The name of one person's asset is nobody's business. */
  private static Action withoutAsset(Action action) {
    return new Action(
        action.id(),
        action.kind(),
        action.site(),
        null,
        action.family(),
        action.at(),
        action.author(),
        action.reason());
  }

  /** Whether what was acted on is gone, or another, afterwards. */
  private static boolean isWhole(Action.Kind kind) {
    return switch (kind) {
      case MERGE, DOWNSIZE, RETIRE -> true;
      case SCHEDULE, OTHER -> false;
    };
  }

  @Override
  public void look(LoadHistory history) {
    Scope scope = history.scope();
    if (!equipment.counts(scope) || Equipment.isPageCounter(history)) {
      return;
    }
    Family family = equipment.family(scope);
    List<Equipment.Time> expected = null;
    for (Subject subject : subjects) {
      if (subject.isOf(scope, family) && history.zone().equals(subject.zone())) {
        expected = expected == null ? equipment.expected(history) : expected;
        add(subject, history, family, expected);
      }
    }
  }

  private void add(
      Subject subject, LoadHistory history, Family family, List<Equipment.Time> expected) {
    ZoneId zone = subject.zone();
    LocalDate today = now.atZone(zone).toLocalDate();
    LocalDate oldest = today.minusDays(KeptDays.of(family, history.personal()) - 1L);
    LocalDate from = subject.day().minusDays(DAYS);
    LocalDate to = subject.day().plusDays(DAYS);
    Map<LocalDate, Sum> sums = history.personal() ? subject.personal() : subject.shared();
    for (LocalDate day = from.isBefore(oldest) ? oldest : from;
        day.isBefore(today) && !day.isAfter(to);
        day = day.plusDays(1)) {
      if (!day.equals(subject.day())) {
        DayCurve curve = history.days().getOrDefault(day, DayCurve.unknown(day, zone));
        Sum sum = sums.computeIfAbsent(day, d -> new Sum());
        for (int quarter = 0; quarter < curve.quarters(); quarter++) {
          long at = curve.startOf(quarter);
          long booked = curve.booked(quarter);
          sum.energy = Math.addExact(sum.energy, curve.energy(quarter));
          sum.known += booked;
          sum.expected +=
              expected.stream().anyMatch(time -> time.has(at)) ? DayCurve.QUARTER : booked;
          if (booked > 0) {
            sum.units.add(Equipment.unit(history.scope()));
          }
        }
      }
    }
  }

  @Override
  public List<BeforeAfter> advice() {
    return subjects.stream().map(this::beforeAfter).toList();
  }

  private BeforeAfter beforeAfter(Subject subject) {
    LocalDate today = now.atZone(subject.zone()).toLocalDate();
    boolean has = subject.personal().values().stream().anyMatch(sum -> !sum.units.isEmpty());
    boolean enough =
        has
            && subject.personal().values().stream()
                .allMatch(sum -> sum.units.isEmpty() || sum.units.size() >= UnusedPersonal.ENOUGH);
    BeforeAfter earlier = subject.earlier();
    boolean carried = earlier != null && earlier.personal() && !has;
    boolean personal = enough || carried;
    List<BeforeAfter.Day> days = days(subject, personal, today);
    int others =
        (int) subjects.stream().filter(o -> !o.equals(subject) && subject.overlaps(o)).count();
    return new BeforeAfter(
        subject.action(),
        !subject.day().plusDays(DAYS).isBefore(today),
        personal,
        has && !enough,
        others,
        days,
        result(subject, has && !enough, days));
  }

  private static List<BeforeAfter.Day> days(Subject subject, boolean personal, LocalDate today) {
    Map<LocalDate, BeforeAfter.Day> days = new TreeMap<>();
    BeforeAfter earlier = subject.earlier();
    if (earlier != null && earlier.personal() == personal) {
      earlier.days().forEach(day -> days.put(day.date(), day));
    }
    LocalDate oldest = today.minusDays(KeptDays.PERSONAL - 1L);
    subject
        .shared()
        .forEach(
            (date, sum) -> {
              // Of earlier days only what is nobody's own is kept: not the sum of both.
              if (!personal || !date.isBefore(oldest)) {
                days.put(date, sum.day(date));
              }
            });
    if (personal) {
      subject
          .personal()
          .forEach(
              (date, sum) -> {
                Sum shared = subject.shared().getOrDefault(date, new Sum());
                days.put(
                    date,
                    new BeforeAfter.Day(
                        date,
                        shared.energy + sum.energy,
                        shared.known + sum.known,
                        shared.expected + sum.expected));
              });
    }
    return days.values().stream().filter(day -> day.knownMillis() > 0).toList();
  }

  private BeforeAfter.Result result(Subject subject, boolean leftOut, List<BeforeAfter.Day> days) {
    if (subject.personalAsset()) {
      return new BeforeAfter.Result.NotComputable(NoFigure.PERSONAL, 0, 0);
    }
    if (days.isEmpty()) {
      return new BeforeAfter.Result.NotComputable(
          leftOut ? NoFigure.FEW_UNITS : NoFigure.NOT_METERED, 0, 0);
    }
    SiteCalendar calendar = estate.calendar(subject.action().site());
    return MatchedDays.compare(
        days, subject.day(), calendar::kindOf, subject.zone(), !isWhole(subject.action().kind()));
  }
}
