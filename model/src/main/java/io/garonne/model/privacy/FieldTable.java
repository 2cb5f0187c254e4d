package io.garonne.model.privacy;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The class of every field of every place that Garonne writes: {@code fields.csv} beside this
 * class, a line for each place and class. Tests hold it to the schemas of the topics, the tables of
 * the estate, the points of InfluxDB and the columns of CSV, both ways.
 */
public final class FieldTable {
  private static final String HEADER = "store,place,class,fields";

  private final SortedMap<FieldPlace, SortedMap<String, FieldClass>> places;

  private FieldTable(SortedMap<FieldPlace, SortedMap<String, FieldClass>> places) {
    this.places = places;
  }

  /**
   * A table of such lines.
   *
   * @throws IllegalArgumentException if a line is none, or classifies a field a second time
   */
  public static FieldTable of(List<String> lines) {
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new IllegalArgumentException("the header is not " + HEADER);
    }
    SortedMap<FieldPlace, SortedMap<String, FieldClass>> places = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      if (cells.length != 4 || cells[1].isEmpty() || cells[3].isEmpty()) {
        throw new IllegalArgumentException("no line of the table: " + line);
      }
      FieldPlace place =
          new FieldPlace(FieldPlace.Store.valueOf(cells[0].toUpperCase(Locale.ROOT)), cells[1]);
      FieldClass of = FieldClass.valueOf(cells[2].toUpperCase(Locale.ROOT));
      for (String field : cells[3].split(" ", -1)) {
        if (places.computeIfAbsent(place, p -> new TreeMap<>()).put(field, of) != null) {
          throw new IllegalArgumentException(place + ": " + field + " is classified twice");
        }
      }
    }
    return new FieldTable(places);
  }

  /** The places of a kind. */
  public Set<FieldPlace> places(FieldPlace.Store store) {
    return places.keySet().stream()
        .filter(place -> place.store() == store)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The fields of a place with their classes; none of a place that is not in the table. */
  public Map<String, FieldClass> fields(FieldPlace place) {
    SortedMap<String, FieldClass> fields = places.get(place);
    return fields == null ? Map.of() : Collections.unmodifiableSortedMap(fields);
  }

  /** The fields of a place that are of a class, by name. */
  public List<String> fields(FieldPlace place, FieldClass of) {
    return fields(place).entrySet().stream()
        .filter(field -> field.getValue() == of)
        .map(Map.Entry::getKey)
        .toList();
  }
}
