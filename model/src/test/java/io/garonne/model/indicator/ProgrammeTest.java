package io.garonne.model.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.inventory.TargetSetting;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the estate's tables say about the target. */
class ProgrammeTest {
  private static final YearMonth JANUARY = YearMonth.of(2025, 1);
  private static final long KWH = 3_600_000_000L;

  private static final String TARGETS =
      """
      targets
      setting,value,due,source
      reference.first_month,2025-01,,
      users,agent,,
      targets.electricity,-15,2026-12-31,
      targets.carbon,-10,2026-12-31,
      fixed_percent.server-room-it,100,,
      fixed_percent.network,50,,
      factors.2025,52,,somewhere
      factors.2026,49.5,,somewhere else
      """;
  private static final String ENTITIES =
      """
      entities
      entity,joined,left
      city,,
      library,2024-01-01,
      """;
  private static final String USERS =
      """
      users
      month,entity,site,kind,users
      2025-01,city,hall,agent,100
      2025-01,city,annex,agent,18
      2025-01,library,,agent,23
      2026-01,city,,agent,120
      2026-01,city,,pupil,900
      """;
  private static final String BASELINE =
      """
      baseline
      period,entity,family,kwh,impressions,method,uncertainty_percent,source,decided_by,decided_on,\
      version
      2025,city,workstations,73000,,invoice,10,invoice 7,CIO,2026-01-15,
      2025-01,library,printing,41.6666666667,1200,measured,2.5,meter,CIO,2026-01-20,
      2025-02,library,printing,,1100,measured,2.5,meter,CIO,2026-01-20,
      2025,city,workstations,72000,,invoice,10,invoice 7,CIO,2026-06-01,2
      """;
  private static final String OTHERS =
      """
      adjustments
      id,from,to,entity,family,kwh_per_month,reason,decided_by,approved_by
      b,2026-01,2026-12,,,-10,less,Ann,Bea
      a,2026-03,2026-12,city,network,12.5,more rooms,Ann,Bea
      """;
  private static final String EXTERNALISED =
      """
      externalised
      what,entity,family,from,kwh_last_twelve_months,source
      mail,city,server-room-it,2026-01,4000,invoice
      """;
  private static final String EMBODIED =
      """
      embodied
      year,entity,equipment_class,kg_co2e,source
      2026,,laptop,1234.5,maker
      2026,city,hub,10,maker
      """;
  private static final String CLASSES =
      """
      classes
      equipment_class,family
      hub,network
      """;
  private static final String DEGREE_DAYS =
      """
      degree_days
      month,degree_days,base_celsius,source
      2026-07,120.25,18,station
      2025-07,99,18,station
      """;
  private static final List<String> ALL =
      List.of(
          TARGETS, ENTITIES, USERS, BASELINE, OTHERS, EXTERNALISED, EMBODIED, CLASSES, DEGREE_DAYS);

  private static List<EstateLine> lines(List<String> tables) {
    List<EstateLine> lines = new ArrayList<>();
    for (String text : tables) {
      int end = text.indexOf('\n');
      EstateTable table = Objects.requireNonNull(EstateTable.ofLabel(text.substring(0, end)));
      EstateLine.Result read =
          EstateLine.read(table, text.substring(end + 1), table.label() + ".csv");
      assertThat(read.problems()).isEmpty();
      lines.addAll(read.lines());
    }
    return lines;
  }

  private static Programme of(List<EstateLine> lines) {
    return Programme.of(Estate.of(lines, ZoneId.of("Europe/Paris")).estate());
  }

  private static Programme of(String... tables) {
    return of(lines(List.of(tables)));
  }

  @Test
  void everyTableIsTakenIn() {
    List<EstateLine> lines = lines(ALL);
    assertThat(Estate.of(lines, ZoneId.of("UTC")).problems()).isEmpty();
    Programme programme = of(lines);
    assertThat(programme.firstMonth()).isEqualTo(JANUARY);
    LocalDate due = LocalDate.of(2026, 12, 31);
    assertThat(programme.targets())
        .isEqualTo(
            Map.of(
                Indicator.ELECTRICITY,
                new Programme.Target(-0.15, due),
                Indicator.CARBON,
                new Programme.Target(-0.1, due)));
    assertThat(programme.fixedShares()).isEqualTo(Map.of("server-room-it", 1.0, "network", 0.5));
    assertThat(programme.factors())
        .isEqualTo(
            Map.of(
                2025,
                new Programme.Factor(52, "somewhere"),
                2026,
                new Programme.Factor(49.5, "somewhere else")));
    assertThat(programme.entities())
        .containsExactly(
            new Entity("city", null, null), new Entity("library", YearMonth.of(2024, 1), null));
    assertThat(programme.users())
        .isEqualTo(
            Map.of(
                JANUARY,
                Map.of("city", 118L, "library", 23L),
                YearMonth.of(2026, 1),
                Map.of("city", 120L)));
    assertThat(programme.adjustments())
        .containsExactly(
            new Programme.DecidedAdjustment(
                new Evidence.Adjustment(
                    "a",
                    YearMonth.of(2026, 3),
                    YearMonth.of(2026, 12),
                    "city",
                    "network",
                    45_000_000_000L),
                "more rooms",
                "Ann",
                "Bea"),
            new Programme.DecidedAdjustment(
                new Evidence.Adjustment(
                    "b", YearMonth.of(2026, 1), YearMonth.of(2026, 12), null, null, -10 * KWH),
                "less",
                "Ann",
                "Bea"));
    assertThat(programme.externalised())
        .containsExactly(
            new Evidence.Externalised(
                "mail", YearMonth.of(2026, 1), "city", "server-room-it", 4000 * KWH));
    assertThat(programme.embodied())
        .containsExactly(
            new Programme.Embodied(2026, "city", "network", 10_000, "maker"),
            new Programme.Embodied(2026, null, "workstations", 1_234_500, "maker"));
    assertThat(programme.degreeDays())
        .isEqualTo(Map.of(YearMonth.of(2025, 7), 99.0, YearMonth.of(2026, 7), 120.25));
  }

  @Test
  void versionsOfTheBaselineAreThereNewestFirstWithTheirMonths() {
    List<Programme.BaselineVersion> versions = of(TARGETS, BASELINE).baselines();
    assertThat(versions).extracting(Programme.BaselineVersion::version).containsExactly(2, 1);
    Programme.BaselineVersion first = versions.get(1);
    assertThat(first.decidedOn()).isEqualTo(LocalDate.of(2026, 1, 20));
    Map<Cell, Baseline.Reference> electricity = first.electricity().cells();
    assertThat(electricity).hasSize(13);
    assertThat(electricity.get(new Cell("city", "workstations", YearMonth.of(2025, 2))))
        .isEqualTo(new Baseline.Reference(5600 * KWH, 0.1));
    assertThat(
            electricity.entrySet().stream()
                .filter(cell -> cell.getKey().entity().equals("city"))
                .mapToLong(cell -> cell.getValue().energy())
                .sum())
        .isEqualTo(73_000 * KWH);
    // 41.6666666667 kWh × 3.6e9 mJ, to the whole millijoule.
    assertThat(electricity.get(new Cell("library", "printing", JANUARY)))
        .isEqualTo(new Baseline.Reference(150_000_000_000L, 0.025));
    assertThat(first.impressions().cells())
        .isEqualTo(
            Map.of(
                new Cell("library", "printing", JANUARY),
                new Baseline.Reference(1200, 0.025),
                new Cell("library", "printing", YearMonth.of(2025, 2)),
                new Baseline.Reference(1100, 0.025)));
  }

  @Test
  void theHashIsThatOfTheLinesAsTheyAreExportedAndStays() {
    // printf 'period,…\n2025,city,…\n' | sha256sum
    assertThat(of(TARGETS, BASELINE).baselines().get(0).hash())
        .isEqualTo("080e5a6617d9635f1f37ff1b3a803979c85b7f544430e819b9f24d12269cc718");
  }

  @Test
  void anyOrderOfLinesGivesAnEqualProgramme() {
    List<EstateLine> lines = lines(ALL);
    Programme expected = of(lines);
    for (int seed = 0; seed < 100; seed++) {
      Collections.shuffle(lines, new Random(seed));
      Programme shuffled = of(lines);
      assertThat(shuffled).isEqualTo(expected);
      assertThat(shuffled)
          .as("also in the order of everything in it")
          .hasToString(expected.toString());
    }
  }

  @Test
  void anotherLineOrAnotherCellGivesAnotherHash() {
    String expected = of(TARGETS, BASELINE).baselines().get(0).hash();
    List<EstateLine> lines = lines(List.of(TARGETS, BASELINE));
    for (EstateLine line : List.copyOf(lines)) {
      if ("2".equals(line.cell("version"))) {
        for (String column : List.of("source", "decided_by")) {
          List<EstateLine> changed = new ArrayList<>(lines);
          changed.add(line.with(column, "another"));
          assertThat(of(changed).baselines().get(0).hash()).isNotEqualTo(expected);
        }
        lines.add(line.with("entity", "school"));
      }
    }
    assertThat(of(lines).baselines().get(0).hash()).isNotEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // joined, first month; left, first month without it
        "-, -, -, -",
        "2025-03-01, 2025-03, -, -",
        "2025-03-02, 2025-04, -, -",
        "2025-12-31, 2026-01, -, -",
        "-, -, 2026-07-01, 2026-07",
        "-, -, 2026-07-15, 2026-07",
        "-, -, 2026-06-30, 2026-06",
      })
  void onlyWholeMonthsAreServed(String joined, YearMonth from, String left, YearMonth until) {
    Programme programme =
        of(
            "entities\nentity,joined,left\ncity,%s,%s\n"
                .formatted(joined == null ? "" : joined, left == null ? "" : left));
    assertThat(programme.entities()).containsExactly(new Entity("city", from, until));
  }

  @ParameterizedTest
  @CsvSource({"agent, 120", "pupil, 900"})
  void usersAreOfTheKindThatWasChosen(String kind, long expected) {
    Programme programme = of("targets\nsetting,value\nusers," + kind + "\n", USERS);
    assertThat(programme.users().get(YearMonth.of(2026, 1))).isEqualTo(Map.of("city", expected));
  }

  @Test
  void theOnlyKindNeedsNoChoiceAndTwoAreNotAdded() {
    assertThat(of("users\nmonth,entity,kind,users\n2026-01,school,pupil,500\n").users())
        .isEqualTo(Map.of(YearMonth.of(2026, 1), Map.of("school", 500L)));
    assertThat(of(USERS).users()).isEmpty();
  }

  @Test
  void withoutTablesNothingIsSaid() {
    assertThat(of())
        .isEqualTo(
            new Programme(
                null, Map.of(), Map.of(), Map.of(), List.of(), Map.of(), List.of(), List.of(),
                List.of(), List.of(), Map.of()));
  }

  @Test
  void ofAnEstateWithProblemsWhatCanBeUsedIs() {
    Programme programme =
        of(
            """
            targets
            setting,value,due,source
            reference.first_month,2025-01,,
            targets.electricity,-15,2025-12-31,
            targets.carbon,15,2026-12-31,
            targets.prints,-10,2026-12-31,
            fixed_percent.desks,50,,
            factors.2025,0,,x
            surprise,1,,
            """,
            ENTITIES,
            """
            users
            month,entity,site,kind,users
            2025-01,city,,agent,100
            2025-01,city,annex,agent,18
            2025-02,city,,agent,100
            2025-02,moon,,agent,100
            """,
            """
            adjustments
            id,from,to,entity,family,kwh_per_month,reason,decided_by,approved_by
            a,2026-01,2026-12,city,,10,less,Ann,Bea
            b,2026-01,2026-12,,,10,less,Ann,Ann
            c,2026-01,2026-12,,,10,less,Ann,Bea
            """,
            EMBODIED,
            """
            baseline
            period,entity,family,kwh,method,uncertainty_percent,source,decided_by,decided_on,version
            2025,city,workstations,73000,invoice,10,invoice 7,CIO,2026-01-15,
            2025-01,city,workstations,73000,invoice,10,invoice 7,CIO,2026-01-15,
            2025,city,network,99999999999,invoice,10,invoice 7,CIO,2026-01-15,2
            2024,city,network,1,invoice,10,invoice 7,CIO,2026-01-15,3
            2025,city,network,1,invoice,10,invoice 7,CIO,2026-01-15,1234567890
            """);
    assertThat(programme.targets()).containsOnlyKeys(Indicator.PRINTS);
    assertThat(programme.fixedShares()).isEmpty();
    assertThat(programme.factors()).isEmpty();
    assertThat(programme.users()).isEqualTo(Map.of(YearMonth.of(2025, 2), Map.of("city", 100L)));
    assertThat(programme.adjustments())
        .extracting(decided -> decided.adjustment().id())
        .containsExactly("c");
    assertThat(programme.embodied()).extracting(Programme.Embodied::entity).containsOnlyNulls();
    assertThat(programme.baselines()).isEmpty();
  }

  @Test
  void thereCanBeATargetForEveryIndicator() {
    assertThat(TargetSetting.INDICATORS)
        .containsExactlyElementsOf(
            Arrays.stream(Indicator.values()).map(Indicator::label).toList());
  }
}
