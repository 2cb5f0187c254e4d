package io.garonne.publish.persons;

import io.garonne.model.Total;
import io.garonne.publish.TotalsQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows of totals that may be shown, all in memory.
 *
 * @param rows in the order of start; what is told together comes last of its start
 * @param grouped how many cells are told of only together
 * @param withheld how many totals of cells are in no row
 */
public record VisibleTotals(List<VisibleRow> rows, int grouped, int withheld) {
  public VisibleTotals {
    rows = List.copyOf(rows);
  }

  /**
   * Those that are asked for.
   *
   * @param totals the newest of each key: at least those of sites and classes, and those of the
   *     shape that is asked for, of the periods that are
   * @param query of several devices
   */
  public static VisibleTotals of(Stream<Total> totals, TotalsQuery query, Division division) {
    List<VisibleRow> rows = new ArrayList<>();
    VisibleRows.Taker taker =
        row -> {
          if (!query.finalOnly() || row.total().status() == Total.Status.FINAL) {
            rows.add(row);
          }
        };
    VisibleRows visible = new VisibleRows(query, division, query.ofAnyStatus(), taker);
    List<Total> inTime =
        totals
            .filter(total -> total.period() == query.period())
            .filter(total -> Cell.of(total.scope()) != null || query.by().matches(total.scope()))
            .sorted(Comparator.comparingLong(Total::start))
            .toList();
    try {
      for (Total total : inTime) {
        visible.take(total);
      }
      visible.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new VisibleTotals(rows, visible.grouped(), visible.withheld());
  }

  /** Their totals. */
  public List<Total> totals() {
    return rows.stream().map(VisibleRow::total).toList();
  }
}
