package io.garonne.publish.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A forger changes a cell, and every hash that says so. */
class RecomputationTest {
  /** What nothing else in a package says. */
  private static final Set<String> TAKEN_AS_STATED =
      Set.of(
          // Beside the energy, and in no sum.
          "consommation_numerique_mensuelle energie_estimee_millijoules",
          "consommation_numerique_mensuelle energie_repartie_millijoules",
          "consommation_numerique_mensuelle revision",
          // As far as the quality goes by it.
          "consommation_numerique_mensuelle secondes_connues",
          "indicateurs reference_version",
          // From totals and the inventory: only how it fits with other columns is known.
          "indicateurs tout_fixe_pct",
          "indicateurs tout_par_utilisateur_pct",
          "indicateurs part_mesuree_pct",
          "indicateurs attendu_pct",
          "durees_de_vie age_moyen_en_service");

  @TempDir private Path dir;
  private Edition edition = new Edition(2026, 1, null, new TreeMap<>());
  private int forged;

  @BeforeEach
  void published() throws IOException {
    edition = Edition.read(Path.of("src/test/resources/opendata/edition-1"));
  }

  @Test
  void aForgedCellThatFollowsFromOthersIsToldWithItsLineAndWhatItShouldBe() throws IOException {
    for (List<String> forgery :
        List.of(
            List.of("consommation_numerique_mensuelle", "kwh", "56.294171", "55.294171"),
            List.of("consommation_numerique_mensuelle", "couverture_pct", "99.0", "95.0"),
            List.of("consommation_numerique_mensuelle", "qualite", "basse", "haute"),
            List.of("consommation_numerique_mensuelle", "kwh_par_equipement", "9.0", "9.215695"),
            List.of("consommation_numerique_mensuelle", "kwh_par_utilisateur", "1.0", ""),
            List.of("consommation_numerique_mensuelle", "kgco2e", "2", "2.764709"),
            List.of("consommation_numerique_mensuelle", "annee_mois", "2027-01", "2026-01"),
            List.of("impressions_mensuelles", "impressions_par_utilisateur", "51", "50.00"),
            List.of("impressions_mensuelles", "kwh_par_impression", "0.1", "0.120248"),
            List.of("carbone_annuel", "kwh", "2212.7", "2212.719541"),
            List.of("carbone_annuel", "usage_kgco2e", "110", "110.635977"),
            List.of("carbone_annuel", "facteur_gco2e_kwh", "5", "50"),
            List.of("durees_de_vie", "annee", "2025", "2026"),
            List.of("indicateurs", "identifiant", "electricity/month", "null"),
            List.of("dictionnaire", "unite", "MWh", ""))) {
      Dataset dataset = dataset(forgery.get(0));
      List<String> problems = problems(dataset, 0, forgery.get(1), forgery.get(2));
      assertThat(problems)
          .as("%s", forgery)
          .anyMatch(
              problem ->
                  problem.startsWith(
                      "%s:2: %s is \"%s\", and by the other columns \"%s"
                          .formatted(
                              dataset.file(),
                              forgery.get(1),
                              forgery.get(2),
                              forgery.get(3).equals("null")
                                  ? "carbon/rolling-12/2026-10\""
                                  : forgery.get(3) + "\"")));
    }
  }

  /** The first digit of a number is another one, in the first row that has it and in the last. */
  @Test
  void everyNumberIsHeldAgainstTheOthersButThoseThatNothingElseSays() throws IOException {
    Set<String> unnoticed = new TreeSet<>();
    for (Dataset dataset : Dataset.ALL) {
      Table table = table(dataset);
      for (Field field : dataset.fields()) {
        boolean number = field.type() == Field.Type.NUMBER || field.type() == Field.Type.INTEGER;
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < table.rows().size() && number; i++) {
          if (!table.cell(table.rows().get(i), field.name()).isEmpty()) {
            rows.add(i);
          }
        }
        if (!rows.isEmpty() && dataset.isData()) {
          for (int row : Set.of(rows.getFirst(), rows.getLast())) {
            String cell = table.cell(table.rows().get(row), field.name());
            int first = cell.startsWith("-") ? 1 : 0;
            String other =
                cell.substring(0, first)
                    + (cell.charAt(first) == '9' ? '1' : '9')
                    + cell.substring(first + 1);
            if (problems(dataset, row, field.name(), other).isEmpty()) {
              unnoticed.add(dataset.title() + " " + field.name());
            }
          }
        }
      }
    }
    assertThat(unnoticed).isSubsetOf(TAKEN_AS_STATED);
  }

  @Test
  void whateverStandsInACellIsAProblemAndNoCrash() throws IOException {
    Random random = new Random(1);
    List<String> junk =
        List.of("", "0", "-1", "x", "9".repeat(18), "9".repeat(19), "9".repeat(400), "0.0001", "*");
    for (int i = 0; i < 150; i++) {
      Dataset dataset = Dataset.ALL.get(random.nextInt(Dataset.ALL.size()));
      int rows = table(dataset).rows().size();
      if (rows > 0) {
        Field field = dataset.fields().get(random.nextInt(dataset.fields().size()));
        String cell = junk.get(random.nextInt(junk.size()));
        // It says something or nothing, and comes to an end.
        assertThat(problems(dataset, random.nextInt(rows), field.name(), cell)).isNotNull();
      }
    }
  }

  @Test
  void errataThatNobodyHadToMakeAreFound() throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>(edition.files());
    String erratum = "1,carbone_annuel,2026 | toutes,kwh,1,2,correction\n";
    put(files, "errata.csv", edition.text("errata.csv") + erratum);
    assertThat(problems(new Edition(2026, 1, null, files)))
        .anyMatch(problem -> problem.startsWith("errata.csv:2: ligne is "));
    put(files, "errata.csv", edition.text("errata.csv") + "2" + erratum.substring(1));
    assertThat(problems(new Edition(2026, 2, edition.hash(), files)))
        .containsExactly(
            "errata.csv:2: nouvelle_valeur is \"2\", and by the other columns \"11704.756418\"");
  }

  private static Dataset dataset(String title) {
    return java.util.Objects.requireNonNull(Dataset.ofTitle(title));
  }

  private Table table(Dataset dataset) {
    return Table.read(dataset, edition.text(dataset.file()), new ArrayList<>());
  }

  private List<String> problems(Dataset dataset, int row, String field, String cell)
      throws IOException {
    Table table = table(dataset);
    List<List<String>> rows = new ArrayList<>(table.rows());
    List<String> cells = new ArrayList<>(rows.get(row));
    cells.set(dataset.index(field), cell);
    rows.set(row, cells);
    SortedMap<String, byte[]> files = new TreeMap<>(edition.files());
    put(
        files,
        dataset.file(),
        new String(new Table(dataset, rows).bytes(), StandardCharsets.UTF_8));
    return problems(new Edition(2026, 1, null, files));
  }

  /** With the hash of the file in the descriptions as well. */
  private void put(SortedMap<String, byte[]> files, String path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String before = Edition.sha256(java.util.Objects.requireNonNull(files.put(path, bytes)));
    for (String descriptor : List.of("datapackage.json", "dcat.jsonld")) {
      String other =
          new String(
                  java.util.Objects.requireNonNull(files.get(descriptor)), StandardCharsets.UTF_8)
              .replace(before, Edition.sha256(bytes));
      files.put(descriptor, other.getBytes(StandardCharsets.UTF_8));
    }
  }

  private List<String> problems(Edition edition) throws IOException {
    Path at = dir.resolve("forged-" + ++forged);
    edition.write(at);
    return Verification.of(at).problems();
  }
}
