package io.garonne.publish.opendata;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * What the tables of indicators and lifetimes say that follows from their own columns. What they
 * were computed from is not in an edition, so of most cells only bounds follow.
 */
final class StatedFigures {
  /** Two numbers of one decimal, each rounded. */
  private static final BigDecimal ROUNDED = new BigDecimal("0.1");

  private static final BigDecimal NARROW = BigDecimal.valueOf(3);
  private static final int ENOUGH_MONTHS = 6;
  private static final String CHANGE = "variation_pct";
  private static final String LOW = "variation_basse_pct";
  private static final String HIGH = "variation_haute_pct";
  private static final String DUE = "attendu_pct";
  private static final String STATUS = "etat";

  private StatedFigures() {}

  /** As {@link Recomputation#check}. */
  static void check(int year, Map<Dataset, Table> tables, List<String> problems) {
    Statements.of(Dataset.INDICATORS, tables, problems).rows().forEach(StatedFigures::figure);
    lifetimes(year, Statements.of(Dataset.LIFETIMES, tables, problems).rows());
  }

  private static void figure(Statements.Row row) {
    String id =
        row.cell("indicateur")
            + "/"
            + row.cell("periode")
            + "/"
            + row.cell("annee_mois")
            + (row.cell("partie").equals("all")
                ? ""
                : "/" + row.cell("partie").replace("%", "%25").replace("/", "%2F"));
    String earlier = id + "/baseline-" + row.cell("reference_version");
    row.says("identifiant", row.cell("identifiant").equals(earlier) ? earlier : id);
    if (row.has("non_calculable")) {
      Dataset.INDICATORS.fields().stream()
          .map(Field::name)
          .dropWhile(name -> !name.equals("mois_compares"))
          .filter(name -> !name.equals("version_methode"))
          .forEach(name -> row.says(name, ""));
      return;
    }
    if (!row.has("mois_compares") || !row.has(CHANGE) || !row.has("reference_premier_mois")) {
      row.wrong("non_calculable", "why there is no figure");
      return;
    }
    months(row);
    interval(row);
    status(row);
    between(row, "part_mesuree_pct", BigDecimal.ZERO, BigDecimal.valueOf(100));
  }

  private static void months(Statements.Row row) {
    YearMonth month = YearMonth.parse(row.cell("annee_mois"));
    YearMonth compared = YearMonth.parse(row.cell("reference_premier_mois")).plusMonths(12);
    long span =
        switch (row.cell("periode")) {
          case "month" -> 1;
          case "year-to-date" -> month.getMonthValue();
          default -> 12;
        };
    long most = Math.min(span, compared.until(month, ChronoUnit.MONTHS) + 1);
    between(row, "mois_compares", BigDecimal.ONE, BigDecimal.valueOf(most));
  }

  /** The change is in the middle of its interval. */
  private static void interval(Statements.Row row) {
    if (row.has(LOW) != row.has(HIGH)) {
      row.wrong(row.has(LOW) ? HIGH : LOW, "an end of the interval");
    } else if (row.has(LOW)) {
      BigDecimal middle = row.number(LOW).add(row.number(HIGH)).divide(BigDecimal.valueOf(2));
      row.saysAbout(CHANGE, middle, ROUNDED);
      if (row.number(LOW).compareTo(row.number(HIGH)) > 0) {
        row.wrong(HIGH, "at least " + row.cell(LOW));
      }
    }
  }

  /** Where the interval lies to what is due; whether other ways agree is not in the table. */
  private static void status(Statements.Row row) {
    if (!row.has(DUE)) {
      row.says(STATUS, "");
      return;
    }
    String said = row.cell(STATUS);
    boolean early = row.number("mois_compares").intValue() < ENOUGH_MONTHS;
    if (early || said.equals("too-early")) {
      row.says(STATUS, early ? "too-early" : place(row));
    } else if (!said.equals("depends-on-the-method") && !isNear(row, said)) {
      row.wrong(STATUS, place(row));
    }
  }

  private static String place(Statements.Row row) {
    if (!row.has(LOW)) {
      return "uncertain";
    }
    BigDecimal due = row.number(DUE);
    return row.number(HIGH).compareTo(due) < 0
        ? "ahead"
        : row.number(LOW).compareTo(due) > 0
            ? "behind"
            : halfWidth(row).compareTo(NARROW) <= 0 ? "on-track" : "uncertain";
  }

  private static BigDecimal halfWidth(Statements.Row row) {
    return row.number(HIGH).subtract(row.number(LOW)).divide(BigDecimal.valueOf(2));
  }

  /** As it was before numbers were rounded, it may have been on the other side. */
  private static boolean isNear(Statements.Row row, String status) {
    if (!row.has(LOW)) {
      return status.equals("uncertain");
    }
    BigDecimal due = row.number(DUE);
    boolean around =
        row.number(LOW).subtract(ROUNDED).compareTo(due) <= 0
            && row.number(HIGH).add(ROUNDED).compareTo(due) >= 0;
    return switch (status) {
      case "ahead" -> row.number(HIGH).subtract(ROUNDED).compareTo(due) < 0;
      case "behind" -> row.number(LOW).add(ROUNDED).compareTo(due) > 0;
      case "on-track" -> around && halfWidth(row).subtract(ROUNDED).compareTo(NARROW) <= 0;
      case "uncertain" -> around && halfWidth(row).add(ROUNDED).compareTo(NARROW) > 0;
      default -> false;
    };
  }

  private static void between(
      Statements.Row row, String column, BigDecimal least, BigDecimal most) {
    if (!row.has(column)
        || row.number(column).compareTo(least) < 0
        || row.number(column).compareTo(most) > 0) {
      row.wrong(column, least.toPlainString() + " to " + most.toPlainString());
    }
  }

  /** Units of all classes add up; what is their mean, or a share of them, lies between classes'. */
  private static void lifetimes(int year, List<Statements.Row> rows) {
    rows.forEach(row -> row.says("annee", Integer.toString(year)));
    List<Statements.Row> classes =
        rows.stream().filter(row -> !row.cell("classe").equals(YearTables.ALL)).toList();
    for (Statements.Row whole : rows) {
      if (!whole.cell("classe").equals(YearTables.ALL)) {
        continue;
      }
      for (String units : List.of("nb_en_service", "nb_retires")) {
        whole.says(
            units,
            classes.stream()
                .map(row -> row.whole(units))
                .reduce(BigInteger.ZERO, BigInteger::add)
                .toString());
      }
      for (String mean :
          List.of(
              "age_moyen_en_service",
              "age_moyen_retires",
              "part_retiree_avant_cible_pct",
              "part_reconditionnee_pct")) {
        List<BigDecimal> known =
            classes.stream().filter(row -> row.has(mean)).map(row -> row.number(mean)).toList();
        if (known.isEmpty()) {
          whole.says(mean, "");
        } else if (whole.has(mean)) {
          between(
              whole,
              mean,
              known.stream().reduce(BigDecimal::min).orElseThrow(),
              known.stream().reduce(BigDecimal::max).orElseThrow());
        }
      }
    }
  }
}
