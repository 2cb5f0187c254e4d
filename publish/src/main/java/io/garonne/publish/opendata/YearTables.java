package io.garonne.publish.opendata;

import io.garonne.model.indicator.Figure;
import io.garonne.model.indicator.Programme;
import io.garonne.model.indicator.Publishable;
import io.garonne.model.inventory.Estate;
import io.garonne.publish.indicator.PublishedIndicators;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables of a whole year: indicators and carbon. */
final class YearTables {
  static final String ALL = "toutes";

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
    figures(published, months)
        .filter(YearTables::isSettled)
        .filter(
            figure ->
                Set.of(Figure.ALL, Figure.IT, Figure.FACILITY).contains(figure.part())
                    || shown.contains(figure.part()))
        .forEach(figure -> rows.add(row(figure)));
    return new Table(Dataset.INDICATORS, rows);
  }

  /** Months of figures that a device which was not heard, or what is not final, may change. */
  static SortedSet<YearMonth> waiting(PublishedIndicators published, Collection<YearMonth> months) {
    return figures(published, months)
        .filter(figure -> !isSettled(figure))
        .map(Figure::month)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Figure> figures(
      PublishedIndicators published, Collection<YearMonth> months) {
    return published.byId().values().stream()
        .filter(Figure.class::isInstance)
        .map(Figure.class::cast)
        .filter(figure -> months.contains(figure.month()));
  }

  private static boolean isSettled(Figure figure) {
    return figure.value() == null
        || figure.value().publishable().compareTo(Publishable.LOWER_BOUND) <= 0;
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
                    : figure.why().reason().name().toLowerCase(Locale.ROOT).replace('_', '-')));
    if (value == null) {
      cells.addAll(Collections.nCopies(11, ""));
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
                  : value.status().name().toLowerCase(Locale.ROOT).replace('_', '-'),
              value.publishable().label(),
              MonthTables.label(value.quality())));
    }
    cells.add(Figure.METHOD);
    return cells;
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
