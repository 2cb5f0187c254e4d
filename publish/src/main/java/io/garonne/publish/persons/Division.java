package io.garonne.publish.persons;

import io.garonne.model.Assignment;
import io.garonne.model.Attribution;
import io.garonne.model.Device;
import io.garonne.model.Part;
import io.garonne.model.PointRef;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.inventory.EquipmentClass;
import io.garonne.model.inventory.Estate;
import io.garonne.publish.TotalsQuery.By;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which cells are hidden in which year, and of which rows they would have been. */
public final class Division {
  /** What becomes of a cell. */
  enum Lot {
    /** It has a sum of its own. */
    VISIBLE,
    /** It is told of together with others. */
    GROUPED,
    /** It is not told of. */
    LEFT_OUT
  }

  private record Shape(int year, By by) {}

  private record Parts(int year, By by, boolean pages) {}

  private final Crowd crowd;
  private final CellMonths months;
  private final int least;
  private final Map<Integer, List<HiddenCells>> zones;
  private final Map<Integer, Map<Cell, HiddenCells>> years = new HashMap<>();
  // Months that go on, of which too few persons have been heard so far: of cells and of groups.
  private final Map<Cell, Set<YearMonth>> barelyHeard = new HashMap<>();
  private final IdentityHashMap<HiddenCells, Set<YearMonth>> barelyHeardTogether =
      new IdentityHashMap<>();
  private final ConcurrentHashMap<Shape, Set<Scope>> lacking = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Parts, Boolean> enoughInParts = new ConcurrentHashMap<>();
  private final Map<String, String> families = new HashMap<>();
  private final Set<String> abovePersonal = new HashSet<>();

  /**
   * Of totals in memory.
   *
   * @param months the newest of each key: at least the months of sites and classes in the whole
   *     years that are asked about
   */
  public static Division of(Inhabitants who, Stream<Total> months) {
    CellMonths known = new CellMonths();
    months
        .filter(total -> total.period() == Period.MONTH)
        .forEach(
            total -> {
              Cell cell = Cell.of(total.scope());
              if (cell != null) {
                known.take(cell, total);
              }
            });
    return new Division(who, known);
  }

  /** By the months of all cells. */
  public Division(Inhabitants who, CellMonths months) {
    this.crowd = who.crowd();
    this.least = who.least();
    this.months = months;
    this.zones = months.hidden(crowd, least);
    zones.forEach(
        (year, all) -> {
          for (HiddenCells zone : all) {
            zone.personal()
                .forEach(cell -> years.computeIfAbsent(year, y -> new TreeMap<>()).put(cell, zone));
            barelyHeard(zone, months.goingOn(crowd, year, zone.personal()));
          }
        });
    Estate estate = who.estate();
    for (EquipmentClass known : estate.classes().values()) {
      families.put(known.name(), known.family().label());
    }
    families.put(Assignment.UNMETERED_CLASS, Attribution.UNMETERED_FAMILY);
    for (Device device : who.devices()) {
      for (Assignment a : device.assignments()) {
        for (Part part : a.parts()) {
          families.put(part.equipmentClass(), part.family());
        }
        if (a.personal()) {
          a.tree().above().stream().map(PointRef::device).forEach(abovePersonal::add);
        }
      }
    }
  }

  private void barelyHeard(HiddenCells zone, Map<Cell, Map<YearMonth, People>> heard) {
    heard.forEach(
        (cell, months) ->
            months.forEach(
                (month, people) -> {
                  if (people.isFewerThan(least)) {
                    barelyHeard.computeIfAbsent(cell, c -> new HashSet<>()).add(month);
                  }
                }));
    HiddenCells.together(heard, zone.hidden())
        .forEach(
            (month, people) -> {
              if (zone.told(people).isFewerThan(least)) {
                barelyHeardTogether.computeIfAbsent(zone, z -> new HashSet<>()).add(month);
              }
            });
  }

  /** Whether anything is of persons, in any year. */
  boolean isAnyPersonal() {
    return !years.isEmpty();
  }

  /**
   * The cells among which one with equipment of persons is judged in a year, or null: it is not.
   */
  @Nullable HiddenCells of(int year, Cell cell) {
    return years.getOrDefault(year, Map.of()).get(cell);
  }

  /** What becomes of a cell in a year, by its total. */
  Lot lot(Cell cell, Total total) {
    int year = CellMonths.month(total.start(), total.zone()).getYear();
    HiddenCells judged = of(year, cell);
    if (judged == null) {
      // Of a cell without months nobody knows how many it is of.
      return months.knows(cell, year) || !people(cell, total).isPersonal()
          ? Lot.VISIBLE
          : Lot.LEFT_OUT;
    }
    if (judged.hidden().contains(cell)) {
      return judged.isTold() ? Lot.GROUPED : Lot.LEFT_OUT;
    }
    return isMeter(barelyHeard.getOrDefault(cell, Set.of()), total, people(cell, total))
        ? Lot.LEFT_OUT
        : Lot.VISIBLE;
  }

  /**
   * Whether the sum of hidden cells still grows and is, for now, of few persons.
   *
   * @param sum of these cells, at one time
   * @param people whose equipment is in it
   */
  boolean isMeter(HiddenCells judged, Total sum, People people) {
    return isMeter(barelyHeardTogether.getOrDefault(judged, Set.of()), sum, judged.told(people));
  }

  /**
   * Whether a total that still grows is, for now, of few persons: whoever looks twice would see
   * what they use. It will be shown when the month has enough of them, or the day has come to rest.
   */
  private boolean isMeter(Set<YearMonth> barely, Total total, People people) {
    YearMonth month = CellMonths.month(total.start(), total.zone());
    return switch (total.period()) {
      case YEAR -> barely.stream().anyMatch(one -> one.getYear() == month.getYear());
      case MONTH -> barely.contains(month);
      case DAY, HOUR, QUARTER_HOUR ->
          barely.contains(month)
              || (total.status() != Total.Status.FINAL && people.isFewerThan(least));
    };
  }

  /** Whose equipment is in a total of a cell. */
  People people(Cell cell, Total total) {
    return CellMonths.people(crowd, cell, total);
  }

  /** The scopes of a shape that lack a cell in a year, whenever it is measured. */
  Set<Scope> lacking(int year, By by) {
    return lacking.computeIfAbsent(
        new Shape(year, by),
        of -> {
          Set<Scope> scopes = new HashSet<>();
          for (HiddenCells zone : zones.getOrDefault(year, List.of())) {
            if (by != By.ESTATE || !zone.isTold()) {
              zone.hidden().forEach(cell -> scopes.add(scope(cell, by)));
            }
          }
          return scopes;
        });
  }

  /**
   * Whether a sum over all sites that is known from elsewhere, such as from an indicator, may be
   * told beside the rows of its year: nothing hidden is in it, or each such sum has enough of it.
   *
   * @param by what all those sums are of: families, or families of entities
   * @param pages whether it is of pages, otherwise of energy
   */
  public boolean isToldApart(int year, By by, Scope scope, boolean pages) {
    return !lacking(year, by).contains(scope)
        || enoughInParts.computeIfAbsent(
            new Parts(year, by, pages),
            of ->
                zones.getOrDefault(year, List.of()).stream()
                    .allMatch(
                        zone -> zone.areEnoughInParts(cell -> scope(cell, by), pages, least)));
  }

  /** How many cells are told of only together, in any of these years. */
  public int grouped(Set<Integer> ofYears) {
    Set<Cell> grouped = new HashSet<>();
    for (int year : ofYears) {
      for (HiddenCells zone : zones.getOrDefault(year, List.of())) {
        if (zone.isTold()) {
          grouped.addAll(zone.hidden());
        }
      }
    }
    return grouped.size();
  }

  /**
   * Whether a device's own total tells of a person: it is somebody's, or it counts what somebody's
   * own counts, too.
   */
  public boolean tellsOfPersons(Total ofDevice) {
    String device = ofDevice.scope().device();
    return ofDevice.personal() || (device != null && abovePersonal.contains(device));
  }

  /** The scope of a shape that a cell is part of. */
  Scope scope(Cell cell, By by) {
    return switch (by) {
      case SITE_CLASS, DEVICE -> new Scope(cell.entity(), cell.site(), cell.equipmentClass(), null);
      case SITE -> new Scope(cell.entity(), cell.site(), null, null);
      case CLASS -> new Scope(null, null, cell.equipmentClass(), null);
      case ENTITY -> Scope.ofEntity(cell.entity());
      case FAMILY -> Scope.ofFamily(null, family(cell));
      case ENTITY_FAMILY -> Scope.ofFamily(cell.entity(), family(cell));
      case ESTATE -> Scope.ESTATE;
    };
  }

  /** What is in the place of a shape's names in the row of what is told together. */
  static Scope grouped(By by) {
    String all = VisibleRow.GROUPED;
    return switch (by) {
      case SITE_CLASS -> new Scope(all, all, all, null);
      case SITE -> new Scope(all, all, null, null);
      case CLASS -> new Scope(null, null, all, null);
      case ENTITY -> Scope.ofEntity(all);
      case FAMILY -> Scope.ofFamily(null, all);
      case ENTITY_FAMILY -> Scope.ofFamily(all, all);
      case ESTATE, DEVICE -> throw new IllegalArgumentException("has no such row");
    };
  }

  private String family(Cell cell) {
    return families.getOrDefault(cell.equipmentClass(), Part.OTHER_FAMILY);
  }
}
