package io.garonne.publish.opendata;

import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an edition says, before it is written.
 *
 * @param year calendar year
 * @param number of the edition
 * @param imprint who publishes
 * @param least persons in a group
 * @param method version of the metering rules
 * @param tables by data set
 * @param rows consumption and prints, as published
 * @param grouped cells without a row of their own
 * @param withheld months in which too few have personal equipment
 * @param kept months of which corrections are held back
 */
record Contents(
    int year,
    int number,
    Imprint imprint,
    int least,
    String method,
    SortedMap<Dataset, Table> tables,
    List<MonthRow> rows,
    SortedSet<CellKey> grouped,
    SortedSet<YearMonth> withheld,
    SortedSet<YearMonth> kept) {
  Contents {
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    rows = List.copyOf(rows);
  }

  SortedSet<YearMonth> months() {
    return new TreeSet<>(rows.stream().map(MonthRow::month).toList());
  }

  /** Energy of all rows. */
  Meters sum() {
    return rows.stream().map(MonthRow::meters).reduce(Meters.NONE, Meters::plus);
  }

  /** Families that have rows. */
  List<String> families() {
    return rows.stream().map(row -> row.key().family()).distinct().sorted().toList();
  }

  String directory() {
    return "edition-" + number;
  }

  Map<String, byte[]> csv() {
    Map<String, byte[]> files = new TreeMap<>();
    tables.forEach((dataset, table) -> files.put(dataset.file(), table.bytes()));
    return files;
  }
}
