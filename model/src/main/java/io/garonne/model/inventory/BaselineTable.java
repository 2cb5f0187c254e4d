package io.garonne.model.inventory;

import io.garonne.model.Units;
import java.math.BigDecimal;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code baseline} by version. A version is one decision: it is used as a whole or not at
 * all.
 */
final class BaselineTable {
  private static final int LONGEST_VERSION = 6;

  private final NavigableMap<Integer, List<EstateLine>> versions = new TreeMap<>();
  private final Set<Integer> bad = new TreeSet<>();
  private final @Nullable YearMonth firstMonth;
  private final BiConsumer<EstateLine, String> problem;

  /**
   * Looks at the lines of the table.
   *
   * @param firstMonth of the reference year, or null: nobody has said
   * @param problem takes what is wrong with a line
   */
  BaselineTable(
      Collection<EstateLine> lines,
      @Nullable YearMonth firstMonth,
      BiConsumer<EstateLine, String> problem) {
    this.firstMonth = firstMonth;
    this.problem = problem;
    for (EstateLine line : lines) {
      int version = version(line);
      if (version < 0) {
        problem.accept(line, "version \"" + line.cell("version") + "\" is too large");
      } else {
        versions.computeIfAbsent(version, v -> new ArrayList<>()).add(line);
      }
    }
    versions.values().forEach(this::check);
  }

  /** The version that a line is of, from 1; below 0 if it is too large for one. */
  static int version(EstateLine line) {
    String cell = line.cell("version");
    if (cell == null) {
      return 1;
    }
    return cell.length() > LONGEST_VERSION ? -1 : Integer.parseInt(cell);
  }

  /** Marks the version of a line that something else is wrong with. */
  void spoil(EstateLine line) {
    bad.add(version(line));
  }

  /** Versions with nothing wrong in them, by number; of whatever year. */
  NavigableMap<Integer, List<EstateLine>> good() {
    NavigableMap<Integer, List<EstateLine>> good = new TreeMap<>(versions);
    good.keySet().removeAll(bad);
    return good;
  }

  /** Those of them that are of the reference year, the newest first. */
  Map<Integer, List<EstateLine>> usable() {
    NavigableMap<Integer, List<EstateLine>> usable = good();
    usable.values().removeIf(lines -> lines.stream().anyMatch(line -> outside(line) != null));
    return Collections.unmodifiableMap(usable.descendingMap());
  }

  private void problem(EstateLine line, String text) {
    spoil(line);
    problem.accept(line, text);
  }

  private void check(List<EstateLine> lines) {
    Map<List<String>, List<EstateLine>> cells = new LinkedHashMap<>();
    for (EstateLine line : lines) {
      content(line);
      cells
          .computeIfAbsent(
              List.of(line.required("entity"), line.required("family")), c -> new ArrayList<>())
          .add(line);
      // An older version may be of what was the reference year then.
      String outside = version(line) == versions.lastKey() ? outside(line) : null;
      if (outside != null) {
        problem(line, outside);
      }
    }
    for (Map.Entry<List<String>, List<EstateLine>> cell : cells.entrySet()) {
      List<EstateLine> years = cell.getValue().stream().filter(BaselineTable::isYear).toList();
      if (!years.isEmpty() && years.size() < cell.getValue().size()) {
        years.forEach(
            line ->
                problem(
                    line,
                    "a year of "
                        + String.join(" ", cell.getKey())
                        + ", which has lines of months, too: one or the other"));
      }
    }
  }

  private void content(EstateLine line) {
    String kilowattHours = line.cell("kwh");
    String impressions = line.cell("impressions");
    if (kilowattHours == null && impressions == null) {
      problem(line, "kwh is empty");
    }
    if (impressions != null && !line.required("family").equals(Family.PRINTING.label())) {
      problem(line, "impressions are of the family printing");
    }
    if (kilowattHours != null && !fits(kilowattHours)) {
      problem(line, "kwh \"" + kilowattHours + "\" is too large");
    }
  }

  /** Whether kWh are a number of millijoules that a long holds. */
  static boolean fits(String kilowattHours) {
    try {
      Units.scaled(new BigDecimal(kilowattHours), Units.MILLIJOULES_PER_KWH);
      return true;
    } catch (ArithmeticException e) {
      return false;
    }
  }

  private static boolean isYear(EstateLine line) {
    return line.required("period").length() == 4;
  }

  /** Why a line is not of the reference year; null if it is, or nobody has said which that is. */
  private @Nullable String outside(EstateLine line) {
    YearMonth first = firstMonth;
    if (first == null) {
      return null;
    }
    String period = line.required("period");
    if (isYear(line) && first.getMonthValue() != 1) {
      return "the reference year begins in " + first + ": its lines are of months, not of a year";
    }
    YearMonth month = isYear(line) ? Year.parse(period).atMonth(1) : YearMonth.parse(period);
    YearMonth last = first.plusMonths(11);
    return month.isBefore(first) || month.isAfter(last)
        ? "period " + period + " is outside the reference year, " + first + " to " + last
        : null;
  }
}
