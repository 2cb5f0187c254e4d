package io.garonne.publish.opendata;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an edition says of its own columns and corrections, which follows from its other tables. */
final class StatedErrata {
  private static final String WHOLE_ROW = "*";

  private StatedErrata() {}

  /**
   * As {@link Recomputation#check}.
   *
   * @param number of the edition
   * @param before tables of the edition before, or null: it is not there
   */
  static void check(
      int number,
      Map<Dataset, Table> tables,
      @Nullable Collection<Table> before,
      List<String> problems) {
    Statements errata = Statements.of(Dataset.ERRATA, tables, problems);
    if (before == null) {
      newest(number, errata, tables);
    } else {
      compared(errata, Errata.of(number, before, tables.values(), ""));
    }
    dictionary(Statements.of(Dataset.DICTIONARY, tables, problems));
  }

  /** With the edition before, every line but its cause. */
  private static void compared(Statements errata, Table recomputed) {
    Map<String, List<String>> expected = new HashMap<>(recomputed.byKey());
    for (Statements.Row row : errata.rows()) {
      List<String> of = expected.remove(row.key());
      if (of == null) {
        row.wrong("ligne", "nothing was corrected");
        continue;
      }
      for (String column : List.of("ancienne_valeur", "nouvelle_valeur")) {
        row.says(column, recomputed.cell(of, column));
      }
    }
    expected.keySet().forEach(errata::lacks);
  }

  /** Alone, what a cell was last corrected to is what it is. */
  private static void newest(int number, Statements errata, Map<Dataset, Table> tables) {
    Set<String> corrected = new HashSet<>();
    for (Statements.Row row : errata.rows().reversed()) {
      long edition = row.whole("edition").longValue();
      if (edition < 2 || edition > number) {
        row.wrong("edition", "2 to " + number);
      }
      Dataset dataset = Dataset.ofTitle(row.cell("jeu"));
      String line = row.cell("jeu") + " " + row.cell("ligne");
      String field = row.cell("champ");
      if (field.equals(WHOLE_ROW)) {
        corrected.add(line);
        continue;
      }
      boolean isLast = corrected.add(line + " " + field) && !corrected.contains(line);
      if (dataset == null || dataset.fields().stream().noneMatch(f -> f.name().equals(field))) {
        row.wrong("champ", "a column of a data set");
      } else if (isLast) {
        Table table = tables.getOrDefault(dataset, new Table(dataset, List.of()));
        List<String> now = table.byKey().get(row.cell("ligne"));
        if (now != null) {
          row.says("nouvelle_valeur", table.cell(now, field));
        }
      }
    }
  }

  private static void dictionary(Statements dictionary) {
    Map<String, Statements.Row> rows = new HashMap<>(dictionary.byKey());
    for (Dataset dataset : Dataset.ALL) {
      for (Field field : dataset.fields()) {
        String key = dataset.title() + " | " + field.name();
        Statements.Row row = rows.remove(key);
        if (row == null) {
          dictionary.lacks(key);
          continue;
        }
        row.says("type", field.type().label());
        row.says("unite", field.unit());
        row.says("obligatoire", Boolean.toString(field.required()));
      }
    }
    rows.values().forEach(row -> row.wrong("champ", "no column of a data set"));
  }
}
