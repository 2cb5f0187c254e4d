package io.garonne.model.carbon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Invented tables, each with what is made of it beside it; and a real one, where it is. */
class Eco2mixReaderTest {
  private static final Path TABLES = Path.of("src/test/resources/eco2mix");
  private static final String GOLDEN = ".expected.txt";

  static Stream<String> tables() throws IOException {
    try (Stream<Path> files = Files.list(TABLES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(GOLDEN))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aTableIsReadAsIsWrittenBesideIt(String name) throws IOException {
    Eco2mixTable read =
        Eco2mixReader.read(Files.readString(TABLES.resolve(name)).lines(), "in/" + name, name);
    assertEveryRowIsInOnePlace(read);
    Path golden = TABLES.resolve(name + GOLDEN);
    if (Boolean.getBoolean("garonne.golden.write")) {
      Files.writeString(golden, text(read));
    }
    assertThat(text(read)).isEqualTo(Files.readString(golden));
  }

  private static void assertEveryRowIsInOnePlace(Eco2mixTable read) {
    assertThat(read.taken().size() + read.holes() + read.refused().size() + read.repeated())
        .isEqualTo(read.rows());
    assertThat(read.taken()).isSortedAccordingTo((a, b) -> Long.compare(a.at(), b.at()));
    Set<Long> instants = new HashSet<>();
    read.taken().forEach(value -> assertThat(instants.add(value.at())).isTrue());
  }

  private static String text(Eco2mixTable read) {
    StringBuilder text = new StringBuilder();
    text.append(
        "rows %d = taken %d + holes %d + refused %d + repeated %d; ambiguous %d%n"
            .formatted(
                read.rows(),
                read.taken().size(),
                read.holes(),
                read.refused().size(),
                read.repeated(),
                read.ambiguous()));
    read.taken()
        .forEach(
            value ->
                text.append(
                    "%s %s g/kWh, %s%s%n"
                        .formatted(
                            Instant.ofEpochMilli(value.at()),
                            value.gramsPerKwh(),
                            value.nature(),
                            value.ambiguous() ? ", ambiguous" : "")));
    read.refused().forEach(line -> text.append("refused ").append(line).append('\n'));
    read.remarks().forEach(line -> text.append("remark ").append(line).append('\n'));
    read.problems().forEach(line -> text.append("problem ").append(line).append('\n'));
    return text.toString();
  }

  @Test
  void theOrderOfLinesWithOffsetsDoesNotMatter() throws IOException {
    List<String> lines = Files.readAllLines(TABLES.resolve("odre-labels.csv"));
    Eco2mixTable forward = Eco2mixReader.read(lines.stream(), "f", "f");
    Eco2mixTable backward =
        Eco2mixReader.read(
            Stream.concat(
                lines.stream().limit(1), lines.subList(1, lines.size()).reversed().stream()),
            "f",
            "f");
    assertThat(backward.taken()).isEqualTo(forward.taken());
  }

  @Test
  void theMoreSettledThenTheUnambiguousThenTheLaterReplaces() {
    GridIntensity realTime = new GridIntensity(0, 20, "Données temps réel", false, "a");
    GridIntensity ambiguous = new GridIntensity(0, 21, "Données temps réel", true, "a");
    GridIntensity settled = new GridIntensity(0, 22, "Données définitives", true, "a");
    GridIntensity unknown = new GridIntensity(0, 23, "Prévision", false, "a");
    assertThat(settled.replaces(realTime)).isTrue();
    assertThat(realTime.replaces(settled)).isFalse();
    assertThat(realTime.replaces(unknown)).isTrue();
    assertThat(unknown.replaces(ambiguous)).isFalse();
    assertThat(realTime.replaces(ambiguous)).isTrue();
    assertThat(ambiguous.replaces(realTime)).isFalse();
    assertThat(realTime.replaces(realTime)).isTrue();
    assertThat(ambiguous.replaces(ambiguous)).isTrue();
  }

  static boolean isThere() {
    if (Files.exists(real())) {
      return true;
    }
    System.out.println("not run: ../shared/corpus/carbon is not there");
    return false;
  }

  private static Path real() {
    String shared = System.getProperty("garonne.shared", "../../shared");
    return Path.of(shared, "corpus/carbon/eco2mix-fr-2025.csv.gz");
  }

  /** 151 days of 96 rows, of which RTE has filled the hour that does not exist. */
  @Test
  @EnabledIf("isThere")
  void everyRowOfARealFileIsAccountedFor() throws IOException {
    Eco2mixTable read;
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(real())), StandardCharsets.UTF_8))) {
      read = Eco2mixReader.read(in.lines(), "eco2mix", "eco2mix");
    }
    assertEveryRowIsInOnePlace(read);
    System.out.println(text(read).lines().findFirst().orElseThrow());
    assertThat(read.rows()).isEqualTo(151 * 96);
    assertThat(read.problems()).isEmpty();
    assertThat(read.refused())
        .hasSize(4)
        .allSatisfy(line -> assertThat(line).contains("2025-03-30T02:").contains("does not exist"));
    assertThat(read.taken()).hasSize(151 * 96 - 4);
    // What was there as local time is one unbroken line of quarter-hours in UTC.
    ZoneId paris = ZoneId.of("Europe/Paris");
    long first = LocalDateTime.parse("2025-01-01T00:00").atZone(paris).toInstant().toEpochMilli();
    for (int i = 0; i < read.taken().size(); i++) {
      assertThat(read.taken().get(i).at()).isEqualTo(first + i * GridIntensity.QUARTER);
    }
  }
}
