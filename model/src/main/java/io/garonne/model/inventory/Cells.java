package io.garonne.model.inventory;

import io.garonne.model.Units;
import io.garonne.model.calendar.Period;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The cells of one line by column; every problem with one of them is noted with its line. */
final class Cells {
  private final Csv.Row row;
  private final Map<String, Integer> columns;
  private final boolean decimalComma;
  private final String place;
  private final List<String> problems;
  private boolean bad;

  Cells(
      Csv.Row row,
      Map<String, Integer> columns,
      boolean decimalComma,
      String file,
      List<String> problems) {
    this.row = row;
    this.columns = columns;
    this.decimalComma = decimalComma;
    this.place = file + ":" + row.line() + ": ";
    this.problems = problems;
  }

  int line() {
    return row.line();
  }

  /** Whether a problem was noted. */
  boolean bad() {
    return bad;
  }

  void problem(String text) {
    bad = true;
    problems.add(place + text);
  }

  /** The cell's text without blanks around it; null if it is empty or there is no such column. */
  @Nullable String text(String column) {
    Integer index = columns.get(column);
    String text = index == null ? "" : row.fields().get(index).strip();
    return text.isEmpty() ? null : text;
  }

  /** A cell that must not be empty. */
  String required(String column) {
    String text = text(column);
    if (text == null) {
      problem(column + " is empty");
      return "";
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      problem(column + " has a control character");
    }
    return text;
  }

  boolean flag(String column, boolean ifEmpty) {
    return parsed(
        column,
        ifEmpty,
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "1", "true", "yes" -> true;
              case "0", "false", "no" -> false;
              default -> throw new IllegalArgumentException("is not 1 or 0");
            });
  }

  <E extends Enum<E>> E constant(String column, E ifEmpty) {
    Class<E> type = ifEmpty.getDeclaringClass();
    return parsed(
        column,
        ifEmpty,
        text -> {
          for (E constant : type.getEnumConstants()) {
            if (label(constant).equals(text.toLowerCase(Locale.ROOT))) {
              return constant;
            }
          }
          throw new IllegalArgumentException(
              "is not one of "
                  + List.of(type.getEnumConstants()).stream().map(Cells::label).toList());
        });
  }

  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A decimal above 0 times {@code factor}, as a whole number; null if the cell is empty. */
  @Nullable Long scaled(String column, long factor) {
    String text = text(column);
    if (text == null) {
      return null;
    }
    try {
      // A spreadsheet that separates by semicolons writes a French decimal comma.
      String plain = decimalComma ? text.replace(',', '.') : text;
      long value = Units.scaled(new BigDecimal(plain), factor);
      if (value > 0) {
        return value;
      }
      problem(column + " \"" + text + "\" is not above 0");
    } catch (NumberFormatException e) {
      problem(column + " \"" + text + "\" is not a number");
    } catch (ArithmeticException e) {
      problem(column + " \"" + text + "\" is too large");
    }
    return null;
  }

  @Nullable ZoneId zone(String column) {
    String text = text(column);
    try {
      return text == null ? null : ZoneId.of(text);
    } catch (DateTimeException e) {
      problem(column + " \"" + text + "\" is no time zone such as Europe/Paris");
      return null;
    }
  }

  /** Local midnight of a date, or an instant; both cut down to the quarter-hour. */
  long instant(String column, ZoneId zone, long ifEmpty) {
    return parsed(column, ifEmpty, text -> Period.slotOf(instant(text, zone)));
  }

  private static long instant(String text, ZoneId zone) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli()
          : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "is neither a date (2026-03-02) nor an instant with its zone (2026-03-02T10:00:00Z)", e);
    }
  }

  private <T> T parsed(String column, T ifEmpty, Function<String, T> parse) {
    String text = text(column);
    if (text == null) {
      return ifEmpty;
    }
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      problem(column + " \"" + text + "\" " + e.getMessage());
      return ifEmpty;
    }
  }
}
