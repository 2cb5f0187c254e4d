package io.garonne.publish.opendata;

import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Two packages side by side: only where rules, months and families agree, as other sums would be
 * compared that are not of the same.
 *
 * @param differences why they cannot be compared, each a line for people; empty: they can
 * @param lines title, then family, quantity, both values; empty if they cannot be compared
 */
public record PackageComparison(List<String> differences, List<List<String>> lines) {
  private static final List<String> SCOPE =
      List.of("columns", "metering", "indicators", "months", "families");

  public PackageComparison {
    differences = List.copyOf(differences);
    lines = lines.stream().map(List::copyOf).toList();
  }

  /**
   * Compares.
   *
   * @param nameA what people call the one
   * @param nameB and the other
   * @throws IOException if one cannot be read
   */
  public static PackageComparison of(Edition a, String nameA, Edition b, String nameB, Texts texts)
      throws IOException {
    Published ofA = Published.of(a);
    Published ofB = Published.of(b);
    List<String> differences = new ArrayList<>();
    for (String part : SCOPE) {
      String inA = String.valueOf(ofA.scope().get(part));
      String inB = String.valueOf(ofB.scope().get(part));
      if (!inA.equals(inB)) {
        differences.add(
            texts.get(
                "od.diff.line",
                texts.get("od.diff." + part),
                Texts.printable(inA),
                Texts.printable(inB)));
      }
    }
    if (!differences.isEmpty()) {
      return new PackageComparison(differences, List.of());
    }
    Map<String, Sums> sumsA = sums(ofA);
    Map<String, Sums> sumsB = sums(ofB);
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of(texts.get("od.col.family"), texts.get("od.col.what"), nameA, nameB));
    SortedSet<String> families = new TreeSet<>(sumsA.keySet());
    families.addAll(sumsB.keySet());
    for (String family : families) {
      Sums one = sumsA.getOrDefault(family, new Sums());
      Sums other = sumsB.getOrDefault(family, new Sums());
      String name = texts.name("family", family);
      List<String> left = one.cells(texts);
      List<String> right = other.cells(texts);
      for (int i = 0; i < Sums.QUANTITIES.size(); i++) {
        lines.add(
            List.of(
                name, texts.get("od.col." + Sums.QUANTITIES.get(i)), left.get(i), right.get(i)));
      }
    }
    return new PackageComparison(List.of(), lines);
  }

  private static Map<String, Sums> sums(Published published) {
    Map<String, Sums> sums = new TreeMap<>();
    Table table = published.tables().get(Dataset.CONSUMPTION);
    if (table != null) {
      for (List<String> row : table.rows()) {
        sums.computeIfAbsent(table.cell(row, "famille"), f -> new Sums()).add(table, row);
      }
    }
    return sums;
  }

  /** Of one family; means are of the rows in which it is known what to divide by. */
  private static final class Sums {
    private static final List<String> QUANTITIES =
        List.of("kwh", "per-equipment", "per-user", "covered", "carbon");
    private static final String NOTHING = "–";

    private long energy;
    private long ofUnits;
    private long units;
    private long ofUsers;
    private long users;
    private long covered;
    private long expected;
    private BigDecimal carbon = BigDecimal.ZERO;
    private boolean hasCarbon;

    void add(Table table, List<String> row) {
      long here = Long.parseLong(table.cell(row, "energie_millijoules"));
      energy += here;
      String unitsHere = table.cell(row, "nb_equipements");
      if (!unitsHere.isEmpty()) {
        ofUnits += here;
        units += Long.parseLong(unitsHere);
      }
      String usersHere = table.cell(row, "nb_utilisateurs");
      if (!usersHere.isEmpty()) {
        ofUsers += here;
        users += Long.parseLong(usersHere);
      }
      covered += Numbers.millis(table.cell(row, "secondes_couvertes"));
      expected += Numbers.millis(table.cell(row, "secondes_attendues"));
      String carbonHere = table.cell(row, "kgco2e");
      if (!carbonHere.isEmpty()) {
        hasCarbon = true;
        carbon = carbon.add(new BigDecimal(carbonHere));
      }
    }

    List<String> cells(Texts texts) {
      return List.of(
          texts.kilowattHours(energy),
          by(ofUnits, units, texts),
          by(ofUsers, users, texts),
          texts.percent(covered, expected),
          hasCarbon ? texts.decimal(carbon, 1) : NOTHING);
    }

    private static String by(long energy, long count, Texts texts) {
      return count == 0
          ? NOTHING
          : texts.decimal(new BigDecimal(Numbers.kilowattHoursBy(energy, count)), 3);
    }
  }
}
