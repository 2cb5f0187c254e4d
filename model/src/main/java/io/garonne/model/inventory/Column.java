package io.garonne.model.inventory;

import io.garonne.model.Unprintable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table of the estate.
 *
 * @param name in the header
 * @param type what its cells hold
 * @param required whether no cell may be empty
 * @param choices what a cell of type {@link Type#CHOICE} may say
 */
public record Column(String name, Type type, boolean required, List<String> choices) {

  /** What a cell holds. */
  public enum Type {
    /** A name: no control characters, at most 200 characters. */
    NAME,
    /** Words of one line, with one blank between them; at most 200,000 characters. */
    TEXT,
    /** Any text of one line, as it is; at most 200,000 characters. */
    VERBATIM,
    /** A whole number above 0. */
    COUNT,
    /** A whole number, 0 or more. */
    NUMBER,
    /** A decimal above 0. */
    POSITIVE,
    /** A decimal, 0 or more. */
    AMOUNT,
    /** Any decimal. */
    SIGNED,
    /** 1 or 0, yes or no, true or false. */
    FLAG,
    /** A date, meaning local midnight, or an instant with its zone. */
    MOMENT,
    /** A date. */
    DATE,
    /** A month, {@code 2026-03}. */
    MONTH,
    /** A year, or a month. */
    MONTH_OR_YEAR,
    /** A year. */
    YEAR,
    /** A time of day, {@code 08:30}. */
    TIME,
    /** Days of the week: {@code mon-fri sun}. */
    DAYS,
    /** A time zone, {@code Europe/Paris}. */
    ZONE,
    /** One of a list. */
    CHOICE
  }

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_TEXT = 200_000;
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  static Column of(String name, Type type) {
    return new Column(name, type, false, List.of());
  }

  static Column required(String name, Type type) {
    return new Column(name, type, true, List.of());
  }

  static Column choice(String name, String... choices) {
    return new Column(name, Type.CHOICE, false, List.of(choices));
  }

  /** Families that people may say; what a meter measures beyond others is no family of theirs. */
  static Column family() {
    String[] labels =
        Arrays.stream(Family.values())
            .filter(family -> family != Family.UNMETERED)
            .map(Family::label)
            .toArray(String[]::new);
    return choice("family", labels);
  }

  Column asRequired() {
    return new Column(name, type, true, choices);
  }

  /**
   * A cell in the one way it is kept: numbers with a decimal point, flags as 1 and 0, choices in
   * lower case, words of a text with one blank between them.
   *
   * @throws IllegalArgumentException with what is wrong with it, to be put behind the cell
   */
  String canonical(String cell, boolean decimalComma) {
    try {
      return switch (type) {
        case NAME -> name(cell, LONGEST_NAME);
        case TEXT -> words(name(cell, LONGEST_TEXT));
        case VERBATIM -> name(cell, LONGEST_TEXT);
        case COUNT -> number(cell, decimalComma, 1, true);
        case NUMBER -> number(cell, decimalComma, 0, true);
        case POSITIVE -> number(cell, decimalComma, 1, false);
        case AMOUNT -> number(cell, decimalComma, 0, false);
        case SIGNED -> number(cell, decimalComma, -1, false);
        case FLAG -> flag(cell);
        case MOMENT -> {
          if (cell.length() == 10) {
            year(LocalDate.parse(cell).getYear());
          } else {
            year(OffsetDateTime.parse(cell).getYear());
          }
          yield cell;
        }
        case DATE -> {
          LocalDate date = LocalDate.parse(cell);
          year(date.getYear());
          yield date.toString();
        }
        case MONTH -> YearMonth.parse(cell).toString();
        case YEAR -> year(cell);
        case MONTH_OR_YEAR -> cell.length() == 4 ? year(cell) : YearMonth.parse(cell).toString();
        case TIME -> cell.equals("24:00") ? cell : LocalTime.parse(cell).toString();
        case DAYS -> {
          days(cell);
          yield cell.toLowerCase(Locale.ROOT);
        }
        case ZONE -> ZoneId.of(cell).getId();
        case CHOICE -> choice(cell);
      };
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(expected(), e);
    }
  }

  /** Whether its cells are names or texts that people write. */
  boolean holdsWords() {
    return type == Type.NAME || type == Type.TEXT || type == Type.VERBATIM;
  }

  /**
   * A cell as it is written to a file: words that a spreadsheet would take for a formula have an
   * apostrophe before them, which shows them as words; {@link #fromSpreadsheet} takes it off.
   */
  String forSpreadsheet(String cell) {
    return holdsWords() && cell.matches("(?s)'*[=+@-].*") ? "'" + cell : cell;
  }

  /** A cell of a file without that apostrophe. */
  String fromSpreadsheet(String cell) {
    return holdsWords() && cell.matches("(?s)'+[=+@-].*") ? cell.substring(1) : cell;
  }

  private String expected() {
    return switch (type) {
      case MOMENT ->
          "is neither a date (2026-03-02) nor an instant with its zone (2026-03-02T10:00:00Z)";
      case DATE -> "is no date such as 2026-03-02";
      case MONTH -> "is no month such as 2026-03";
      case MONTH_OR_YEAR -> "is neither a year (2026) nor a month (2026-03)";
      case TIME -> "is no time such as 08:30";
      case ZONE -> "is no time zone such as Europe/Paris";
      default -> "cannot be read";
    };
  }

  private static String name(String cell, int longest) {
    Unprintable found = Unprintable.in(cell);
    // Others are refused of new lines only: what is kept has to be read.
    if (found != null && Character.isISOControl(found.character())) {
      throw new IllegalArgumentException("has the " + found);
    }
    if (cell.length() > longest) {
      throw new IllegalArgumentException("is longer than " + longest + " characters");
    }
    return cell;
  }

  /** So that who decided cannot approve as somebody with another blank in the name. */
  private static String words(String cell) {
    String words = stripped(cell.replaceAll("\\p{Z}+", " "));
    return words.isEmpty() ? cell : words;
  }

  /** A cell without the blanks around it; spreadsheets write no-break ones, too. */
  static String stripped(String cell) {
    int start = 0;
    int end = cell.length();
    while (start < end && isBlank(cell.charAt(start))) {
      start++;
    }
    while (start < end && isBlank(cell.charAt(end - 1))) {
      end--;
    }
    return cell.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** A number whose sign is at least {@code least}: 1 above 0, 0 not below, −1 any. */
  private static String number(String cell, boolean decimalComma, int least, boolean whole) {
    BigDecimal value;
    try {
      value = new BigDecimal(decimalComma ? cell.replace(',', '.') : cell);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is not a number", e);
    }
    if (value.precision() - (long) value.scale() > 15 || value.scale() > 15) {
      throw new IllegalArgumentException("is too large or too fine");
    }
    if (value.signum() < least) {
      throw new IllegalArgumentException(least == 1 ? "is not above 0" : "is below 0");
    }
    if (whole && value.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException("is not a whole number");
    }
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static String flag(String cell) {
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "1", "true", "yes", "oui" -> "1";
      case "0", "false", "no", "non" -> "0";
      default -> throw new IllegalArgumentException("is not 1 or 0");
    };
  }

  private static void year(int year) {
    if (year < 1900 || year >= 2200) {
      throw new IllegalArgumentException("is not between 1900 and 2200");
    }
  }

  private static String year(String cell) {
    if (!cell.matches("(19|20|21)\\d\\d")) {
      throw new IllegalArgumentException("is no year such as 2026");
    }
    return cell;
  }

  private String choice(String cell) {
    String found = cell.toLowerCase(Locale.ROOT);
    return choices.stream()
        .filter(choice -> choice.toLowerCase(Locale.ROOT).equals(found))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("is not one of " + String.join(", ", choices)));
  }

  /**
   * The days that a cell of type {@link Type#DAYS} names: single ones and ranges, separated by
   * blanks or commas.
   *
   * @throws IllegalArgumentException if it names none
   */
  public static Set<DayOfWeek> days(@Nullable String cell) {
    if (cell == null) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : cell.toLowerCase(Locale.ROOT).split("[ ,;]+", -1)) {
      List<String> ends = List.of(part.split("-", -1));
      int first = DAYS.indexOf(ends.get(0));
      int last = DAYS.indexOf(ends.get(ends.size() - 1));
      if (first < 0 || last < 0 || ends.size() > 2) {
        throw new IllegalArgumentException("names no days such as mon-fri or sat,sun");
      }
      for (int day = first; ; day = (day + 1) % 7) {
        days.add(DayOfWeek.of(day + 1));
        if (day == last) {
          break;
        }
      }
    }
    return days;
  }
}
