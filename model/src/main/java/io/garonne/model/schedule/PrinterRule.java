package io.garonne.model.schedule;

import io.garonne.model.Scope;
import io.garonne.model.advice.Action;
import io.garonne.model.advice.Actions;
import io.garonne.model.advice.Advice;
import io.garonne.model.advice.AdviceRule;
import io.garonne.model.advice.Keeping;
import io.garonne.model.inventory.Asset;
import io.garonne.model.inventory.EquipmentClass;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.Family;
import io.garonne.model.load.LoadHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
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
  private final Keeping keeping;
  private final Map<Subject, Known> printers = new TreeMap<>();
  private final Set<String> personal = new HashSet<>();
  private final Map<String, SiteDays> sites = new HashMap<>();

  /**
   * What is known of a printer until it has been looked at whole.
   *
   * @param days by device, and then by date
   */
  private record Known(
      ZoneId zone, String equipmentClass, Map<String, Map<LocalDate, PrinterDay>> days) {}

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
    this.keeping = new Keeping(estate);
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
      SiteDays site = site(scope.site(), history.zone());
      Map<LocalDate, PrinterDay> days =
          printers
              .computeIfAbsent(
                  new Subject(scope.site(), name),
                  any -> new Known(history.zone(), known.name(), new TreeMap<>()))
              .days
              .computeIfAbsent(String.valueOf(scope.device()), any -> new TreeMap<>());
      history
          .days()
          .forEach(
              (date, curve) -> {
                if (date.isBefore(site.today())) {
                  PrinterDay day = PrinterDay.of(curve, site.kind(date), history.zone());
                  days.merge(date, day, (one, other) -> one.with(other, true, true));
                }
              });
    }
  }

  private SiteDays site(String name, ZoneId zone) {
    return sites.computeIfAbsent(name, site -> new SiteDays(estate, site, zone, now));
  }

  @Override
  public List<Advice> advice() {
    List<Advice> all = new ArrayList<>();
    steps().forEachRemaining(all::addAll);
    return all;
  }

  /** A printer a step, then a site a step, then all that may be too many or too large. */
  @Override
  public Iterator<List<? extends Advice>> steps() {
    return new Steps();
  }

  private final class Steps implements Iterator<List<? extends Advice>> {
    private final Proposals proposals = new Proposals(actions, settings);
    private final List<Printer> known = new ArrayList<>();
    private final Map<String, List<Proposals.Result>> bySite = new TreeMap<>();
    private final Iterator<Map.Entry<Subject, Known>> left = printers.entrySet().iterator();
    private @Nullable Iterator<Map.Entry<String, List<Proposals.Result>>> leftSites;
    private boolean over;

    @Override
    public boolean hasNext() {
      return !over;
    }

    @Override
    public List<? extends Advice> next() {
      if (over) {
        throw new NoSuchElementException();
      }
      if (left.hasNext()) {
        return ofPrinter(left.next());
      }
      Iterator<Map.Entry<String, List<Proposals.Result>>> some = leftSites;
      if (some == null) {
        some = bySite.entrySet().iterator();
        leftSites = some;
      }
      if (some.hasNext()) {
        Map.Entry<String, List<Proposals.Result>> site = some.next();
        return List.of(proposals.ofSite(site.getKey(), site.getValue()));
      }
      over = true;
      return Candidates.of(known, settings);
    }

    private List<? extends Advice> ofPrinter(Map.Entry<Subject, Known> of) {
      Subject subject = of.getKey();
      Printer printer = personal.contains(subject.name) ? null : printer(subject, of.getValue());
      if (printer == null) {
        return List.of();
      }
      Proposals.Result result = proposals.of(printer);
      known.add(printer);
      bySite.computeIfAbsent(printer.site(), any -> new ArrayList<>()).add(result);
      return List.of(result.advice());
    }
  }

  private @Nullable Printer printer(Subject subject, Known of) {
    SiteDays days = site(subject.site, of.zone);
    List<Asset> lines = estate.asset(subject.name);
    Asset asset = lines.isEmpty() ? null : lines.get(lines.size() - 1);
    if (asset != null
        && (asset.personal()
            || !asset.site().equals(subject.site)
            || (asset.retired() != null && !asset.retired().isAfter(days.today())))) {
      return null;
    }
    List<PrinterDay> known = days(of);
    if (known.isEmpty()
        || known.get(known.size() - 1).date().isBefore(days.today().minusDays(SILENT_DAYS))) {
      return null;
    }
    return new Printer(
        subject.name,
        subject.site,
        of.equipmentClass,
        asset,
        keeping.on(days.today(), List.of(subject.name)),
        days,
        PrinterLog.of(known));
  }

  /** All days on which anything is known of its power, of all its devices together. */
  private static List<PrinterDay> days(Known of) {
    Map<LocalDate, PrinterDay> sum = new TreeMap<>();
    boolean measures = false;
    for (Map<LocalDate, PrinterDay> device : of.days.values()) {
      boolean here = measures;
      boolean there = device.values().stream().anyMatch(day -> day.known() > 0);
      Map<LocalDate, PrinterDay> next = new TreeMap<>(sum);
      device.forEach((date, day) -> next.putIfAbsent(date, day.unknown()));
      next.replaceAll(
          (date, day) -> day.with(device.getOrDefault(date, day.unknown()), here, there));
      sum = next;
      measures |= there;
    }
    return sum.values().stream().filter(day -> day.known() > 0).toList();
  }
}
