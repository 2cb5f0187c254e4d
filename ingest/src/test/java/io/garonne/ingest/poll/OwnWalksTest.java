package io.garonne.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our own walks. In each file a line {@code #=} is a reading that it yields and {@code #!} is
 * something that it refuses, in order and without exception.
 */
class OwnWalksTest {
  static List<Path> walks() throws Exception {
    return Walks.own();
  }

  @ParameterizedTest
  @MethodSource("walks")
  void aWalkYieldsWhatItsFileSays(Path file) throws Exception {
    Findings found = WalkReader.read(Walks.read(file), Choices.NONE);
    List<String> lines = Files.readAllLines(file);
    assertThat(found.measured().stream().map(Walks::line)).isEqualTo(said(lines, "#= "));
    assertThat(found.refused().stream().map(Walks::line)).isEqualTo(said(lines, "#! "));
  }

  private static List<String> said(List<String> lines, String mark) {
    return lines.stream()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()))
        .toList();
  }

  @Test
  void everyTableHasAWalk() throws Exception {
    List<String> read = Walks.own().stream().map(OwnWalksTest::family).distinct().toList();
    for (Table table : Tables.all()) {
      for (Table.Family family : table.families()) {
        assertThat(read).contains(family.name());
      }
    }
  }

  private static String family(Path file) {
    try {
      return WalkReader.read(Walks.read(file), Choices.NONE).family();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void theOwnerStatesAUnitThatNobodyElseKnows() throws Exception {
    Choices choices = ChoiceSettings.read(Map.of("unit.phase.energy", "0.01 kWh"));
    Findings found = WalkReader.read(Walks.read(Walks.own("apc-easy")), choices);
    assertThat(found.measured().stream().map(Walks::line))
        .containsExactly("phase-1 441200Wh 10step 785W 231V 3.55A");
    assertThat(found.refused()).isEmpty();
  }

  @Test
  void theOwnerChoosesTheLevelThatCounts() throws Exception {
    Choices choices = ChoiceSettings.read(Map.of("level", "device"));
    Findings found = WalkReader.read(Walks.read(Walks.own("apc-metered-by-outlet")), choices);
    assertThat(found.measured().stream().map(Walks::line))
        .containsExactly("0 904000Wh 100step 410W 229V 1.8A");
  }

  @Test
  void wrongChoicesAreAllSaidAtOnce() {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowableOfType(
                    io.garonne.service.SettingsException.class,
                    () ->
                        ChoiceSettings.read(
                            Map.of("level", "roof", "unit.phase.energy", "1 VA", "page", "x")))
                .problems())
        .hasSize(3);
  }

  @Test
  void aRegisterSaysWhereItBeginsAnew() throws Exception {
    Findings found = WalkReader.read(Walks.read(Walks.own("conteg")), Choices.NONE);
    assertThat(found.measured().getFirst().modulusWh()).isEqualByComparingTo("16777216000");
  }
}
