package io.garonne.publish.opendata;

import io.garonne.publish.persons.People;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rows of an edition: what may be shown of what was measured, and what an earlier edition has
 * said already.
 *
 * <p>A month of an earlier edition stays as it is there if anything in it that is personal would
 * change, all of it: a late reading of one desk would be the difference of two editions, wherever
 * it moved to or came from. What is not personal is corrected in months in which nothing else
 * changed. Other rules of metering change everybody's figures at once; then all is new.
 *
 * @param rows in order
 * @param kept months of an earlier edition whose corrections are held back
 */
record MonthRows(List<MonthRow> rows, SortedSet<YearMonth> kept) {
  MonthRows {
    rows = List.copyOf(rows);
    kept = Collections.unmodifiableSortedSet(new TreeSet<>(kept));
  }

  /** What may be shown. */
  static List<MonthRow> of(Measured measured, Grouping grouping) {
    List<MonthRow> shown = new ArrayList<>();
    measured
        .cells()
        .forEach(
            (cell, byMonth) ->
                byMonth.forEach(
                    (month, meters) -> {
                      boolean personal =
                          measured
                              .people()
                              .getOrDefault(cell, Map.of())
                              .getOrDefault(month, People.NOBODY)
                              .isPersonal();
                      boolean merged = grouping.row(cell).isMerged();
                      if (!((personal || merged) && grouping.withheld().contains(month))) {
                        shown.add(
                            new MonthRow(
                                month,
                                cell,
                                merged && grouping.pagesWithheld().contains(month)
                                    ? meters.withoutPages()
                                    : meters,
                                personal || merged));
                      }
                    }));
    return grouped(shown, grouping);
  }

  /** Rows under a division that is the same as theirs, or coarser. */
  static List<MonthRow> grouped(Collection<MonthRow> rows, Grouping grouping) {
    Map<List<Object>, MonthRow> together = new TreeMap<>(MonthRows::compare);
    for (MonthRow row : rows) {
      CellKey key = grouping.row(row.key());
      together.merge(List.of(row.month(), key), row.as(key), (a, b) -> a.with(b, key));
    }
    return List.copyOf(together.values());
  }

  private static int compare(List<Object> a, List<Object> b) {
    int months = ((YearMonth) a.get(0)).compareTo((YearMonth) b.get(0));
    return months != 0 ? months : ((CellKey) a.get(1)).compareTo((CellKey) b.get(1));
  }

  /**
   * Rows that follow those of an earlier edition.
   *
   * @param shown what may be shown now
   * @param before rows of the earlier edition; empty if there is none, or its rules were others
   * @param grouping a division that groups whatever the earlier one did
   */
  static MonthRows following(List<MonthRow> shown, Collection<MonthRow> before, Grouping grouping) {
    SortedMap<YearMonth, List<MonthRow>> now = byMonth(shown);
    SortedSet<YearMonth> kept = new TreeSet<>();
    byMonth(grouped(before, grouping))
        .forEach(
            (month, then) -> {
              if (!personal(then).equals(personal(now.getOrDefault(month, List.of())))) {
                kept.add(month);
                now.put(month, then);
              }
            });
    return new MonthRows(
        now.values().stream().flatMap(List::stream).sorted(MonthRow.ORDER).toList(), kept);
  }

  private static SortedMap<YearMonth, List<MonthRow>> byMonth(Collection<MonthRow> rows) {
    return rows.stream()
        .collect(Collectors.groupingBy(MonthRow::month, TreeMap::new, Collectors.toList()));
  }

  private static Map<CellKey, Meters> personal(List<MonthRow> rows) {
    return rows.stream()
        .filter(MonthRow::personal)
        .collect(Collectors.toMap(MonthRow::key, MonthRow::meters));
  }

  /** Sums of rows by what {@code by} says, in its order. */
  static <K extends Comparable<K>> SortedMap<K, Meters> sums(
      Collection<MonthRow> rows, Function<MonthRow, K> by) {
    SortedMap<K, Meters> sums = new TreeMap<>();
    rows.forEach(row -> sums.merge(by.apply(row), row.meters(), Meters::plus));
    return sums;
  }
}
