package io.garonne.ingest.poll;

import io.garonne.ingest.poll.Table.Column;
import io.garonne.ingest.poll.Table.Naming;
import io.garonne.ingest.poll.Table.Only;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds a table's columns in a walk. */
final class Columns {
  private static final BigDecimal LARGEST_SCALE = BigDecimal.valueOf(1_000_000);

  private final Walk walk;
  private final Oid root;
  private final Set<BigDecimal> noValues;
  private final @Nullable Naming naming;

  /**
   * A number as the device wrote it.
   *
   * @param scale what it is to be multiplied with by the device's own word; null if the device
   *     should say so and does not
   */
  record Raw(BigDecimal number, @Nullable BigDecimal scale) {}

  Columns(Walk walk, Oid root, Set<BigDecimal> noValues, @Nullable Naming naming) {
    this.walk = walk;
    this.root = root;
    this.noValues = noValues;
    this.naming = naming;
  }

  /** The column's numbers by index, without those that are none or mean "not available". */
  Map<String, Raw> rows(Column column, @Nullable Only only) {
    return switch (column.place()) {
      case Place.At at -> numbered(at, column, only);
      case Place.Named named -> naming == null ? Map.of() : byName(named, naming);
    };
  }

  private Map<String, Raw> numbered(Place.At at, Column column, @Nullable Only only) {
    Map<String, Value> digits = column.digits() == null ? null : column.digits().rows(walk, root);
    Map<String, Value> valid = column.valid() == null ? Map.of() : column.valid().rows(walk, root);
    Map<String, Value> kinds = only == null ? null : only.place().rows(walk, root);
    Map<String, Raw> rows = new LinkedHashMap<>();
    at.rows(walk, root)
        .forEach(
            (index, value) -> {
              BigDecimal number = number(value);
              Value believed = valid.get(index);
              // A row of which nobody says what it is may be the sum of others.
              boolean wanted = only == null || kinds == null || fits(kinds.get(index), only);
              if (number != null && wanted && (believed == null || isOne(believed))) {
                rows.put(
                    index,
                    new Raw(number, digits == null ? BigDecimal.ONE : decimals(digits.get(index))));
              }
            });
    return rows;
  }

  private Map<String, Raw> byName(Place.Named named, Naming where) {
    Map<String, Raw> rows = new LinkedHashMap<>();
    Oid names = root.plus(where.names());
    walk.under(names)
        .forEach(
            (oid, value) -> {
              String part = named.index(value.readable());
              // Behind the column: the PDU's number, then the variable's.
              if (part == null || oid.length() != names.length() + 2) {
                return;
              }
              Oid index = Oid.of(oid.from(names.length()));
              BigDecimal number = number(walk.at(root.plus(where.values()).plus(index)));
              if (number != null) {
                String unit = Long.toString(index.part(0));
                rows.put(
                    part.isEmpty() ? unit : unit + "." + part,
                    new Raw(number, scale(walk.at(root.plus(where.scales()).plus(index)))));
              }
            });
    return rows;
  }

  private @Nullable BigDecimal number(@Nullable Value value) {
    BigDecimal number = value == null ? null : value.number();
    if (number == null) {
      return null;
    }
    for (BigDecimal none : noValues) {
      if (number.compareTo(none) == 0) {
        return null;
      }
    }
    return number;
  }

  private static boolean fits(@Nullable Value kind, Only only) {
    Integer whole = kind == null ? null : kind.whole();
    return whole != null && only.values().contains(whole);
  }

  private static boolean isOne(Value value) {
    Integer whole = value.whole();
    return whole != null && whole == 1;
  }

  /** Two decimals are a scale of 0.01. */
  private static @Nullable BigDecimal decimals(@Nullable Value value) {
    Integer digits = value == null ? null : value.whole();
    return digits == null || digits < 0 || digits > 9 ? null : BigDecimal.ONE.movePointLeft(digits);
  }

  /** −10 divides by ten, 10 multiplies by ten, 0 and 1 do neither. */
  private static @Nullable BigDecimal scale(@Nullable Value value) {
    BigDecimal scale = value == null ? null : value.number();
    if (scale == null || scale.abs().compareTo(LARGEST_SCALE) > 0) {
      return null;
    }
    if (scale.signum() == 0) {
      return BigDecimal.ONE;
    }
    if (scale.signum() > 0) {
      return scale;
    }
    try {
      return BigDecimal.ONE.divide(scale.negate());
    } catch (ArithmeticException e) {
      return null; // a third has no end
    }
  }
}
