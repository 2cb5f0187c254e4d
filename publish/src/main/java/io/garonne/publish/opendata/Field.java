package io.garonne.publish.opendata;

import java.util.List;
import java.util.Locale;

/**
 * A column of a data set.
 *
 * @param name lower case, without accents
 * @param type as in Table Schema
 * @param unit of a number; empty: none
 * @param required whether it is never empty
 * @param values that it may have; empty: any of its type
 */
record Field(String name, Type type, String unit, boolean required, List<String> values) {
  /** Types of Table Schema that are used. */
  enum Type {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    YEAR,
    YEARMONTH;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Field {
    values = List.copyOf(values);
  }

  static Field key(String name, Type type) {
    return new Field(name, type, "", true, List.of());
  }

  static Field text(String name) {
    return new Field(name, Type.STRING, "", false, List.of());
  }

  static Field of(String name, Type type, String unit) {
    return new Field(name, type, unit, false, List.of());
  }

  static Field number(String name, String unit) {
    return of(name, Type.NUMBER, unit);
  }

  static Field whole(String name, String unit) {
    return of(name, Type.INTEGER, unit);
  }

  Field always() {
    return new Field(name, type, unit, true, values);
  }

  Field oneOf(String... some) {
    return new Field(name, type, unit, required, List.of(some));
  }

  /** Whether a cell is one of this column. */
  boolean takes(String cell) {
    if (cell.isEmpty()) {
      return !required;
    }
    return (values.isEmpty() || values.contains(cell))
        && switch (type) {
          case STRING -> true;
          case INTEGER -> cell.matches("-?\\d{1,18}");
          case NUMBER -> cell.matches("-?\\d+(\\.\\d+)?");
          case BOOLEAN -> cell.equals("true") || cell.equals("false");
          case YEAR -> cell.matches("\\d{4}");
          case YEARMONTH -> cell.matches("\\d{4}-(0[1-9]|1[0-2])");
        };
  }
}
