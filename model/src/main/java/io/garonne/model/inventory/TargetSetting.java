package io.garonne.model.inventory;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One thing that has been set for the target: a line of {@link EstateTable#TARGETS}. */
public sealed interface TargetSetting {

  /** What there can be a target for. */
  List<String> INDICATORS = List.of("electricity", "carbon", "prints");

  /** Whose number may count. */
  List<String> USERS = List.of("agent", "pupil");

  /**
   * Where the reference year begins.
   *
   * @param month first of its twelve months
   */
  record FirstMonth(YearMonth month) implements TargetSetting {}

  /**
   * Whose number counts.
   *
   * @param kind one of {@link #USERS}; the two are never added
   */
  record Users(String kind) implements TargetSetting {}

  /**
   * What is to be reached.
   *
   * @param indicator one of {@link #INDICATORS}
   * @param percent wanted change, below 0 and above −100
   * @param due last day
   */
  record Goal(String indicator, BigDecimal percent, LocalDate due) implements TargetSetting {}

  /**
   * What does not depend on users.
   *
   * @param family of which equipment
   * @param percent share of its energy, from 0 to 100
   */
  record FixedShare(Family family, BigDecimal percent) implements TargetSetting {}

  /**
   * Carbon of a kWh.
   *
   * @param year of which year
   * @param grams grams CO₂e per kWh, above 0
   * @param source where it is from
   */
  record Factor(int year, BigDecimal grams, String source) implements TargetSetting {}

  /** Its name in the column {@code setting}. */
  default String name() {
    return switch (this) {
      case FirstMonth first -> "reference.first_month";
      case Users users -> "users";
      case Goal goal -> "targets." + goal.indicator();
      case FixedShare share -> "fixed_percent." + share.family().label();
      case Factor factor -> "factors." + factor.year();
    };
  }

  /** The cells of its line, numbers without superfluous zeros. */
  default SortedMap<String, String> cells() {
    SortedMap<String, String> cells = new TreeMap<>(Map.of("setting", name()));
    switch (this) {
      case FirstMonth(YearMonth month) -> cells.put("value", month.toString());
      case Users(String kind) -> cells.put("value", kind);
      case Goal(String indicator, BigDecimal percent, LocalDate due) -> {
        cells.put("value", plain(percent));
        cells.put("due", due.toString());
      }
      case FixedShare(Family family, BigDecimal percent) -> cells.put("value", plain(percent));
      case Factor(int year, BigDecimal grams, String source) -> {
        cells.put("value", plain(grams));
        cells.put("source", source);
      }
    }
    return cells;
  }

  /**
   * Reads the cells of a line.
   *
   * @throws IllegalArgumentException with what is wrong, for people
   */
  static TargetSetting parse(Map<String, String> cells) {
    String setting = cells.getOrDefault("setting", "");
    String value = cells.getOrDefault("value", "");
    int dot = setting.indexOf('.');
    String of = setting.substring(dot + 1);
    return switch (dot < 0 ? setting : setting.substring(0, dot)) {
      case "reference" -> new FirstMonth(firstMonth(of, value));
      case "users" ->
          new Users(known(value, USERS, "whose number counts; agents and pupils are never added"));
      case "targets" ->
          new Goal(
              known(of, INDICATORS, "what there can be a target for"),
              percent(value),
              due(cells.get("due")));
      case "fixed_percent" -> new FixedShare(family(of), share(value));
      case "factors" -> factor(of, value, cells.get("source"));
      default -> throw new IllegalArgumentException("there is no setting of this name");
    };
  }

  private static YearMonth firstMonth(String of, String value) {
    if (!of.equals("first_month")) {
      throw new IllegalArgumentException("there is no setting of this name");
    }
    try {
      YearMonth month = YearMonth.parse(value);
      year(String.valueOf(month.getYear()));
      return month;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"" + value + "\" is no month such as 2025-01", e);
    }
  }

  private static BigDecimal percent(String value) {
    BigDecimal percent = number("percent", value);
    if (percent.signum() >= 0 || percent.compareTo(BigDecimal.valueOf(-100)) <= 0) {
      throw new IllegalArgumentException(
          "percent " + value + " is not between -100 and 0; -15 is 15 % less");
    }
    return percent;
  }

  private static LocalDate due(@Nullable String value) {
    try {
      LocalDate due = LocalDate.parse(value == null ? "" : value);
      year(String.valueOf(due.getYear()));
      return due;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("due is no date such as 2026-12-31", e);
    }
  }

  private static Family family(String label) {
    Family family = Family.ofLabel(label);
    if (family == null) {
      throw new IllegalArgumentException("family \"" + label + "\" is not known");
    }
    return family;
  }

  private static BigDecimal share(String value) {
    BigDecimal percent = number("the share", value);
    if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw new IllegalArgumentException("the share " + value + " is not from 0 to 100 percent");
    }
    return percent;
  }

  private static Factor factor(String year, String value, @Nullable String source) {
    int of = year(year);
    BigDecimal grams = number("grams_per_kwh", value);
    if (grams.signum() <= 0) {
      throw new IllegalArgumentException("grams_per_kwh " + value + " is not above 0");
    }
    if (source == null || source.isEmpty()) {
      throw new IllegalArgumentException("source is missing: where the factor is from");
    }
    return new Factor(of, grams, source);
  }

  private static int year(String year) {
    if (!year.matches("(19|20|21)\\d\\d")) {
      throw new IllegalArgumentException("\"" + year + "\" is no year such as 2025");
    }
    return Integer.parseInt(year);
  }

  private static BigDecimal number(String what, String value) {
    if (!value.matches("-?\\d{1,9}(\\.\\d{1,9})?")) {
      throw new IllegalArgumentException(
          what + " \"" + value + "\" is no number such as 52 or -7.5");
    }
    return new BigDecimal(value);
  }

  private static String known(String value, List<String> among, String what) {
    if (!among.contains(value)) {
      throw new IllegalArgumentException(
          "\"" + value + "\" is not one of " + String.join(", ", among) + ": " + what);
    }
    return value;
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
