package io.garonne.model.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused of the tables that the target is computed from. */
class ProgrammeTablesTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final String BASELINE =
      "period,entity,family,method,uncertainty_percent,source,decided_by,decided_on,kwh";
  private static final String OF_2025 = "invoice,5,invoice 12,CIO,2026-01-15";

  /** Lines of a table; the first word of a text is its name. */
  private static List<EstateLine> lines(String text) {
    int end = text.indexOf('\n');
    EstateTable table = Objects.requireNonNull(EstateTable.ofLabel(text.substring(0, end)));
    EstateLine.Result read =
        EstateLine.read(table, text.substring(end + 1), table.label() + ".csv");
    assertThat(read.problems()).isEmpty();
    return read.lines();
  }

  private static Estate.Result read(String... tables) {
    List<EstateLine> lines = new ArrayList<>();
    for (String table : tables) {
      lines.addAll(lines(table));
    }
    return Estate.of(lines, PARIS);
  }

  private static List<String> problems(String... tables) {
    return read(tables).problems();
  }

  private static String settings(String... valuesAndNames) {
    return "targets\nsetting,value,due,source\n" + String.join("\n", valuesAndNames) + "\n";
  }

  private static String baseline(String... lines) {
    StringBuilder table = new StringBuilder("baseline\n" + BASELINE + ",impressions,version\n");
    for (String line : lines) {
      table.append(line.replace("OF_2025", OF_2025)).append('\n');
    }
    return table.toString();
  }

  private static final String REFERENCE = "reference.first_month,2025-01,,";

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "adjustments ! id,from,to,entity,kwh_per_month,reason,decided_by,approved_by"
            + " ! a,2026-01,2026-02,city,5,x,Ann,Bea ! names entity or family alone",
        "adjustments ! id,from,to,family,kwh_per_month,reason,decided_by,approved_by"
            + " ! a,2026-01,2026-02,network,5,x,Ann,Bea ! names entity or family alone",
        "adjustments ! id,from,to,entity,family,kwh_per_month,reason,decided_by,approved_by"
            + " ! a,2026-01,2026-02,moon,network,5,x,Ann,Bea ! entity \"moon\" is not known",
        "adjustments ! id,from,to,entity,family,kwh_per_month,reason,decided_by,approved_by"
            + " ! a,2026-01,2026-02,city,desks,5,x,Ann,Bea ! family \"desks\" is not known",
        "adjustments ! id,from,to,kwh_per_month,reason,decided_by,approved_by"
            + " ! a,2026-01,2026-02,-9999999999999,x,Ann,Bea ! kwh_per_month \"-9999999999999\"",
        "adjustments ! id,from,to,kwh_per_month,reason,decided_by,approved_by"
            + " ! a,2026-02,2026-01,5,x,Ann,Bea ! to is before from",
        "externalised ! what,from,entity,kwh_last_twelve_months,source"
            + " ! mail,2026-01,city,5,x ! names entity or family alone",
        "externalised ! what,from,kwh_last_twelve_months,source"
            + " ! mail,2026-01,9999999999999,x ! is too large",
        "embodied ! year,equipment_class,kg_co2e,source ! 2026,fridge,5,x"
            + " ! equipment_class \"fridge\" is not known",
        "embodied ! year,entity,equipment_class,kg_co2e,source ! 2026,moon,laptop,5,x"
            + " ! entity \"moon\" is not known",
        "users ! month,entity,kind,users ! 2026-01,moon,agent,5 ! entity \"moon\" is not known",
        "entities ! entity,joined,left ! late,2026-02-01,2026-02-01"
            + " ! left on 2026-02-01, not after it joined",
        "baseline ! BASELINE ! 2025,moon,network,OF_2025,5 ! entity \"moon\" is not known",
        "baseline ! BASELINE ! 2025,city,desks,OF_2025,5 ! family \"desks\" is not known",
        "baseline ! BASELINE ! 2025,city,network,OF_2025, ! kwh is empty",
        "baseline ! BASELINE ! 2025,city,network,OF_2025,9999999999999 ! is too large",
        "baseline ! BASELINE,impressions ! 2025,city,network,OF_2025,5,7"
            + " ! impressions are of the family printing",
        "baseline ! BASELINE,version ! 2025,city,network,OF_2025,5,1234567"
            + " ! version \"1234567\" is too large",
        "baseline ! BASELINE ! 2024,city,network,OF_2025,5"
            + " ! period 2024 is outside the reference year, 2025-01 to 2025-12",
        "baseline ! BASELINE ! 2026-01,city,network,OF_2025,5"
            + " ! period 2026-01 is outside the reference year",
        "baseline ! BASELINE ! 2024-12,city,network,OF_2025,5"
            + " ! period 2024-12 is outside the reference year",
      })
  void aLineThatCannotBeUsedIsNamedWithFileAndLine(
      String table, String header, String line, String problem) {
    String text =
        table
            + "\n"
            + header.replace("BASELINE", BASELINE)
            + "\n"
            + line.replace("OF_2025", OF_2025)
            + "\n";
    List<String> tables = new ArrayList<>(List.of(text, settings(REFERENCE)));
    if (!table.equals("entities")) {
      tables.add("entities\nentity\ncity\n");
    }
    assertThat(problems(tables.toArray(String[]::new)))
        .singleElement()
        .asString()
        .startsWith(table + ".csv:2: ")
        .contains(problem);
  }

  @Test
  void aYearAndMonthsOfOneThingInOneVersionAreAProblem() {
    assertThat(
            problems(
                baseline(
                    "2025,city,network,OF_2025,120,,",
                    "2025-03,city,network,OF_2025,10,,",
                    "2025-03,city,printing,OF_2025,10,,",
                    "2025-04,city,network,OF_2025,10,,2")))
        .containsExactly(
            "baseline.csv:2: a year of city network, which has lines of months, too: one or the"
                + " other");
  }

  @Test
  void aReferenceYearThatDoesNotBeginInJanuaryHasMonthsOnly() {
    assertThat(
            problems(
                settings("reference.first_month,2024-07,,"),
                baseline(
                    "2025,city,network,OF_2025,120,,",
                    "2024-07,city,printing,OF_2025,10,,",
                    "2025-06,city,printing,OF_2025,10,,",
                    "2025-07,city,printing,OF_2025,10,,")))
        .containsExactlyInAnyOrder(
            "baseline.csv:2: the reference year begins in 2024-07: its lines are of months, not of"
                + " a year",
            "baseline.csv:5: period 2025-07 is outside the reference year, 2024-07 to 2025-06");
  }

  @Test
  void anOlderVersionMayBeOfWhatWasTheReferenceYearThen() {
    Estate.Result read =
        read(
            settings(REFERENCE),
            baseline("2024,city,network,OF_2025,120,,", "2025,city,network,OF_2025,110,,2"));
    assertThat(read.problems()).isEmpty();
    assertThat(ProgrammeTables.of(read.estate()).baselines()).containsOnlyKeys(2);
  }

  @Test
  void theWholeAndItsSitesAreNotBothSaid() {
    Estate.Result read =
        read(
            """
            users
            month,entity,site,kind,users
            2026-01,city,,agent,10
            2026-01,city,hall,agent,5
            2026-01,city,hall,pupil,5
            2026-02,city,hall,agent,5
            """);
    assertThat(read.problems())
        .containsExactly(
            "users.csv:2: users of city in 2026-01 are there by site, too: the whole or its sites");
    assertThat(ProgrammeTables.of(read.estate()).lines(EstateTable.USERS))
        .extracting(EstateLine::place)
        .containsExactly("users.csv:4", "users.csv:5");
  }

  @Test
  void ofAgentsAndPupilsOneIsToBeChosenOnceThereAreTargets() {
    String both =
        """
        users
        month,entity,kind,users
        2026-01,city,agent,10
        2026-01,school,pupil,500
        """;
    assertThat(problems(both)).as("without a target nobody counts them").isEmpty();
    assertThat(problems(both, settings(REFERENCE)))
        .containsExactly(
            "targets.csv:2: users: the table users has agents and pupils, which are never added:"
                + " say \"users: agent\" or \"users: pupil\"");
    assertThat(problems(both, settings(REFERENCE, "users,pupil,,"))).isEmpty();
  }

  @Test
  void degreeDaysAboveAnotherTemperatureAreAProblem() {
    assertThat(
            problems(
                """
                degree_days
                month,degree_days,base_celsius,source
                2026-06,80.5,18,station
                2026-07,120,18.0,station
                2026-08,90,,station
                """))
        .containsExactly(
            "degree_days.csv:4: base_celsius is another one than in degree_days.csv:2");
  }

  @Test
  void versionOneIsWhatALineWithoutOneIsOf() {
    EstateLine said = lines(baseline("2025,city,network,OF_2025,5,,1")).get(0);
    EstateLine unsaid = lines(baseline("2025,city,network,OF_2025,5,,")).get(0);
    assertThat(said.cells()).isEqualTo(unsaid.cells());
    assertThat(said.key())
        .as("as before there were versions")
        .isEqualTo("baseline|2025|city|network");
    assertThat(lines(baseline("2025,city,network,OF_2025,5,,2")).get(0).key())
        .isEqualTo("baseline|2025|city|network|2");
  }

  @Test
  void settingsThatTheFileDoesNotNameAnyMoreAreGone() {
    Estate before =
        read(settings(REFERENCE, "users,agent,,", "fixed_percent.network,50,,")).estate();
    EstateEdits.Edit edit = EstateEdits.take(before, lines(settings(REFERENCE)), false);
    assertThat(EstateChange.of(before, edit.removed(), edit.written()).removed())
        .extracting(EstateLine::key)
        .containsExactly("targets|fixed_percent.network", "targets|users");
  }

  private static List<String> change(Estate before, boolean whole, String table) {
    EstateEdits.Edit edit = EstateEdits.take(before, lines(table), whole);
    return EstateChange.of(before, edit.removed(), edit.written()).problems();
  }

  @Test
  void aVersionThatIsThereIsFrozen() {
    String network = "2025,city,network,OF_2025,120,,";
    String printing = "2025,city,printing,OF_2025,10,,";
    Estate before = read(settings(REFERENCE), baseline(network, printing)).estate();
    String frozen = ": baseline version 1 is frozen: correct it as version 2";
    assertThat(change(before, false, baseline(network, printing))).as("the same again").isEmpty();
    assertThat(change(before, false, baseline(printing))).as("what is not named stays").isEmpty();
    assertThat(change(before, false, baseline(network, printing.replace(",10,", ",11,"))))
        .containsExactly("baseline.csv:3" + frozen);
    assertThat(change(before, false, baseline("2025,school,network,OF_2025,9,,1")))
        .containsExactly("baseline.csv:2" + frozen);
    assertThat(change(before, true, baseline(printing))).containsExactly("baseline.csv:2" + frozen);
    assertThat(change(before, false, baseline("2025,city,network,OF_2025,130,,2"))).isEmpty();
    assertThat(change(before, false, settings("reference.first_month,2024-01,,")))
        .as("so is its year")
        .hasSize(2)
        .allMatch(problem -> problem.contains("outside the reference year"));
  }

  @Test
  void aWrongReferenceYearIsCorrectedTogetherWithANewVersion() {
    Estate before =
        read(settings("reference.first_month,2024-01,,"), baseline("2024,city,network,OF_2025,9,,"))
            .estate();
    List<EstateLine> right = new ArrayList<>(lines(settings(REFERENCE)));
    right.addAll(lines(baseline("2025,city,network,OF_2025,8,,2")));
    EstateEdits.Edit edit = EstateEdits.take(before, right, false);
    EstateChange change = EstateChange.of(before, edit.removed(), edit.written());
    assertThat(change.problems()).isEmpty();
    assertThat(ProgrammeTables.of(change.after()).baselines()).containsOnlyKeys(2);
    assertThat(change(change.after(), false, baseline("2024,city,network,OF_2025,7,,")))
        .as("the old one stays frozen")
        .containsExactly("baseline.csv:2: baseline version 1 is frozen: correct it as version 3");
  }

  @Test
  void ofTwoVersionsEachIsFrozen() {
    Estate before =
        read(baseline("2025,city,network,OF_2025,120,,", "2025,city,network,OF_2025,130,,2"))
            .estate();
    assertThat(change(before, false, baseline("2025,city,network,OF_2025,125,,2")))
        .containsExactly("baseline.csv:2: baseline version 2 is frozen: correct it as version 3");
  }

  @Test
  void aVersionThatCouldNeverBeUsedIsNotFrozen() {
    // As it may have been taken in before this was looked at.
    Estate before =
        read(baseline("2025,city,network,OF_2025,120,,", "2025-03,city,network,OF_2025,10,,"))
            .estate();
    assertThat(change(before, true, baseline("2025,city,network,OF_2025,120,,"))).isEmpty();
  }
}
