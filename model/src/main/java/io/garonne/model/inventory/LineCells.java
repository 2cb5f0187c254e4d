package io.garonne.model.inventory;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The values that the cells of an estate's lines stand for.
 *
 * @param problem is told of a cell that cannot be used
 */
record LineCells(BiConsumer<EstateLine, String> problem) {

  /** Validity by the clocks of one zone. */
  Validity validity(EstateLine line, ZoneId of) {
    return validity(line, of, of);
  }

  /** Validity of which each end is of a zone's clock. */
  Validity validity(EstateLine line, ZoneId ofFrom, ZoneId ofTo) {
    Validity validity = Validity.of(line, ofFrom, ofTo);
    if (validity.isEmpty()) {
      problem.accept(line, "from (inclusive) is not before to (exclusive), in whole quarter-hours");
    }
    return validity;
  }

  boolean flag(EstateLine line, String column, boolean ifBlank) {
    String cell = line.cell(column);
    return cell == null ? ifBlank : cell.equals("1");
  }

  /** A whole number; 1 if it is too large. */
  @Nullable Integer whole(EstateLine line, String column) {
    String cell = line.cell(column);
    if (cell == null) {
      return null;
    }
    if (cell.length() > 9) {
      problem.accept(line, column + " \"" + cell + "\" is too large");
      return 1;
    }
    return Integer.valueOf(cell);
  }

  @Nullable LocalDate date(EstateLine line, String column) {
    String cell = line.cell(column);
    return cell == null ? null : LocalDate.parse(cell);
  }

  /**
   * A decimal number in a smaller unit, rounded half to even; null if it is not there or cannot be
   * used.
   *
   * @param factor how many of the smaller unit make one
   */
  @Nullable Long scaled(EstateLine line, String column, long factor) {
    String cell = line.cell(column);
    if (cell == null) {
      return null;
    }
    try {
      long value =
          new BigDecimal(cell)
              .multiply(BigDecimal.valueOf(factor))
              .setScale(0, RoundingMode.HALF_EVEN)
              .longValueExact();
      if (value > 0 || column.equals("accuracy_percent")) {
        return value;
      }
      problem.accept(line, column + " \"" + cell + "\" is too small");
    } catch (ArithmeticException e) {
      problem.accept(line, column + " \"" + cell + "\" is too large");
    }
    return null;
  }
}
