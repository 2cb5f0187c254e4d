package io.garonne.model.indicator;

import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes versions of the baseline of their lines. */
final class BaselineVersions {
  private BaselineVersions() {}

  /**
   * The versions in the order given.
   *
   * @param versions lines of each, all of the reference year
   * @param firstMonth of the reference year
   */
  static List<Programme.BaselineVersion> of(
      Map<Integer, List<EstateLine>> versions, YearMonth firstMonth) {
    List<Programme.BaselineVersion> all = new ArrayList<>();
    versions.forEach((number, lines) -> all.add(version(number, lines, firstMonth)));
    return all;
  }

  private static Programme.BaselineVersion version(
      int number, List<EstateLine> lines, YearMonth firstMonth) {
    Map<Cell, Baseline.Reference> electricity = new TreeMap<>();
    Map<Cell, Baseline.Reference> impressions = new TreeMap<>();
    for (EstateLine line : lines) {
      String kilowattHours = line.cell("kwh");
      String printed = line.cell("impressions");
      if (kilowattHours != null) {
        put(electricity, line, firstMonth, ProgrammeReader.millijoules(kilowattHours));
      }
      if (printed != null) {
        put(impressions, line, firstMonth, Long.parseLong(printed));
      }
    }
    return new Programme.BaselineVersion(
        number,
        hash(EstateLine.format(EstateTable.BASELINE, lines)),
        lines.stream()
            .map(line -> LocalDate.parse(line.required("decided_on")))
            .max(Comparator.naturalOrder())
            .orElseThrow(),
        Baseline.of(firstMonth, electricity),
        Baseline.of(firstMonth, impressions));
  }

  private static void put(
      Map<Cell, Baseline.Reference> cells, EstateLine line, YearMonth firstMonth, long amount) {
    String period = line.required("period");
    double uncertainty =
        ProgrammeReader.share(new BigDecimal(line.required("uncertainty_percent")));
    Map<YearMonth, Long> months =
        period.length() == 4
            ? Baseline.inMonths(firstMonth, amount)
            : Map.of(YearMonth.parse(period), amount);
    months.forEach(
        (month, of) ->
            cells.put(
                new Cell(line.required("entity"), line.required("family"), month),
                new Baseline.Reference(of, uncertainty)));
  }

  /** SHA-256 of a text's UTF-8, in hexadecimal. */
  static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
