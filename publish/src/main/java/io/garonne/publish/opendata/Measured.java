package io.garonne.publish.opendata;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.inventory.EquipmentClass;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.Family;
import io.garonne.model.inventory.Site;
import io.garonne.publish.persons.Crowd;
import io.garonne.publish.persons.People;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What was measured in the months of a year that are over and final, by place and family, and of
 * how many persons at least. Nothing in here may leave: see {@link Grouping}.
 *
 * @param months that are in it: all of the month's totals are final
 * @param notFinal months of which something was measured, and of which some total is not final
 * @param cells by cell and month
 * @param people by cell and month
 * @param methods versions of the metering rules
 * @param problems sums that do not agree
 */
public record Measured(
    SortedSet<YearMonth> months,
    SortedSet<YearMonth> notFinal,
    SortedMap<CellKey, SortedMap<YearMonth, Meters>> cells,
    Map<CellKey, Map<YearMonth, People>> people,
    SortedSet<String> methods,
    List<String> problems) {

  public Measured {
    months = Collections.unmodifiableSortedSet(new TreeSet<>(months));
    notFinal = Collections.unmodifiableSortedSet(new TreeSet<>(notFinal));
    cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
    people = Map.copyOf(people);
    methods = Collections.unmodifiableSortedSet(new TreeSet<>(methods));
    problems = List.copyOf(problems);
  }

  /** Whether a total is one that a year needs. */
  public static boolean needs(Total total, int year) {
    return total.period() == Period.MONTH
        && total.scope().device() == null
        && month(total).getYear() == year
        && (isSiteClass(total.scope()) || total.scope().equals(Scope.ESTATE));
  }

  /**
   * From totals in any order.
   *
   * @param totals at least those that the year {@link #needs}
   */
  public static Measured of(int year, Collection<Total> totals, Estate estate) {
    Map<YearMonth, List<Total>> months =
        totals.stream()
            .filter(total -> needs(total, year))
            .collect(Collectors.groupingBy(Measured::month, TreeMap::new, Collectors.toList()));
    Making making = new Making(estate);
    months.forEach(making::take);
    return making.made();
  }

  private static boolean isSiteClass(Scope scope) {
    return scope.site() != null && scope.equipmentClass() != null;
  }

  static YearMonth month(Total total) {
    return YearMonth.from(Instant.ofEpochMilli(total.start()).atZone(total.zone()));
  }

  /**
   * Where a site's class is counted. A site from before names with an underscore were refused is
   * one of the others: its row would pass for one of several sites.
   */
  static CellKey cell(Estate estate, String site, String equipmentClass) {
    EquipmentClass known = estate.classes().get(equipmentClass);
    Family family = known == null ? Family.OTHER : known.family();
    if (family == Family.SERVER_ROOM_IT || family == Family.SERVER_ROOM_FACILITY) {
      return new CellKey(CellKey.SERVER_ROOMS, family.label());
    }
    Site place = estate.sites().get(site);
    return new CellKey(
        place != null && place.isPublic() && !site.startsWith("_") ? site : CellKey.OTHER_SITES,
        family.label());
  }

  private static final class Making {
    private final Estate estate;
    private final Crowd crowd;
    private final SortedSet<YearMonth> months = new TreeSet<>();
    private final SortedSet<YearMonth> notFinal = new TreeSet<>();
    private final SortedMap<CellKey, SortedMap<YearMonth, Meters>> cells = new TreeMap<>();
    private final Map<CellKey, Map<YearMonth, Map<String, People>>> people = new HashMap<>();
    private final SortedSet<String> methods = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    Making(Estate estate) {
      this.estate = estate;
      this.crowd = new Crowd(estate);
    }

    void take(YearMonth month, List<Total> totals) {
      if (totals.stream().noneMatch(Total::isMetered)) {
        return;
      }
      if (totals.stream().anyMatch(total -> total.status() != Total.Status.FINAL)) {
        notFinal.add(month);
        return;
      }
      months.add(month);
      List<Total> ofSites = totals.stream().filter(total -> isSiteClass(total.scope())).toList();
      agree(month, totals, ofSites);
      Map<List<String>, List<Total>> groups =
          ofSites.stream()
              .collect(Collectors.groupingBy(total -> List.of(site(total), equipmentClass(total))));
      groups.values().forEach(same -> add(month, same));
    }

    /** One site's class, of one or several entities. */
    private void add(YearMonth month, List<Total> same) {
      String site = site(same.get(0));
      String equipmentClass = equipmentClass(same.get(0));
      CellKey cell = cell(estate, site, equipmentClass);
      Meters meters = Meters.NONE;
      int devices = 0;
      int counters = 0;
      for (Total total : same) {
        meters = meters.plus(Meters.of(total));
        devices += total.devices();
        counters += total.pageCounters();
        methods.add(total.method());
      }
      if (!meters.isKnown() && meters.energy() == 0) {
        return;
      }
      cells.computeIfAbsent(cell, c -> new TreeMap<>()).merge(month, meters, Meters::plus);
      People here =
          new People(
              crowd.persons(site, equipmentClass, month, devices),
              crowd.persons(site, equipmentClass, month, counters));
      people
          .computeIfAbsent(cell, c -> new HashMap<>())
          .computeIfAbsent(month, m -> new HashMap<>())
          // At one site it may be the same persons.
          .merge(site, here, People::orSame);
    }

    /** Sites against the estate, where all sites have its calendar. */
    private void agree(YearMonth month, List<Total> totals, List<Total> ofSites) {
      for (Total all : totals) {
        if (all.scope().equals(Scope.ESTATE)
            && ofSites.stream().allMatch(total -> total.zone().equals(all.zone()))) {
          long sum = ofSites.stream().mapToLong(Total::energy).sum();
          long pages = ofSites.stream().mapToLong(Total::pages).sum();
          if (sum != all.energy() || pages != all.pages()) {
            problems.add(
                "%s: sites %d mJ, %d impressions; estate %d mJ, %d impressions"
                    .formatted(month, sum, pages, all.energy(), all.pages()));
          }
        }
      }
    }

    private static String site(Total total) {
      return String.valueOf(total.scope().site());
    }

    private static String equipmentClass(Total total) {
      return String.valueOf(total.scope().equipmentClass());
    }

    Measured made() {
      Map<CellKey, Map<YearMonth, People>> together = new HashMap<>();
      people.forEach(
          (cell, byMonth) -> {
            Map<YearMonth, People> of = new HashMap<>();
            byMonth.forEach(
                (month, sites) ->
                    of.put(month, sites.values().stream().reduce(People.NOBODY, People::and)));
            together.put(cell, of);
          });
      return new Measured(months, notFinal, cells, together, methods, problems);
    }
  }
}
