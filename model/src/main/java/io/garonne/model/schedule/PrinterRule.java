package io.garonne.model.schedule;

import io.garonne.model.Scope;
import io.garonne.model.advice.Action;
import io.garonne.model.advice.Actions;
import io.garonne.model.advice.Advice;
import io.garonne.model.advice.AdviceRule;
import io.garonne.model.inventory.Asset;
import io.garonne.model.inventory.EquipmentClass;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.Family;
import io.garonne.model.load.DayCurve;
import io.garonne.model.load.LoadHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What to do about printers: of each its states, use, timetable and saving, of each site one
 * timetable for all, and those that may be too many or too large. Somebody's own printer is never
 * looked at.
 */
public final class PrinterRule implements AdviceRule {
  /** Days without a word after which nothing is said about a printer. */
  private static final int SILENT_DAYS = 56;

  private final Estate estate;
  private final ScheduleSettings settings;
  private final Instant now;
  private final List<Action> actions;
  private final Map<Subject, List<LoadHistory>> histories = new TreeMap<>();
  private final Set<String> personal = new HashSet<>();
  private final Map<String, SiteDays> sites = new HashMap<>();

  /** A printer at a site. */
  private record Subject(String site, String name) implements Comparable<Subject> {
    @Override
    public int compareTo(Subject other) {
      int bySite = site.compareTo(other.site);
      return bySite != 0 ? bySite : name.compareTo(other.name);
    }
  }

  /**
   * For one computation.
   *
   * @param now the instant of the computation: the local day it falls in is not looked at yet
   */
  public PrinterRule(Estate estate, ScheduleSettings settings, Instant now) {
    this.estate = estate;
    this.settings = settings;
    this.now = now;
    this.actions = Actions.of(estate);
  }

  @Override
  public void look(LoadHistory history) {
    Scope scope = history.scope();
    EquipmentClass known = estate.classes().get(scope.equipmentClass());
    if (known == null || known.family() != Family.PRINTING || scope.site() == null) {
      return;
    }
    String name = scope.asset() == null ? scope.device() : scope.asset();
    if (name == null) {
      return;
    }
    if (history.personal()) {
      // Nor what another meter says of it.
      personal.add(name);
    } else {
      histories
          .computeIfAbsent(new Subject(scope.site(), name), any -> new ArrayList<>())
          .add(history);
    }
  }

  @Override
  public List<Advice> advice() {
    List<Printer> printers = new ArrayList<>();
    histories.forEach(
        (subject, of) -> {
          Printer printer = personal.contains(subject.name) ? null : printer(subject, of);
          if (printer != null) {
            printers.add(printer);
          }
        });
    Proposals proposals = new Proposals(actions, settings);
    List<Advice> advice = new ArrayList<>();
    Map<String, List<Proposals.Result>> bySite = new TreeMap<>();
    for (Printer printer : printers) {
      Proposals.Result result = proposals.of(printer);
      advice.add(result.advice());
      bySite.computeIfAbsent(printer.site(), any -> new ArrayList<>()).add(result);
    }
    bySite.forEach((site, results) -> advice.add(proposals.ofSite(site, results)));
    advice.addAll(Candidates.of(printers, settings));
    return advice;
  }

  private @Nullable Printer printer(Subject subject, List<LoadHistory> of) {
    LoadHistory first = of.get(0);
    SiteDays days =
        sites.computeIfAbsent(subject.site, site -> new SiteDays(estate, site, first.zone(), now));
    List<Asset> lines = estate.asset(subject.name);
    Asset asset = lines.isEmpty() ? null : lines.get(lines.size() - 1);
    if (asset != null
        && (asset.personal()
            || !asset.site().equals(subject.site)
            || (asset.retired() != null && !asset.retired().isAfter(days.today())))) {
      return null;
    }
    List<PrinterDay> known = days(of, days);
    if (known.isEmpty()
        || known.get(known.size() - 1).date().isBefore(days.today().minusDays(SILENT_DAYS))) {
      return null;
    }
    String equipmentClass = first.scope().equipmentClass();
    return new Printer(
        subject.name,
        subject.site,
        equipmentClass == null ? "" : equipmentClass,
        asset,
        days,
        PrinterLog.of(known));
  }

  /** All days before today on which anything is known of its power. */
  private static List<PrinterDay> days(List<LoadHistory> of, SiteDays site) {
    List<LoadHistory> meters =
        of.stream()
            .filter(one -> one.days().values().stream().anyMatch(PrinterRule::measures))
            .toList();
    List<LoadHistory> counters =
        of.stream()
            .filter(one -> one.days().values().stream().anyMatch(PrinterRule::counts))
            .toList();
    Set<LocalDate> dates = new TreeSet<>();
    meters.forEach(meter -> dates.addAll(meter.days().keySet()));
    List<PrinterDay> days = new ArrayList<>();
    for (LocalDate date : dates) {
      if (date.isBefore(site.today())) {
        DayCurve any = DayCurve.unknown(date, of.get(0).zone());
        PrinterDay day =
            PrinterDay.of(
                curves(meters, date, any),
                curves(counters, date, any),
                any,
                site.kind(date),
                of.get(0).zone());
        if (day.known() > 0) {
          days.add(day);
        }
      }
    }
    return days;
  }

  private static List<DayCurve> curves(List<LoadHistory> of, LocalDate date, DayCurve unknown) {
    return of.stream().map(one -> one.days().getOrDefault(date, unknown)).toList();
  }

  private static boolean measures(DayCurve day) {
    for (int q = 0; q < day.quarters(); q++) {
      if (day.booked(q) > 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean counts(DayCurve day) {
    for (int q = 0; q < day.quarters(); q++) {
      if (day.pages(q) >= 0) {
        return true;
      }
    }
    return false;
  }
}
