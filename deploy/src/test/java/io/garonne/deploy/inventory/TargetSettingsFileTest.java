package io.garonne.deploy.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code targets.yaml} may say, and what is said to who writes something else. */
class TargetSettingsFileTest {
  private static final String WHOLE =
      """
      reference:
        first_month: 2025-01
      users: agent   # whose number counts
      targets:
        electricity: {percent: -15.0, due: 2026-12-31}
        carbon:
          percent: -10
          due: 2026-12-31
      fixed_percent:
        server-room-it: 100
        network: 12.50
      factors:
        2026: {grams_per_kwh: 49.50, source: "the grid's \\"site\\" \\\\ é \\u2028 😀, read 2026-03-02"}
        2025: {grams_per_kwh: 52, source: somewhere}
      """;

  private static List<String> problems(String yaml) {
    return TargetSettingsFile.read(yaml.replace('|', '\n'), "t.yaml").problems();
  }

  private static EstateLine line(Map<String, String> cells, int line) {
    return EstateLine.of(EstateTable.TARGETS, cells, "t.yaml:" + line);
  }

  @Test
  void everySettingBecomesALineWithItsPlace() {
    EstateLine.Result read = TargetSettingsFile.read(WHOLE, "t.yaml");
    assertThat(read.problems()).isEmpty();
    assertThat(read.lines())
        .contains(
            line(Map.of("setting", "reference.first_month", "value", "2025-01"), 2),
            line(Map.of("setting", "users", "value", "agent"), 3),
            line(Map.of("setting", "targets.electricity", "value", "-15", "due", "2026-12-31"), 5),
            line(Map.of("setting", "targets.carbon", "value", "-10", "due", "2026-12-31"), 7),
            line(Map.of("setting", "fixed_percent.network", "value", "12.5"), 11),
            line(Map.of("setting", "factors.2025", "value", "52", "source", "somewhere"), 14))
        .hasSize(8);
  }

  @Test
  void whatIsWrittenIsReadBack() {
    List<EstateLine> lines = TargetSettingsFile.read(WHOLE, "t.yaml").lines();
    String written = TargetSettingsFile.format(lines);
    EstateLine.Result again = TargetSettingsFile.read(written, "again.yaml");
    assertThat(again.problems()).isEmpty();
    assertThat(again.lines())
        .extracting(EstateLine::cells)
        .containsExactlyInAnyOrderElementsOf(lines.stream().map(EstateLine::cells).toList());
    assertThat(TargetSettingsFile.format(again.lines())).isEqualTo(written);
    assertThat(written)
        .startsWith("reference:\n  first_month: 2025-01\nusers: agent\ntargets:\n  electricity: {");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "reference: {first_month: 2025} ! 1: reference.first_month: \"2025\" is no month such as",
        "reference: {first_month: 1825-01} ! 1: reference.first_month: \"1825\" is no year such as",
        "reference: {month: 2025-01} ! 1: \"month\" means nothing here; known: first_month",
        "reference: 2025-01 ! 1: reference: needs keys and values: first_month",
        "users: robots ! 1: users: \"robots\" is not one of agent, pupil",
        "users: [agent, pupil] ! 1: users: is a text or a number",
        "targets: {heat: {percent: -1, due: 2026-12-31}} ! 1: \"heat\" means nothing here; known:"
            + " electricity, carbon, prints",
        "targets: {prints: -10} ! 1: prints: needs keys and values: percent, due",
        "targets: {prints: {percent: -10}} ! 1: prints: needs percent and due",
        "targets: {prints: {percent: -10, due: soon}} ! 1: targets.prints: due is no date such as",
        "targets: {prints: {percent: 10, due: 2026-12-31}} ! 1: targets.prints: percent 10 is not"
            + " between -100 and 0",
        "targets: {prints: {percent: 0, due: 2026-12-31}} ! percent 0 is not between -100 and 0",
        "targets: {prints: {percent: -100, due: 2026-12-31}} ! percent -100 is not between",
        "targets: {prints: {percent: 1e9, due: 2026-12-31}} ! percent \"1e9\" is no number such as",
        "reference: {first_month: 2025-07}|targets: {prints: {percent: -1, due: 2026-06-30}}"
            + " ! 2: targets.prints: due on 2026-06-30, but the reference year ends on 2026-06-30",
        "fixed_percent: {desks: 5} ! 1: \"desks\" means nothing here; known: workstations, printing",
        "fixed_percent: {network: 100.5} ! fixed_percent.network: the share 100.5 is not from 0 to",
        "fixed_percent: {network: -1} ! fixed_percent.network: the share -1 is not from 0 to 100",
        "fixed_percent: {network: } ! fixed_percent.network: the share \"\" is no number such as",
        "fixed_percent: ! 1: fixed_percent: needs keys and values: workstations, printing",
        "factors: {2025: {grams_per_kwh: 0, source: x}} ! factors.2025: grams_per_kwh 0 is not above",
        "factors: {2025: {grams_per_kwh: 52}} ! 1: 2025: needs grams_per_kwh and source",
        "factors: {2025: {grams_per_kwh: 52, source: ''}} ! factors.2025: source is missing",
        "factors: {2025: {grams_per_kwh: 52, source: \"a\\nb\"}} ! has the control character U+000A at position 2",
        "factors: {25: {grams_per_kwh: 52, source: x}} ! factors.25: \"25\" is no year such as 2025",
        "factors: {2025: 52} ! 1: 2025: needs keys and values: grams_per_kwh, source",
        "users: agent|users: pupil ! 2: users: comes twice",
        "fixed_percent:|  network: 5|  network: 5 ! 3: network: comes twice",
        "colour: red ! 1: \"colour\" means nothing here; known: reference, users, targets",
        "users: agent|--- |users: agent ! not readable as YAML at line",
        "- users ! 1: needs keys and values: reference, users",
        "users: {agent ! not readable as YAML at line",
        "users: agent|\ttargets: x ! 2: not readable as YAML at line 2: ",
        "users: *nobody ! not readable as YAML",
      })
  void aProblemIsNamedWithFileAndLine(String yaml, String problem) {
    assertThat(problems(yaml)).singleElement().asString().startsWith("t.yaml:").contains(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing yet"})
  void aFileThatSaysNothingIsToldWhatItMaySay(String yaml) {
    assertThat(problems(yaml))
        .containsExactly(
            "t.yaml:1: says nothing; known: reference, users, targets, fixed_percent, factors");
  }

  @Test
  void everyProblemIsSaidAtOnce() {
    assertThat(
            problems(
                """
                reference: {first_month: 2025-01}
                users: both
                targets:
                  electricity: {percent: 15, due: 2026-12-31}
                  carbon: {percent: -10, due: 2025-12-31}
                  heat: {percent: -10, due: 2026-12-31}
                fixed_percent: {network: 150}
                factors: {2025: {grams_per_kwh: -1, source: x}}
                """))
        .extracting(problem -> problem.replaceAll(": .*", ""))
        .containsExactlyInAnyOrder(
            "t.yaml:2", "t.yaml:4", "t.yaml:5", "t.yaml:6", "t.yaml:7", "t.yaml:8");
  }

  @Test
  void usersLeftBlankAreNotChosen() {
    EstateLine.Result read =
        TargetSettingsFile.read("users:\nreference: {first_month: 2025-01}", "t");
    assertThat(read.problems()).isEmpty();
    assertThat(read.lines()).hasSize(1);
  }

  @Test
  void problemsAreInTheOrderOfTheLines() {
    assertThat(
            problems(
                """
                reference: {first_month: 2025-01}
                targets:
                  electricity: {percent: 15, due: 2027-12-31}
                colour: red
                factors:
                  25: {grams_per_kwh: 52, source: x}
                  2026: {grams_per_kwh: 40}
                """))
        .extracting(problem -> problem.split(":", -1)[1])
        .containsExactly("3", "4", "6", "7");
  }
}
