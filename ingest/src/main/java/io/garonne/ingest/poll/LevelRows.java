package io.garonne.ingest.poll;

import io.garonne.ingest.decode.Reason;
import io.garonne.ingest.poll.Findings.Refused;
import io.garonne.ingest.poll.Table.Column;
import io.garonne.ingest.poll.Table.Level;
import io.garonne.ingest.poll.Table.Unit;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of one level of a device, in base units. */
final class LevelRows {
  private static final int MOST_DIGITS = 9;

  private final Level level;
  private final Map<String, Row> rows = new LinkedHashMap<>();

  /** What one row says. */
  static final class Row {
    private final EnumMap<Quantity, BigDecimal> values = new EnumMap<>(Quantity.class);
    private @Nullable BigDecimal apparent;
    private @Nullable BigDecimal step;
    private @Nullable BigDecimal modulus;

    @Nullable BigDecimal get(Quantity quantity) {
      return values.get(quantity);
    }

    @Nullable BigDecimal step() {
      return step;
    }

    @Nullable BigDecimal modulus() {
      return modulus;
    }
  }

  private LevelRows(Level level) {
    this.level = level;
  }

  /** Reads a level; what is found and cannot be used is added to {@code refused}. */
  static LevelRows of(Level level, Columns columns, Choices choices, List<Refused> refused) {
    LevelRows read = new LevelRows(level);
    for (Column column : level.columns()) {
      read.add(column, columns, choices, refused);
    }
    read.multiply();
    read.dropIdleRegisters(refused);
    read.rows.values().removeIf(row -> row.values.isEmpty());
    return read;
  }

  String name() {
    return level.name();
  }

  Map<String, Row> rows() {
    return rows;
  }

  boolean has(Quantity quantity) {
    return rows.values().stream().anyMatch(row -> row.values.containsKey(quantity));
  }

  boolean aboveZero(Quantity quantity) {
    return rows.values().stream()
        .map(row -> row.values.get(quantity))
        .anyMatch(value -> value != null && value.signum() > 0);
  }

  /** How many kinds of quantities its rows tell. */
  long richness() {
    return Arrays.stream(Quantity.values()).filter(this::has).count();
  }

  BigDecimal sum(Quantity quantity) {
    return rows.values().stream()
        .map(row -> row.values.get(quantity))
        .filter(Objects::nonNull)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void add(Column column, Columns columns, Choices choices, List<Refused> refused) {
    String name = level.name() + "." + column.quantity().label();
    Unit unit = column.unit() != null ? column.unit() : choices.units().get(name);
    Map<String, Columns.Raw> found = columns.rows(column, level.only());
    Set<String> troubles = new HashSet<>();
    found.forEach(
        (index, raw) -> {
          BigDecimal scale = raw.scale();
          if (unit == null) {
            troubles.add("its unit is not known for sure; the setting unit." + name + " states it");
          } else if (scale == null || scale.scale() > MOST_DIGITS) {
            troubles.add("the device does not say its decimals");
          } else {
            put(row(index), column, unit, raw.number(), scale);
          }
        });
    troubles.forEach(
        trouble ->
            refused.add(
                new Refused(
                    name, Reason.UNKNOWN_UNIT, trouble + " (" + found.size() + " values)")));
  }

  private Row row(String index) {
    return rows.computeIfAbsent(index, ignored -> new Row());
  }

  private static void put(Row row, Column column, Unit unit, BigDecimal raw, BigDecimal scale) {
    Quantity quantity = column.quantity();
    BigDecimal base = quantity.inBaseUnits(unit.name());
    if (base == null || (quantity == Quantity.ENERGY && raw.signum() < 0)) {
      return;
    }
    BigDecimal one = plain(unit.factor().multiply(base).multiply(scale));
    BigDecimal value = plain(raw.multiply(one));
    if (unit.name().equals(Quantity.APPARENT)) {
      row.apparent = value;
      return;
    }
    if (row.values.putIfAbsent(quantity, value) == null && quantity == Quantity.ENERGY) {
      row.step = one;
      row.modulus = column.rolls() == null ? null : plain(column.rolls().multiply(one));
    }
  }

  /**
   * Active power is the apparent one times the power factor, where a device tells only those. A
   * factor of 0 beside apparent power is one that the device does not know.
   */
  private void multiply() {
    for (Row row : rows.values()) {
      BigDecimal factor = row.values.get(Quantity.POWER_FACTOR);
      BigDecimal apparent = row.apparent;
      if (apparent == null || factor == null || row.values.containsKey(Quantity.POWER)) {
        continue;
      }
      if (factor.signum() == 0 && apparent.signum() != 0) {
        row.values.remove(Quantity.POWER_FACTOR);
      } else {
        row.values.put(Quantity.POWER, plain(apparent.multiply(factor.abs())));
      }
    }
  }

  /** Models without a meter fill their registers with zeros; power then says more. */
  private void dropIdleRegisters(List<Refused> refused) {
    if (has(Quantity.ENERGY) && !aboveZero(Quantity.ENERGY) && aboveZero(Quantity.POWER)) {
      rows.values().forEach(row -> row.values.remove(Quantity.ENERGY));
      refused.add(
          new Refused(
              level.name() + ".energy",
              Reason.NOT_THE_REGISTER,
              "every register is 0 while power flows: this model does not count"));
    }
  }

  /** Without an exponent and without zeros behind the point. */
  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
