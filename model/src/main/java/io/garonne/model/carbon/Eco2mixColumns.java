package io.garonne.model.carbon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which cell of a line is what. The names are those of RTE's download, of the two kinds of header
 * of ODRÉ's export (field names, labels), and of a plain table of ours; {@code docs/grid.md} says
 * which of them were seen in published files.
 *
 * @param separator between cells
 * @param width how many cells the header has
 * @param places place of each column that is there
 */
record Eco2mixColumns(char separator, int width, Map<Column, Integer> places) {

  /** What is read of a table; everything else in it is left alone. */
  enum Column {
    INSTANT("date_heure", "date et heure", "date - heure"),
    DATE("date_local", "date"),
    TIME("time_local", "heures", "heure"),
    INTENSITY("co2_g_per_kwh", "taux de co2", "taux de co2 (g/kwh)", "taux_co2"),
    NATURE("nature"),
    PERIMETER("perimetre");

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> names;

    Column(String... names) {
      this.names = List.of(names);
    }

    private String said() {
      return String.join(" or ", names);
    }
  }

  Eco2mixColumns {
    places = Map.copyOf(places);
  }

  /**
   * Reads a header.
   *
   * @param problems takes what is wrong with it: then it is not one of ours
   */
  static Eco2mixColumns of(String header, List<String> problems) {
    char separator = separator(header);
    List<String> names = split(header, separator).stream().map(Folded::of).toList();
    Map<Column, Integer> places = new EnumMap<>(Column.class);
    for (int i = 0; i < names.size(); i++) {
      for (Column column : Column.values()) {
        if (column.names.contains(names.get(i)) && places.putIfAbsent(column, i) != null) {
          problems.add("two columns are \"" + column.said() + "\"");
        }
      }
    }
    boolean local = places.containsKey(Column.DATE) && places.containsKey(Column.TIME);
    List<String> missing = new ArrayList<>();
    if (!local && !places.containsKey(Column.INSTANT)) {
      missing.add(
          Column.INSTANT.said()
              + ", nor both of "
              + Column.DATE.said()
              + " and "
              + Column.TIME.said());
    }
    for (Column column : List.of(Column.INTENSITY, Column.NATURE)) {
      if (!places.containsKey(column)) {
        missing.add(column.said());
      }
    }
    missing.forEach(name -> problems.add("is not of éCO2mix: there is no column " + name));
    return new Eco2mixColumns(separator, names.size(), places);
  }

  /** The one of tab, semicolon and comma that the header has most of. */
  private static char separator(String header) {
    char most = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (count(header, candidate) > count(header, most)) {
        most = candidate;
      }
    }
    return most;
  }

  private static long count(String text, char c) {
    return text.chars().filter(at -> at == c).count();
  }

  /** The cells of a line, without blanks and quotes around them. */
  List<String> cells(String line) {
    return split(line, separator);
  }

  boolean has(Column column) {
    return places.containsKey(column);
  }

  /** The cell of a column; empty if the line has not so many, or the table no such column. */
  String cell(List<String> cells, Column column) {
    int place = places.getOrDefault(column, Integer.MAX_VALUE);
    return place < cells.size() ? cells.get(place) : "";
  }

  /** Whether a line has a cell for every column that is read, and nothing beyond the header. */
  boolean fits(List<String> cells) {
    return places.values().stream().allMatch(place -> place < cells.size())
        && cells.stream().skip(width).allMatch(String::isEmpty);
  }

  // éCO2mix has no separators within cells, so quotes, where a program has put them, are only
  // taken off.
  private static List<String> split(String line, char separator) {
    return Arrays.stream(line.split(Pattern.quote(String.valueOf(separator)), -1))
        .map(String::strip)
        .map(cell -> cell.matches("\".*\"") ? cell.substring(1, cell.length() - 1).strip() : cell)
        .toList();
  }
}
