package io.garonne.publish.opendata;

import java.time.YearMonth;
import java.util.Comparator;

/**
 * A row as it is published.
 *
 * @param month month by the clocks of the sites
 * @param key what it is of
 * @param meters what meters say
 * @param personal whether personal equipment is in it
 */
record MonthRow(YearMonth month, CellKey key, Meters meters, boolean personal) {
  static final Comparator<MonthRow> ORDER =
      Comparator.comparing(MonthRow::month).thenComparing(MonthRow::key);

  /** Together with another one of the same month, under another name. */
  MonthRow with(MonthRow other, CellKey as) {
    return new MonthRow(month, as, meters.plus(other.meters), personal || other.personal);
  }

  MonthRow as(CellKey other) {
    return new MonthRow(month, other, meters, personal);
  }
}
