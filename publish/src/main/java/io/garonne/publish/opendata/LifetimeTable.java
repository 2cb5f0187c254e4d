package io.garonne.publish.opendata;

import io.garonne.model.inventory.EquipmentClass;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.Lifetimes;
import io.garonne.model.inventory.MeanAge;
import io.garonne.model.inventory.Share;
import io.garonne.model.inventory.Unit;
import java.time.Year;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How long equipment is used, as a table. */
final class LifetimeTable {
  private LifetimeTable() {}

  /**
   * How long equipment is used. Classes of personal equipment with too few units are put together;
   * if it is one, the next smallest joins it. What an edition before had put together has no row of
   * its own afterwards, or the two could be subtracted.
   *
   * @param before what the edition before said, or null
   */
  static Table of(int year, Estate estate, int least, @Nullable Table before) {
    Map<String, Long> sizes =
        estate.units().stream()
            .filter(unit -> isPersonal(estate, unit.equipmentClass()))
            .collect(
                Collectors.groupingBy(
                    Unit::equipmentClass, TreeMap::new, Collectors.summingLong(Unit::quantity)));
    Set<String> named = namedBefore(before);
    SortedSet<String> few = new TreeSet<>();
    sizes.forEach(
        (name, size) -> {
          if (size < least || (named != null && !named.contains(Table.plain(name)))) {
            few.add(name);
          }
        });
    while (!few.isEmpty()
        && few.size() < sizes.size()
        && (few.size() == 1
            || few.stream().mapToLong(name -> sizes.getOrDefault(name, 0L)).sum() < least)) {
      sizes.entrySet().stream()
          .filter(entry -> !few.contains(entry.getKey()))
          .min(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
          .ifPresent(entry -> few.add(entry.getKey()));
    }
    List<Unit> units =
        estate.units().stream()
            .map(unit -> few.contains(unit.equipmentClass()) ? as(CellKey.GROUPED, unit) : unit)
            .toList();
    Lifetimes lifetimes = Lifetimes.of(Year.of(year), units, Lifetimes.Settings.DEFAULT);
    SortedMap<String, Lifetimes.Figures> all = new TreeMap<>(lifetimes.byClass());
    // Of few units retired, the mean would be that of one person's: nor may it be a difference.
    Set<String> blank = new HashSet<>();
    all.forEach(
        (name, figures) -> {
          boolean personal = name.equals(CellKey.GROUPED) || isPersonal(estate, name);
          if (personal && figures.retired() > 0 && figures.retired() < least) {
            blank.add(name);
          }
        });
    List<List<String>> rows = new ArrayList<>();
    all.forEach((name, figures) -> rows.add(row(year, name, figures, !blank.contains(name))));
    if (!all.isEmpty()) {
      rows.add(row(year, YearTables.ALL, lifetimes.overall(), blank.isEmpty()));
    }
    return new Table(Dataset.LIFETIMES, rows);
  }

  /** Classes with a row of their own, if others had none; null: all had one. */
  private static @Nullable Set<String> namedBefore(@Nullable Table before) {
    if (before == null) {
      return null;
    }
    Set<String> named =
        before.rows().stream().map(row -> before.cell(row, "classe")).collect(Collectors.toSet());
    return named.contains(CellKey.GROUPED) ? named : null;
  }

  private static boolean isPersonal(Estate estate, String equipmentClass) {
    EquipmentClass known = estate.classes().get(equipmentClass);
    return known != null && known.personal();
  }

  private static Unit as(String equipmentClass, Unit unit) {
    return new Unit(
        equipmentClass,
        unit.targetYears(),
        unit.commissioned(),
        unit.purchased(),
        unit.retired(),
        unit.retiredTo(),
        unit.functional(),
        unit.quantity());
  }

  private static List<String> row(
      int year, String name, Lifetimes.Figures figures, boolean ofRetired) {
    return List.of(
        Integer.toString(year),
        Table.plain(name),
        Long.toString(figures.inService()),
        years(figures.ageInService()),
        Long.toString(figures.retired()),
        ofRetired ? years(figures.ageRetired()) : "",
        ofRetired ? percent(figures.early()) : "",
        ofRetired ? percent(figures.reconditioned()) : "");
  }

  private static String years(MeanAge age) {
    return age instanceof MeanAge.Known known ? known.years().toPlainString() : "";
  }

  private static String percent(Share share) {
    return share instanceof Share.Known known ? known.percent().toPlainString() : "";
  }
}
