package io.garonne.model.carbon;

import io.garonne.model.carbon.Eco2mixColumns.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads éCO2mix tables: RTE's download, ODRÉ's export, a plain table (docs/grid.md has the
 * columns). Local times are of Europe/Paris.
 *
 * <p>A local time that does not exist is refused. A local time that comes twice and is twice in the
 * file, for one nature, is the earlier instant at its first and the later at its second place; a
 * third is refused. If it is there once, it is taken for the later instant, as ODRÉ does with RTE's
 * times, and marked ambiguous. Rows with an offset keep their instant and are marked the same way,
 * because ODRÉ makes offsets from local times.
 *
 * <p>Of several values for a quarter-hour the most settled nature is taken; two that differ within
 * one nature are both refused: nobody knows which is right.
 */
public final class Eco2mixReader {
  private static final String DISCLAIMER = "rte ne pourra";

  private final String file;
  private final String source;
  private final Map<String, String> natures = new HashMap<>();
  private final List<Said> said = new ArrayList<>();
  private final Map<Doubled, Integer> places = new HashMap<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final Map<Long, Held> held = new TreeMap<>();
  private int rows;
  private int holes;
  private int repeated;

  private record Said(int line, long at, String nature, String cell) {}

  private record Doubled(Moment.Twice local, String nature) {}

  private record Quarter(long at, String nature) {}

  private record Refusal(int line, String why) {}

  /** What is known of a quarter-hour so far; without a value if two contradict each other. */
  private record Held(int line, GridIntensity value, boolean contradicted) {}

  private Eco2mixReader(String file, String source) {
    this.file = file;
    this.source = source;
  }

  /**
   * Reads a table to its end; never throws for what is in it.
   *
   * @param lines of the file, without line ends; a byte-order mark may be at its start
   * @param file as refusals are to name it
   * @param source the file's name without folders
   */
  public static Eco2mixTable read(Stream<String> lines, String file, String source) {
    return new Eco2mixReader(file, source).read(lines.iterator());
  }

  private Eco2mixTable read(Iterator<String> lines) {
    List<String> problems = new ArrayList<>();
    Eco2mixColumns columns = null;
    int number = 0;
    while (lines.hasNext() && problems.isEmpty()) {
      number++;
      String line = lines.next();
      if (number == 1 && line.startsWith("\uFEFF")) {
        line = line.substring(1);
      }
      if (line.isBlank()) {
        continue;
      }
      if (columns == null) {
        columns = Eco2mixColumns.of(line, problems);
        String place = file + ":" + number + ": ";
        problems.replaceAll(place::concat);
      } else {
        row(columns, number, columns.cells(line));
      }
    }
    settle();
    List<GridIntensity> taken =
        held.values().stream().filter(h -> !h.contradicted()).map(Held::value).toList();
    if (problems.isEmpty() && rows == 0) {
      problems.add(file + ": has no rows");
    } else if (rows > 0 && refusals.size() == rows) {
      problems.add(file + ": all " + rows + " rows are refused");
    }
    refusals.sort(Comparator.comparingInt(Refusal::line));
    return new Eco2mixTable(
        file,
        rows,
        taken,
        holes,
        repeated,
        refusals.stream().map(r -> file + ":" + r.line() + ": " + r.why()).toList(),
        remarks,
        problems);
  }

  private void row(Eco2mixColumns columns, int line, List<String> cells) {
    if (isDisclaimer(cells)) {
      remarks.add(file + ":" + line + ": " + cells.getFirst());
      return;
    }
    rows++;
    if (!columns.fits(cells)) {
      refuse(line, "has " + cells.size() + " cells, and the header " + columns.width());
      return;
    }
    String perimeter = columns.cell(cells, Column.PERIMETER);
    if (columns.has(Column.PERIMETER) && !Folded.of(perimeter).equals("france")) {
      refuse(line, "is about \"" + perimeter + "\", not about France");
      return;
    }
    String nature = natures.computeIfAbsent(columns.cell(cells, Column.NATURE), text -> text);
    String cell = columns.cell(cells, Column.INTENSITY);
    switch (moment(columns, cells)) {
      case Moment.At known -> said.add(new Said(line, known.at(), nature, cell));
      case Moment.Twice twice -> twice(line, twice, nature, cell);
      case Moment.Refused refused -> refuse(line, refused.why());
    }
  }

  private static boolean isDisclaimer(List<String> cells) {
    return Folded.of(cells.getFirst()).startsWith(DISCLAIMER)
        && cells.stream().skip(1).allMatch(String::isEmpty);
  }

  private static Moment moment(Eco2mixColumns columns, List<String> cells) {
    String date = columns.cell(cells, Column.DATE);
    String time = columns.cell(cells, Column.TIME);
    if (!columns.has(Column.INSTANT)) {
      return Moment.ofLocal(date, time);
    }
    String instant = columns.cell(cells, Column.INSTANT);
    return columns.has(Column.DATE) && columns.has(Column.TIME)
        ? Moment.ofBoth(instant, date, time)
        : Moment.ofInstant(instant);
  }

  /** The first of two is put at the later instant, until the second comes. */
  private void twice(int line, Moment.Twice local, String nature, String cell) {
    Doubled doubled = new Doubled(local, nature);
    Integer first = places.get(doubled);
    if (first == null) {
      places.put(doubled, said.size());
    } else if (first >= 0) {
      Said earlier = said.get(first);
      said.set(first, new Said(earlier.line(), local.at(false), nature, earlier.cell()));
      places.put(doubled, -1);
    } else {
      refuse(line, "the local time " + local.local() + " is there for the third time");
      return;
    }
    said.add(new Said(line, local.at(true), nature, cell));
  }

  private void settle() {
    Set<Quarter> ofDoubledHours = new HashSet<>();
    for (Said row : said) {
      if (Moment.twin(row.at()) != null) {
        ofDoubledHours.add(new Quarter(row.at(), row.nature()));
      }
    }
    for (Said row : said) {
      Long twin = Moment.twin(row.at());
      value(row, twin != null && !ofDoubledHours.contains(new Quarter(twin, row.nature())));
    }
  }

  private void value(Said row, boolean ambiguous) {
    if (isHole(row.cell())) {
      holes++;
      return;
    }
    Double grams = number(row.cell());
    if (grams == null) {
      refuse(row.line(), "\"" + row.cell() + "\" is no number of grams");
    } else if (!GridIntensity.isPossible(grams)) {
      refuse(row.line(), row.cell() + " g/kWh is not within 0 and 2000");
    } else if (row.nature().isEmpty()) {
      refuse(row.line(), "says no nature");
    } else {
      hold(row.line(), new GridIntensity(row.at(), grams, row.nature(), ambiguous, source));
    }
  }

  private static boolean isHole(String cell) {
    return cell.isEmpty() || cell.equals("-") || cell.equalsIgnoreCase("ND");
  }

  /**
   * Plain digits; null for anything else. RTE writes whole grams; spreadsheets make 22.0 of them.
   */
  private static @Nullable Double number(String cell) {
    return cell.matches("-?\\d{1,9}([.,]\\d{1,9})?")
        ? Double.valueOf(cell.replace(',', '.'))
        : null;
  }

  private void hold(int line, GridIntensity value) {
    Held before = held.get(value.at());
    if (before == null) {
      held.put(value.at(), new Held(line, value, false));
      return;
    }
    int more = Nature.of(value.nature()).compareTo(Nature.of(before.value().nature()));
    if (more > 0) {
      held.put(value.at(), new Held(line, value, false));
      repeated += before.contradicted() ? 0 : 1;
    } else if (more < 0 || (!before.contradicted() && isSameValue(value, before))) {
      repeated++;
    } else {
      contradict(line, value, before);
    }
  }

  private static boolean isSameValue(GridIntensity value, Held before) {
    return value.gramsPerKwh() == before.value().gramsPerKwh();
  }

  private void contradict(int line, GridIntensity value, Held before) {
    if (!before.contradicted()) {
      refuse(before.line(), "line " + line + " gives this quarter-hour another value");
    }
    refuse(line, "line " + before.line() + " gives this quarter-hour another value");
    held.put(value.at(), new Held(before.line(), before.value(), true));
  }

  private void refuse(int line, String why) {
    refusals.add(new Refusal(line, why));
  }
}
