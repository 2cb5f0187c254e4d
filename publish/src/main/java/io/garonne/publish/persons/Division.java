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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  private final Crowd crowd;
  private final CellMonths months;
  private final int least;
  private final Map<Integer, Map<Cell, HiddenCells>> years = new HashMap<>();
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
    months
        .hidden(crowd, who.least())
        .forEach(
            (year, zones) ->
                zones.forEach(
                    zone ->
                        zone.personal()
                            .forEach(
                                cell ->
                                    years
                                        .computeIfAbsent(year, y -> new TreeMap<>())
                                        .put(cell, zone))));
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
    YearMonth month = CellMonths.month(total.start(), total.zone());
    HiddenCells judged = of(month.getYear(), cell);
    if (judged != null && judged.hidden().contains(cell)) {
      return judged.isTold() ? Lot.GROUPED : Lot.LEFT_OUT;
    }
    // Of a cell without months nobody knows how many it is of.
    boolean isNobodys =
        CellMonths.persons(crowd, cell, month, total.devices()) == 0
            && CellMonths.persons(crowd, cell, month, total.pageCounters()) == 0;
    boolean isKnown = judged != null || months.knows(cell, month.getYear()) || isNobodys;
    return isKnown ? Lot.VISIBLE : Lot.LEFT_OUT;
  }

  /** The scopes of a shape that lack a cell in a year, whenever it is measured. */
  Set<Scope> lacking(int year, By by) {
    Set<Scope> scopes = new HashSet<>();
    years
        .getOrDefault(year, Map.of())
        .forEach(
            (cell, judged) -> {
              boolean isWhole = by == By.ESTATE && judged.isTold();
              if (judged.hidden().contains(cell) && !isWhole) {
                scopes.add(scope(cell, by));
              }
            });
    return scopes;
  }

  /**
   * Whether a sum over all sites that is known from elsewhere, such as from an indicator, may be
   * told beside the rows of its year: nothing hidden is in it, or each such sum has enough of it.
   *
   * @param by what all those sums are of: families, or families of entities
   */
  public boolean isToldApart(int year, By by, Scope scope) {
    return !lacking(year, by).contains(scope)
        || years.getOrDefault(year, Map.of()).values().stream()
            .distinct()
            .allMatch(judged -> judged.areEnoughInParts(cell -> scope(cell, by), least));
  }

  /** How many cells are told of only together, in any of these years. */
  public int grouped(Set<Integer> ofYears) {
    Set<Cell> grouped = new HashSet<>();
    for (int year : ofYears) {
      for (HiddenCells judged : years.getOrDefault(year, Map.of()).values()) {
        if (judged.isTold()) {
          grouped.addAll(judged.hidden());
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
