package io.garonne.publish.opendata;

import io.garonne.publish.text.Language;
import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes editions: the same input and the same edition before give the same bytes. */
public final class EditionMaker {
  private static final Wording WORDS = new Wording();

  private EditionMaker() {}

  /** What came of it. */
  public sealed interface Outcome {
    /**
     * An edition to be published.
     *
     * @param rows of months
     * @param grouped cells that have no row of their own
     * @param notFinal months that are left out because not everything of them is final
     * @param waiting months of figures that are left out because a device may still be heard
     * @param withheld months in which too few persons have personal equipment
     * @param kept months of which corrections are held back
     * @param errata of this edition and those before
     */
    record Made(
        Edition edition,
        int rows,
        int grouped,
        SortedSet<YearMonth> notFinal,
        SortedSet<YearMonth> waiting,
        SortedSet<YearMonth> withheld,
        SortedSet<YearMonth> kept,
        int errata)
        implements Outcome {}

    /** The edition before says it all. */
    record Unchanged(Edition edition) implements Outcome {}

    /** Nothing can be published, and why. */
    record Refused(List<String> problems) implements Outcome {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * The edition that follows another one.
   *
   * @param before the last edition of the same year, verified; null: there is none
   * @throws IOException if that cannot be read
   */
  public static Outcome make(EditionInput input, @Nullable Edition before) throws IOException {
    Measured measured = Measured.of(input.year(), input.totals(), input.estate());
    List<String> problems = new ArrayList<>(measured.problems());
    if (measured.months().isEmpty()) {
      problems.add("no month of " + input.year() + " was measured and is final");
    }
    if (before != null && before.year() != input.year()) {
      problems.add("the editions that are there are of " + before.year());
    }
    if (!problems.isEmpty()) {
      return new Outcome.Refused(problems);
    }
    Published then = Published.of(before);
    if (before != null) {
      Made same = made(input, measured, then, before.number(), before.previous(), false);
      if (same.edition().hasFilesOf(before)) {
        return new Outcome.Unchanged(before);
      }
    }
    int number = before == null ? 1 : before.number() + 1;
    Made made =
        made(input, measured, then, number, before == null ? null : before.hash(), before != null);
    Contents contents = made.contents();
    return new Outcome.Made(
        made.edition(),
        contents.rows().size(),
        contents.grouped().size(),
        measured.notFinal(),
        YearTables.waiting(input.indicators(), measured.months()),
        contents.withheld(),
        contents.kept(),
        rows(contents, Dataset.ERRATA));
  }

  private record Made(Edition edition, Contents contents) {}

  private static int rows(Contents contents, Dataset dataset) {
    Table table = contents.tables().get(dataset);
    return table == null ? 0 : table.rows().size();
  }

  private static Made made(
      EditionInput input,
      Measured measured,
      Published then,
      int number,
      @Nullable String previous,
      boolean withErrata) {
    Grouping grouping = Grouping.of(measured.people(), then.grouped(), input.least());
    String method = String.join(" ", measured.methods());
    boolean sameRules = method.equals(then.method());
    MonthRows rows =
        MonthRows.following(
            MonthRows.of(measured, grouping), sameRules ? then.rows() : List.of(), grouping);
    SortedMap<Dataset, Table> tables = tables(input, measured, grouping, rows, method, then);
    Table errata =
        withErrata
            ? Errata.of(number, then.tables().values(), tables.values(), input.cause())
            : new Table(Dataset.ERRATA, then.errata());
    tables.put(Dataset.ERRATA, errata);
    SortedSet<YearMonth> withheld = new TreeSet<>(grouping.withheld());
    withheld.retainAll(new HashSet<>(measured.months()));
    Contents contents =
        new Contents(
            input.year(),
            number,
            input.imprint(),
            input.least(),
            method,
            tables,
            rows.rows(),
            grouping.grouped(),
            withheld,
            rows.kept());
    return new Made(new Edition(input.year(), number, previous, files(contents)), contents);
  }

  private static SortedMap<Dataset, Table> tables(
      EditionInput input,
      Measured measured,
      Grouping grouping,
      MonthRows rows,
      String method,
      Published then) {
    MonthTables months = new MonthTables(input.estate(), input.imprint().siren(), method);
    Set<YearMonth> shown = new TreeSet<>();
    rows.rows().forEach(row -> shown.add(row.month()));
    boolean personal = rows.rows().stream().anyMatch(MonthRow::personal);
    Table figures =
        YearTables.indicators(input.indicators(), shown, grouping.tellable(measured.people()));
    SortedMap<Dataset, Table> tables = new TreeMap<>();
    for (Table table :
        List.of(
            months.consumption(rows.rows()),
            months.prints(rows.rows()),
            personal ? then.keepingFigures(figures) : figures,
            LifetimeTable.of(
                input.year(), input.estate(), input.least(), then.tables().get(Dataset.LIFETIMES)),
            YearTables.carbon(input.year(), rows.rows(), input.estate()),
            WORDS.steps(),
            WORDS.dictionary())) {
      tables.put(table.dataset(), table);
    }
    return tables;
  }

  private static SortedMap<String, byte[]> files(Contents contents) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    Map<String, byte[]> csv = contents.csv();
    files.putAll(csv);
    Descriptors descriptors = new Descriptors(contents, WORDS);
    for (Dataset dataset : contents.tables().keySet()) {
      files.put(dataset.schemaFile(), descriptors.schema(dataset));
    }
    files.put("datapackage.json", descriptors.dataPackage(csv));
    files.put("dcat.jsonld", descriptors.dcat(csv));
    for (Language language : Language.values()) {
      files.put(
          "README." + language.name().toLowerCase(Locale.ROOT) + ".md",
          Readme.of(contents, language, WORDS.of(language)));
    }
    return files;
  }
}
