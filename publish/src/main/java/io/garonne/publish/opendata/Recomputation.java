package io.garonne.publish.opendata;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the tables of an edition say of months and the year that follows from their other columns,
 * computed once more. What follows from the inventory alone (units, persons) is taken as it stands.
 */
final class Recomputation {
  private static final String ENERGY = "energie_millijoules";
  private static final String FACTOR = "facteur_gco2e_kwh";
  private static final String SOURCE = "facteur_source";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final int year;
  private final Statements consumption;
  private final Statements prints;
  private final Statements carbon;
  private final SortedMap<String, BigInteger> families = new TreeMap<>();

  private Recomputation(int year, Map<Dataset, Table> tables, List<String> problems) {
    this.year = year;
    this.consumption = Statements.of(Dataset.CONSUMPTION, tables, problems);
    this.prints = Statements.of(Dataset.PRINTS, tables, problems);
    this.carbon = Statements.of(Dataset.CARBON, tables, problems);
  }

  /**
   * Compares what is stated with what follows.
   *
   * @param year of the edition
   * @param tables whose cells are of their types
   * @param problems where what is otherwise is added: file, line, column, both values
   */
  static void check(int year, Map<Dataset, Table> tables, List<String> problems) {
    Recomputation all = new Recomputation(year, tables, problems);
    all.consumption();
    all.prints();
    all.carbon();
    all.names();
  }

  private void consumption() {
    for (Statements.Row row : consumption.rows()) {
      BigInteger energy =
          row.whole("energie_mesuree_millijoules").add(row.whole("energie_interpolee_millijoules"));
      row.says(ENERGY, energy.toString());
      // What is said of the energy is held against the energy that is said.
      BigInteger said = row.whole(ENERGY);
      families.merge(row.cell("famille"), said, BigInteger::add);
      families.merge(YearTables.ALL, said, BigInteger::add);
      row.says("annee_mois", year + row.cell("annee_mois").substring(4));
      row.says("kwh", Numbers.kilowattHours(said));
      coverage(row);
      row.says("kwh_par_equipement", Numbers.kilowattHoursBy(said, row.count("nb_equipements")));
      row.says("kwh_par_utilisateur", Numbers.kilowattHoursBy(said, row.count("nb_utilisateurs")));
      row.says("kgco2e", kilograms(said, row.cell(FACTOR)));
    }
  }

  private static void coverage(Statements.Row row) {
    for (String column : List.of("secondes_couvertes", "secondes_connues", "secondes_attendues")) {
      row.says(column, row.number(column).setScale(3, RoundingMode.HALF_EVEN).toPlainString());
    }
    BigDecimal expected = row.number("secondes_attendues");
    BigDecimal covered = row.number("secondes_couvertes");
    boolean none = expected.signum() <= 0;
    row.says(
        "couverture_pct",
        none
            ? ""
            : covered
                .multiply(HUNDRED)
                .divide(expected, 1, RoundingMode.HALF_EVEN)
                .toPlainString());
    double known =
        none
            ? 0
            : covered.max(row.number("secondes_connues")).doubleValue() / expected.doubleValue();
    row.says("qualite", none ? "" : MonthTables.quality(known));
  }

  private static String kilograms(BigInteger millijoules, String factor) {
    return factor.isEmpty() ? "" : Numbers.kilograms(millijoules, new BigDecimal(factor));
  }

  private void prints() {
    SortedMap<String, Statements.Row> energies = consumption.byKey();
    for (Statements.Row row : prints.rows()) {
      row.says("annee_mois", year + row.cell("annee_mois").substring(4));
      BigInteger pages = row.whole("impressions");
      Long users = row.count("nb_utilisateurs");
      row.says(
          "impressions_par_utilisateur",
          users == null || users <= 0 ? "" : Numbers.by(new BigDecimal(pages), users, 2));
      Statements.Row energy = energies.get(row.key());
      boolean apart = !row.cell("lieu_code").equals(CellKey.GROUPED);
      row.says(
          "kwh_par_impression",
          energy != null && apart && pages.signum() > 0
              ? Numbers.kilowattHoursBy(energy.whole(ENERGY), row.count("impressions"))
              : "");
      if (energy != null) {
        for (String same : List.of("nb_utilisateurs", "donnees_personnelles_agregees")) {
          row.says(same, energy.cell(same));
        }
      }
    }
  }

  private void carbon() {
    List<Statements.Row> made = new ArrayList<>();
    for (Statements.Row row : carbon.rows()) {
      String family = row.cell("famille");
      BigInteger energy = families.remove(family);
      row.says("annee", Integer.toString(year));
      row.says("kwh", energy == null ? "" : Numbers.kilowattHours(energy));
      row.says("usage_kgco2e", energy == null ? "" : kilograms(energy, row.cell(FACTOR)));
      if (family.equals(YearTables.ALL)) {
        manufacturing(row, made);
      } else if (!row.cell("fabrication_kgco2e").isEmpty()) {
        made.add(row);
      }
    }
    families.keySet().forEach(carbon::lacks);
    if (!carbon.rows().isEmpty()) {
      // A year has one factor.
      Statements.Row last = carbon.rows().getLast();
      for (String same : List.of(FACTOR, SOURCE)) {
        carbon.rows().forEach(row -> row.says(same, last.cell(same)));
        consumption.rows().forEach(row -> row.says(same, last.cell(same)));
      }
    }
  }

  /** Each family's is rounded to a gram, and so is the whole. */
  private static void manufacturing(Statements.Row whole, List<Statements.Row> made) {
    BigDecimal sum = BigDecimal.ZERO;
    TreeSet<String> sources = new TreeSet<>();
    for (Statements.Row row : made) {
      sum = sum.add(row.number("fabrication_kgco2e"));
      sources.addAll(sources(row));
    }
    whole.saysAbout(
        "fabrication_kgco2e",
        made.isEmpty() ? null : sum,
        new BigDecimal("0.0005").multiply(BigDecimal.valueOf(made.size() + 1L)));
    if (!sources.equals(sources(whole))) {
      whole.says("fabrication_source", String.join("; ", sources));
    }
  }

  private static Set<String> sources(Statements.Row row) {
    String said = row.cell("fabrication_source");
    return said.isEmpty()
        ? new TreeSet<>()
        : new TreeSet<>(List.of((said.startsWith("'") ? said.substring(1) : said).split("; ")));
  }

  /** A place has one name, and there is one publisher. */
  private void names() {
    Map<String, String> names = new TreeMap<>();
    @Nullable String siren = null;
    for (Statements of : List.of(consumption, prints)) {
      for (Statements.Row row : of.rows()) {
        String name = names.putIfAbsent(row.cell("lieu_code"), row.cell("lieu_nom"));
        row.says("lieu_nom", name == null ? row.cell("lieu_nom") : name);
        siren = siren == null ? row.cell("siren") : siren;
        row.says("siren", siren);
      }
    }
  }
}
