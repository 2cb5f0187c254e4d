package io.garonne.publish.page;

import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.publish.TotalsQuery;
import io.garonne.publish.TotalsQuery.By;
import io.garonne.publish.persons.Division;
import io.garonne.publish.persons.TotalSum;
import io.garonne.publish.persons.VisibleRow;
import io.garonne.publish.persons.VisibleTotals;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
 * @param grouped what is told of only together, one total for each zone
 * @param few how much has no row of its own
 * @param described devices by site and class, also where there is no row: how many there are is no
 *     secret
 */
record DayPanel(
    boolean today,
    LocalDate date,
    @Nullable VisibleRow estate,
    List<Site> sites,
    List<Total> grouped,
    VisibleTotals few,
    Map<String, Map<String, Integer>> described) {

  /**
   * A site.
   *
   * @param total the site's own, or null where nothing of it may be shown
   */
  record Site(String name, @Nullable VisibleRow total, List<Total> classes) {}

  /**
   * The panel.
   *
   * @param newestDays the newest day of each scope
   * @param now milliseconds since 1970 UTC
   * @param zone the estate's zone
   * @param only limits it to one site, or null
   */
  static DayPanel of(
      List<Total> newestDays, Division division, long now, ZoneId zone, @Nullable String only) {
    List<Total> known =
        newestDays.stream()
            .filter(t -> t.scope().device() == null)
            .filter(t -> t.devices() > 0 || t.expected() > 0)
            .toList();
    List<Total> asked =
        known.stream().filter(t -> only == null || only.equals(t.scope().site())).toList();
    LocalDate today = Instant.ofEpochMilli(now).atZone(zone).toLocalDate();
    Predicate<Total> isNow = t -> t.start() <= now && now < t.end();
    if (asked.stream().anyMatch(isNow)) {
      return of(true, today, known.stream().filter(isNow).toList(), division, only);
    }
    LocalDate newest =
        asked.stream().map(DayPanel::date).max(Comparator.naturalOrder()).orElse(today);
    List<Total> then = known.stream().filter(t -> date(t).equals(newest)).toList();
    return of(false, newest, then, division, only);
  }

  /** Whether there is nothing to show. */
  boolean isEmpty() {
    return sites.isEmpty() && estate == null && grouped.isEmpty();
  }

  /** The total of all that is shown: the estate, or the only site; null if there is neither. */
  @Nullable Total whole() {
    VisibleRow whole = estate == null && sites.size() == 1 ? sites.getFirst().total() : estate;
    return whole == null ? null : whole.total();
  }

  /** Devices that are described in a class at a site today; 0 if that is not known. */
  int expected(String site, String equipmentClass) {
    return today ? described.getOrDefault(site, Map.of()).getOrDefault(equipmentClass, 0) : 0;
  }

  /** Devices today in these classes at a site. */
  int expected(String site, Collection<String> classes) {
    return classes.stream().mapToInt(one -> expected(site, one)).sum();
  }

  private static LocalDate date(Total day) {
    return Instant.ofEpochMilli(day.start()).atZone(day.zone()).toLocalDate();
  }

  private static DayPanel of(
      boolean today, LocalDate date, List<Total> days, Division division, @Nullable String only) {
    VisibleTotals cells = visible(days, By.SITE_CLASS, division, only);
    Map<String, List<Total>> classes = new TreeMap<>();
    List<Total> grouped = new ArrayList<>();
    for (VisibleRow row : cells.rows()) {
      if (row.isGrouped()) {
        grouped.add(row.total());
      } else {
        classes.computeIfAbsent(site(row), s -> new ArrayList<>()).add(row.total());
      }
    }
    Map<String, List<VisibleRow>> sites = new TreeMap<>();
    for (VisibleRow row : visible(days, By.SITE, division, only).rows()) {
      if (!row.isGrouped()) {
        sites.computeIfAbsent(site(row), s -> new ArrayList<>()).add(row);
      }
    }
    Set<String> names = new TreeSet<>(sites.keySet());
    names.addAll(classes.keySet());
    List<VisibleRow> estate =
        only == null ? visible(days, By.ESTATE, division, null).rows() : List.of();
    return new DayPanel(
        today,
        date,
        estate.isEmpty() ? null : estate.getFirst(),
        names.stream()
            .map(
                name ->
                    new Site(
                        name,
                        ofAllEntities(sites.getOrDefault(name, List.of())),
                        sorted(classes.getOrDefault(name, List.of()))))
            .toList(),
        grouped,
        cells,
        described(days));
  }

  private static Map<String, Map<String, Integer>> described(List<Total> days) {
    Map<String, Map<String, Integer>> described = new TreeMap<>();
    for (Total day : days) {
      String site = day.scope().site();
      String equipmentClass = day.scope().equipmentClass();
      if (site != null && equipmentClass != null) {
        described
            .computeIfAbsent(site, s -> new TreeMap<>())
            .merge(equipmentClass, day.expected(), Integer::sum);
      }
    }
    return described;
  }

  private static VisibleTotals visible(
      List<Total> days, By by, Division division, @Nullable String only) {
    TotalsQuery query = new TotalsQuery(Period.DAY, by, null, null, only, null, false);
    return VisibleTotals.of(days.stream(), query, division);
  }

  private static String site(VisibleRow row) {
    return String.valueOf(row.total().scope().site());
  }

  /** A site of two entities has two totals of the same day. */
  private static @Nullable VisibleRow ofAllEntities(List<VisibleRow> rows) {
    if (rows.size() < 2) {
      return rows.isEmpty() ? null : rows.getFirst();
    }
    TotalSum sum = new TotalSum();
    rows.forEach(row -> sum.add(row.total()));
    return new VisibleRow(
        sum.as(rows.getFirst().total()), rows.stream().anyMatch(VisibleRow::withoutGrouped));
  }

  private static List<Total> sorted(List<Total> classes) {
    return classes.stream()
        .sorted(Comparator.comparing(t -> String.valueOf(t.scope().equipmentClass())))
        .toList();
  }
}
