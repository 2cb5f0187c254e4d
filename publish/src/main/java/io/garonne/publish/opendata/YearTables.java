package io.garonne.publish.opendata;

import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Programme;
import io.garonne.model.inventory.EquipmentClass;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.Lifetimes;
import io.garonne.model.inventory.MeanAge;
import io.garonne.model.inventory.Share;
import io.garonne.model.inventory.Unit;
import io.garonne.publish.indicator.PublishedIndicators;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
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

/** Tables of a whole year: indicators, lifetimes, carbon. */
final class YearTables {
  private static final String ALL = "toutes";

  private YearTables() {}

  /**
   * Figures of the months that are published. They carry no quantities: taken together with the
   * rows of months these would tell what a row without a name keeps. Parts whose persons are too
   * few are left out.
   *
   * @param shown families that may be told apart
   */
  static Table indicators(
      PublishedIndicators published, Collection<YearMonth> months, Set<String> shown) {
    List<List<String>> rows = new ArrayList<>();
    published.byId().values().stream()
        .filter(Figure.class::isInstance)
        .map(Figure.class::cast)
        .filter(figure -> months.contains(figure.month()))
        .filter(
            figure ->
                Set.of(Figure.ALL, Figure.IT, Figure.FACILITY).contains(figure.part())
                    || shown.contains(figure.part()))
        .forEach(figure -> rows.add(row(figure)));
    return new Table(Dataset.INDICATORS, rows);
  }

  private static List<String> row(Figure figure) {
    Figure.Reference reference = figure.reference();
    Figure.Value value = figure.value();
    List<String> cells =
        new ArrayList<>(
            List.of(
                figure.id(),
                figure.indicator().label(),
                figure.span().label(),
                figure.month().toString(),
                figure.part(),
                reference == null ? "" : reference.firstMonth().toString(),
                reference == null ? "" : Integer.toString(reference.version()),
                reference == null || reference.hash() == null ? "" : reference.hash(),
                figure.why() == null
                    ? ""
                    : figure
                        .why()
                        .reason()
                        .name()
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace('_', '-')));
    if (value == null) {
      cells.addAll(java.util.Collections.nCopies(11, ""));
    } else {
      cells.addAll(
          List.of(
              Integer.toString(value.months()),
              Numbers.percent(value.chosen().value()),
              Numbers.percent(value.chosen().low()),
              Numbers.percent(value.chosen().high()),
              Numbers.percent(value.allFixed().value()),
              value.allPerUser() == null ? "" : Numbers.percent(value.allPerUser().value()),
              Numbers.percent(value.shareMeasured()),
              Numbers.percent(value.due()),
              value.status() == null
                  ? ""
                  : value.status().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
              value.publishable().label(),
              MonthTables.label(value.quality())));
    }
    cells.add(Figure.METHOD);
    return cells;
  }

  /**
   * How long equipment is used. Classes of personal equipment with too few units are put together;
   * if it is one, the next smallest joins it.
   */
  static Table lifetimes(int year, Estate estate, int least) {
    Map<String, Long> sizes =
        estate.units().stream()
            .filter(unit -> isPersonal(estate, unit.equipmentClass()))
            .collect(
                Collectors.groupingBy(
                    Unit::equipmentClass, TreeMap::new, Collectors.summingLong(Unit::quantity)));
    SortedSet<String> few = new TreeSet<>();
    sizes.forEach(
        (name, size) -> {
          if (size < least) {
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
      rows.add(row(year, ALL, lifetimes.overall(), blank.isEmpty()));
    }
    return new Table(Dataset.LIFETIMES, rows);
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

  /** Carbon of a year: of use, from the rows as they are published, and of manufacturing. */
  static Table carbon(int year, List<MonthRow> rows, Estate estate) {
    Programme programme = Programme.of(estate);
    SortedMap<String, Long> energy = new TreeMap<>();
    rows.stream()
        .filter(row -> row.meters().hasEnergy())
        .forEach(row -> energy.merge(row.key().family(), row.meters().energy(), Long::sum));
    SortedMap<String, List<Programme.Embodied>> made = new TreeMap<>();
    programme.embodied().stream()
        .filter(embodied -> embodied.year() == year)
        .forEach(e -> made.computeIfAbsent(e.family(), f -> new ArrayList<>()).add(e));
    Programme.@Nullable Factor factor = programme.factors().get(year);
    SortedSet<String> families = new TreeSet<>(energy.keySet());
    families.addAll(made.keySet());
    List<List<String>> table = new ArrayList<>();
    for (String family : families) {
      Long used = energy.get(family);
      List<Programme.Embodied> of = made.getOrDefault(family, List.of());
      table.add(carbon(year, family, used, factor, of));
    }
    if (!families.isEmpty()) {
      table.add(
          carbon(
              year,
              ALL,
              energy.isEmpty() ? null : energy.values().stream().mapToLong(Long::longValue).sum(),
              factor,
              made.values().stream().flatMap(List::stream).toList()));
    }
    return new Table(Dataset.CARBON, table);
  }

  private static List<String> carbon(
      int year,
      String family,
      @Nullable Long energy,
      Programme.@Nullable Factor factor,
      List<Programme.Embodied> made) {
    return List.of(
        Integer.toString(year),
        family,
        energy == null ? "" : Numbers.kilowattHours(energy),
        factor == null ? "" : Numbers.plain(factor.grams()),
        factor == null ? "" : Table.plain(factor.source()),
        energy == null || factor == null ? "" : Numbers.kilograms(energy, factor.grams()),
        made.isEmpty()
            ? ""
            : made.stream()
                .map(e -> BigDecimal.valueOf(e.grams()))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .movePointLeft(3)
                .setScale(3, RoundingMode.HALF_EVEN)
                .toPlainString(),
        Table.plain(
            made.stream()
                .map(Programme.Embodied::source)
                .distinct()
                .sorted()
                .collect(Collectors.joining("; "))));
  }
}
