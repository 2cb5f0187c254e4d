package io.garonne.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisorderTest {
  private static final long NOW = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();
  private static final long HORIZON = 48 * 3_600_000L;
  private static final int READINGS = 2_000;

  @TempDir Path directory;
  private SeriesFile file = new SeriesFile(Path.of(""), "", "");

  @BeforeEach
  void write() throws IOException {
    List<String> lines = new ArrayList<>(List.of("ts_utc,power_w"));
    for (int i = 0; i < READINGS; i++) {
      lines.add(1_767_225_600L + i * 600L + "," + i);
    }
    new SmallCorpus(directory).file("power/a.csv", lines.toArray(String[]::new));
    file = new SeriesFile(directory.resolve("power/a.csv"), "power/a.csv", "a");
  }

  @Test
  void everyReadingComesAndNoneComesLaterThanTheHorizon() throws IOException {
    List<SourceReading> readings = all(new Disorder(7L, 0));
    assertThat(readings).hasSize(READINGS);
    assertThat(new HashSet<>(readings)).hasSize(READINGS);
    assertThat(readings).isNotEqualTo(all(Disorder.NONE));
    long newest = Long.MIN_VALUE;
    for (SourceReading reading : readings) {
      newest = Math.max(newest, reading.at());
      assertThat(newest - reading.at()).isLessThan(HORIZON);
    }
  }

  @Test
  void someComeTwice() throws IOException {
    assertThat(all(new Disorder(7L, 0.1))).hasSizeBetween(2_140, 2_260);
    assertThat(all(new Disorder(null, 1))).hasSize(2 * READINGS);
    assertThat(new HashSet<>(all(new Disorder(7L, 0.1)))).hasSize(READINGS);
  }

  @Test
  void theOrderIsTheSameAtEveryStart() throws IOException {
    assertThat(all(new Disorder(7L, 0.1))).isEqualTo(all(new Disorder(7L, 0.1)));
    assertThat(all(new Disorder(7L, 0.1))).isNotEqualTo(all(new Disorder(8L, 0.1)));
  }

  private List<SourceReading> all(Disorder disorder) throws IOException {
    List<SourceReading> all = new ArrayList<>();
    try (ReadingSource source = disorder.of(file, new SeriesReader(file, NOW))) {
      for (SourceReading next = source.next(); next != null; next = source.next()) {
        all.add(next);
      }
    }
    return all;
  }
}
