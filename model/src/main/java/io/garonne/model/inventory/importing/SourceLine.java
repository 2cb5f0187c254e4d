package io.garonne.model.inventory.importing;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One line of a file, by field; problems with it are noted with its place. */
final class SourceLine {
  /** A problem, and where it is in the order of files and lines. */
  record Problem(int file, int line, String text) {}

  /**
   * Those that G4IT tries ({@code CsvUtils}), in its order. Day and month with dashes, as GLPI may
   * write them, is not among them: GLPI writes month and day the same way.
   */
  private static final List<DateTimeFormatter> DATES =
      Stream.of("uuuu-MM-dd", "dd/MM/uuuu", "uuuuMMdd", "uuuu/MM/dd")
          .map(form -> DateTimeFormatter.ofPattern(form).withResolverStyle(ResolverStyle.STRICT))
          .toList();

  private final SourceText source;
  private final int file;
  private final int line;
  private final Map<String, String> cells;
  private final List<Problem> problems;
  private boolean bad;

  SourceLine(
      SourceText source, int file, int line, Map<String, String> cells, List<Problem> problems) {
    this.source = source;
    this.file = file;
    this.line = line;
    this.cells = cells;
    this.problems = problems;
  }

  SourceText source() {
    return source;
  }

  /** {@code file:line}. */
  String place() {
    return source.name() + ":" + line;
  }

  /** Notes what is wrong: the line counts as bad from then on. */
  void problem(String text) {
    bad = true;
    problems.add(new Problem(file, line, place() + ": " + text));
  }

  boolean bad() {
    return bad;
  }

  /** The cell without blanks around it; null if it is empty or a dash, or there is no column. */
  @Nullable String text(String field) {
    String text = cells.getOrDefault(field, "").strip();
    return text.isEmpty() || text.equals("-") || text.equals("—") ? null : text;
  }

  /** A cell that must not be empty. */
  String required(String field) {
    String text = text(field);
    if (text == null) {
      problem(field + " is empty");
      return "";
    }
    return text;
  }

  /** A date, as {@code YYYY-MM-DD}. */
  @Nullable String date(String field) {
    String text = text(field);
    if (text == null) {
      return null;
    }
    for (DateTimeFormatter form : DATES) {
      try {
        return LocalDate.parse(text, form).toString();
      } catch (DateTimeException e) {
        // the next form, then
      }
    }
    problem(field + " \"" + text + "\" is not a date such as 2026-03-02 or 02/03/2026");
    return null;
  }

  /** A whole number, at least {@code least}. */
  @Nullable String whole(String field, int least) {
    BigDecimal value = decimal(field);
    if (value == null) {
      return null;
    }
    BigDecimal whole = value.stripTrailingZeros();
    if (whole.scale() > 0 || whole.compareTo(BigDecimal.valueOf(least)) < 0) {
      problem(field + " \"" + text(field) + "\" is not a whole number from " + least + " on");
      return null;
    }
    return whole.toPlainString();
  }

  /** A decimal, 0 or more; the decimal sign may be a comma. */
  @Nullable BigDecimal decimal(String field) {
    String text = text(field);
    if (text == null) {
      return null;
    }
    // Plain digits only: 1e9 would be a number to BigDecimal, and is none to people.
    if (text.matches("\\d{1,12}([.,]\\d{1,9})?")) {
      return new BigDecimal(text.replace(',', '.'));
    }
    problem(field + " \"" + text + "\" is not a number");
    return null;
  }

  /** Notes what contradicts itself; both are dates as {@link #date} gives them, or null. */
  void notBefore(String later, @Nullable String end, String earlier, @Nullable String start) {
    if (end != null && start != null && end.compareTo(start) < 0) {
      problem(later + " (" + end + ") is before " + earlier + " (" + start + ")");
    }
  }
}
