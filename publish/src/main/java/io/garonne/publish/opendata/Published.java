package io.garonne.publish.opendata;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an edition has said.
 *
 * @param tables by data set
 * @param grouped cells without a row of their own
 * @param method version of the metering rules; empty: nothing was published
 * @param scope what has to agree for a comparison
 */
record Published(
    SortedMap<Dataset, Table> tables,
    SortedSet<CellKey> grouped,
    String method,
    Map<String, @Nullable Object> scope) {
  private static final List<String> SAME_REFERENCE =
      List.of(
          "reference_premier_mois", "reference_version", "reference_empreinte", "version_methode");

  /** Why there was no figure, where nobody is heard late when there is one. */
  private static final Set<String> DECIDED_LATE =
      Set.of("no-users", "nobody", "no-manufacturing", "no-factor");

  Published {
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    grouped = Collections.unmodifiableSortedSet(new TreeSet<>(grouped));
  }

  /**
   * Of an edition, or nothing.
   *
   * @throws IOException if its files are not what they should be
   */
  static Published of(@Nullable Edition edition) throws IOException {
    if (edition == null) {
      return new Published(new TreeMap<>(), new TreeSet<>(), "", Map.of());
    }
    List<String> problems = new ArrayList<>();
    SortedMap<Dataset, Table> tables = new TreeMap<>();
    for (Dataset dataset : Dataset.ALL) {
      tables.put(dataset, Table.read(dataset, edition.text(dataset.file()), problems));
    }
    if (!problems.isEmpty()) {
      throw new IOException(edition.directory() + ": " + String.join("; ", problems));
    }
    byte[] descriptor = edition.files().get("datapackage.json");
    if (descriptor == null) {
      throw new IOException(edition.directory() + " has no datapackage.json");
    }
    Map<?, ?> ours = JsonText.object(JsonText.readObject(descriptor), "garonne");
    SortedSet<CellKey> grouped = new TreeSet<>();
    for (Object one : JsonText.list(ours, "grouped")) {
      if (one instanceof Map<?, ?> cell) {
        grouped.add(new CellKey(JsonText.text(cell, "place"), JsonText.text(cell, "family")));
      }
    }
    Map<String, @Nullable Object> scope = new TreeMap<>();
    JsonText.object(ours, "scope").forEach((name, value) -> scope.put(String.valueOf(name), value));
    return new Published(
        tables, grouped, JsonText.text(JsonText.object(ours, "scope"), "metering"), scope);
  }

  List<MonthRow> rows() {
    Table consumption = tables.get(Dataset.CONSUMPTION);
    Table prints = tables.get(Dataset.PRINTS);
    return consumption == null || prints == null
        ? List.of()
        : MonthTables.rows(consumption, prints);
  }

  List<List<String>> errata() {
    Table table = tables.get(Dataset.ERRATA);
    return table == null ? List.of() : table.rows();
  }

  /**
   * Figures, but those that were published against the same reference as they were: what a late
   * reading of one desk moves could be found from two editions of a figure. One that only waited
   * for what somebody decides or supplies is computed when it can be.
   */
  Table keepingFigures(Table figures) {
    Table old = tables.get(Dataset.INDICATORS);
    if (old == null) {
      return figures;
    }
    SortedMap<String, List<String>> before = old.byKey();
    List<List<String>> rows = new ArrayList<>();
    figures
        .byKey()
        .forEach(
            (id, row) -> {
              List<String> then = before.get(id);
              boolean same =
                  then != null
                      && !DECIDED_LATE.contains(old.cell(then, "non_calculable"))
                      && SAME_REFERENCE.stream()
                          .allMatch(f -> figures.cell(row, f).equals(old.cell(then, f)));
              rows.add(same && then != null ? then : row);
            });
    return new Table(Dataset.INDICATORS, rows);
  }
}
