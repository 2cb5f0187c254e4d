package io.garonne.publish.page;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.withholding.SmallGroups;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Energy of the day, per site and class, each site's day in its own zone. If nothing has been
 * measured today, the newest day there is.
 *
 * @param today whether it is the day of now
 * @param date the date
 * @param estate the whole estate, or null
 * @param sites by name
 * @param withheld sites and classes left out because they would tell of a person
 */
record DayPanel(
    boolean today, LocalDate date, @Nullable Total estate, List<Site> sites, int withheld) {

  /**
   * A site.
   *
   * @param total the site's own total, or null where it is withheld
   */
  record Site(String name, @Nullable Total total, List<Total> classes) {

    private int expected(@Nullable String equipmentClass) {
      if (equipmentClass == null) {
        return total == null ? 0 : total.expected();
      }
      return classes.stream()
          .filter(t -> equipmentClass.equals(t.scope().equipmentClass()))
          .mapToInt(Total::expected)
          .sum();
    }
  }

  /**
   * The panel.
   *
   * @param newestDays the newest day of each scope
   * @param now milliseconds since 1970 UTC
   * @param zone the estate's zone
   * @param only limits it to one site, or null
   */
  static DayPanel of(
      List<Total> newestDays, SmallGroups small, long now, ZoneId zone, @Nullable String only) {
    List<Total> shown =
        newestDays.stream()
            .filter(t -> only == null || only.equals(t.scope().site()))
            .filter(t -> t.devices() > 0 || t.expected() > 0)
            .toList();
    LocalDate today = Instant.ofEpochMilli(now).atZone(zone).toLocalDate();
    Predicate<Total> isNow = t -> t.start() <= now && now < t.end();
    if (shown.stream().anyMatch(isNow)) {
      return of(true, today, shown.stream().filter(isNow).toList(), small);
    }
    LocalDate newest =
        shown.stream().map(DayPanel::date).max(Comparator.naturalOrder()).orElse(today);
    return of(false, newest, shown.stream().filter(t -> date(t).equals(newest)).toList(), small);
  }

  /** Whether there is nothing to show. */
  boolean isEmpty() {
    return sites.isEmpty() && estate == null;
  }

  /** The total of all that is shown: the estate, or the only site; null if there is neither. */
  @Nullable Total whole() {
    if (estate != null) {
      return estate;
    }
    return sites.size() == 1 ? sites.getFirst().total() : null;
  }

  /** Devices valid today in a site, or a class of it; 0 if that is not known. */
  int expected(String site, @Nullable String equipmentClass) {
    if (!today) {
      return 0;
    }
    for (Site s : sites) {
      if (s.name().equals(site)) {
        return s.expected(equipmentClass);
      }
    }
    return 0;
  }

  private static LocalDate date(Total day) {
    return Instant.ofEpochMilli(day.start()).atZone(day.zone()).toLocalDate();
  }

  private static DayPanel of(boolean today, LocalDate date, List<Total> days, SmallGroups small) {
    Total estate = null;
    Map<String, Total> siteTotals = new TreeMap<>();
    Map<String, List<Total>> classTotals = new TreeMap<>();
    int withheld = 0;
    Predicate<Total> tooFew = small.withheldOf(days.stream());
    for (Total day : days) {
      Scope scope = day.scope();
      String site = scope.site();
      if (scope.device() != null) {
        continue;
      }
      if (site == null) {
        estate = scope.equals(Scope.ESTATE) && !tooFew.test(day) ? day : estate;
        continue;
      }
      List<Total> classes = classTotals.computeIfAbsent(site, s -> new ArrayList<>());
      boolean isClass = scope.equipmentClass() != null;
      if (tooFew.test(day)) {
        withheld += isClass ? 1 : 0;
      } else if (isClass) {
        classes.add(day);
      } else {
        siteTotals.put(site, day);
      }
    }
    List<Site> sites =
        classTotals.entrySet().stream()
            .map(e -> new Site(e.getKey(), siteTotals.get(e.getKey()), sorted(e.getValue())))
            .filter(site -> site.total() != null || !site.classes().isEmpty())
            .toList();
    return new DayPanel(today, date, estate, sites, withheld);
  }

  private static List<Total> sorted(List<Total> classes) {
    return classes.stream()
        .sorted(Comparator.comparing(t -> String.valueOf(t.scope().equipmentClass())))
        .toList();
  }
}
