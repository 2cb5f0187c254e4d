package io.garonne.publish.opendata;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an edition says otherwise than the one before, cell by cell. */
final class Errata {
  private static final String WHOLE_ROW = "*";

  private Errata() {}

  /**
   * Errata of an edition, after those of the ones before.
   *
   * @param before tables of the edition before
   * @param now the same, new
   * @param cause as people are told; empty: by column
   */
  static Table of(int edition, Collection<Table> before, Collection<Table> now, String cause) {
    List<List<String>> rows = new ArrayList<>();
    before.stream()
        .filter(table -> table.dataset().equals(Dataset.ERRATA))
        .forEach(table -> rows.addAll(table.rows()));
    boolean sameMonths = months(before).equals(months(now));
    for (Table old : before) {
      for (Table fresh : now) {
        if (old.dataset().equals(fresh.dataset()) && old.dataset().isData()) {
          boolean isSum = old.dataset().equals(Dataset.CARBON);
          compare(edition, old, fresh, isSum && !sameMonths ? "mois ajoutés" : cause, rows);
        }
      }
    }
    return new Table(Dataset.ERRATA, rows);
  }

  private static Set<String> months(Collection<Table> tables) {
    Set<String> months = new TreeSet<>();
    for (Table table : tables) {
      if (table.dataset().equals(Dataset.CONSUMPTION)) {
        table.rows().forEach(row -> months.add(table.cell(row, "annee_mois")));
      }
    }
    return months;
  }

  private static void compare(
      int edition, Table old, Table fresh, String cause, List<List<String>> rows) {
    Dataset dataset = old.dataset();
    SortedMap<String, List<String>> now = new TreeMap<>(fresh.byKey());
    boolean methodChanged = !methods(old).equals(methods(fresh));
    for (Map.Entry<String, List<String>> then : old.byKey().entrySet()) {
      List<String> row = now.remove(then.getKey());
      if (row == null) {
        rows.add(
            List.of(
                Integer.toString(edition),
                dataset.title(),
                then.getKey(),
                WHOLE_ROW,
                WHOLE_ROW,
                "",
                cause.isEmpty() ? "regroupement ou inventaire" : Table.plain(cause)));
        continue;
      }
      for (int i = 0; i < row.size(); i++) {
        if (!row.get(i).equals(then.getValue().get(i))) {
          String field = dataset.fields().get(i).name();
          rows.add(
              List.of(
                  Integer.toString(edition),
                  dataset.title(),
                  then.getKey(),
                  field,
                  then.getValue().get(i),
                  row.get(i),
                  cause.isEmpty() ? cause(field, methodChanged) : Table.plain(cause)));
        }
      }
    }
  }

  private static List<String> methods(Table table) {
    return table.dataset().fields().stream().anyMatch(f -> f.name().equals("version_methode"))
        ? table.rows().stream().map(row -> table.cell(row, "version_methode")).distinct().toList()
        : List.of();
  }

  private static String cause(String field, boolean methodChanged) {
    if (methodChanged) {
      return "version de la méthode";
    }
    if (field.startsWith("facteur") || field.contains("kgco2e")) {
      return "facteur d’émission";
    }
    if (field.startsWith("nb_") || field.contains("_par_") || field.startsWith("lieu_")) {
      return "inventaire ou nombre d’utilisateurs";
    }
    return "relevés corrigés après publication";
  }
}
