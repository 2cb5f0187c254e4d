package io.garonne.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.garonne.model.Assignment;
import io.garonne.model.metering.MeterProfile.Register;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final long NOW = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();

  @TempDir Path directory;
  private SmallCorpus corpus = new SmallCorpus(Path.of(""));

  @BeforeEach
  void begin() {
    corpus = new SmallCorpus(directory);
  }

  @Test
  void kindSaysWhetherThereIsARegisterAndDecimalsItsResolution() throws Exception {
    corpus
        .devices(
            "a,pc,north,power,1,",
            "b,pc,north,power+counter,1,\"with, comma\"",
            "c,nas,south,counter,0,")
        .file("power/a.csv", "ts_utc,power_w", "2026-03-02T10:00:00Z,1.25")
        .file(
            "counter/b.csv.gz",
            "ts_utc,power_w,energy_kwh",
            "2026-03-02T10:00:00Z,1,7",
            "2026-03-02T10:10:00Z,1,7.25")
        .file("counter/c.csv", "ts_utc,energy_kwh", "2026-03-02T10:00:00Z,0.30000000000000004");
    Corpus read = Corpus.read(directory, PARIS, Set.of(), NOW);
    assertThat(assignment(read, "a").profile().register()).isEqualTo(Register.NO);
    assertThat(assignment(read, "a").profile().resolution()).isNull();
    assertThat(assignment(read, "b").profile().register()).isEqualTo(Register.YES);
    assertThat(assignment(read, "b").profile().resolution()).isEqualTo(36_000_000L);
    assertThat(assignment(read, "b").profile().ratingStated()).isFalse();
    assertThat(assignment(read, "b").zone()).isEqualTo(PARIS);
    // Binary rounding is no resolution.
    assertThat(assignment(read, "c").profile().resolution()).isEqualTo(3_600_000L);
    assertThat(assignment(read, "c").includeInTotals()).isFalse();
    assertThat(assignment(read, "c").site()).isEqualTo("south");
    assertThat(read.usable()).isEqualTo(4);
  }

  @Test
  void aFileThatNobodyDescribedIsTakenAllTheSame() throws Exception {
    corpus
        .devices("a,pc,north,power,1,")
        .file("power/z.csv", "ts_utc,power_w", "2026-03-02T10:00:00Z,1");
    Corpus read = Corpus.read(directory, PARIS, Set.of(), NOW);
    assertThat(read.series()).extracting(s -> s.file().device()).containsExactly("z");
    assertThat(read.inventory()).extracting(d -> d.device()).containsExactly("a");
  }

  @Test
  void everyProblemIsToldWithFileAndLine() throws Exception {
    corpus
        .devices("a,pc,,power,1,", "a,pc,north,magic,maybe,")
        .file("power/a.csv", "ts_utc,power_w", "2026-03-02T10:00:00Z,1", "soon,1")
        .file("power/b.csv", "when,power_w")
        .file("power/c.csv.gz", "ts_utc,power_w", "2026-03-02T10:00:00Z,1")
        .file("power/d.csv", "ts_utc,power_w")
        .file("power/d.csv.gz", "ts_utc,power_w");
    Path packed = directory.resolve("power/c.csv.gz");
    byte[] whole = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(whole, whole.length - 9));
    Files.write(directory.resolve("power/e.csv.gz"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    assertThatThrownBy(() -> Corpus.read(directory, PARIS, Set.of(), NOW))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("devices.csv:2: site is empty")
        .hasMessageContaining("devices.csv:3: kind")
        .hasMessageContaining("devices.csv:3: include_in_totals")
        .hasMessageContaining("devices.csv:3: device a stands in line 2")
        .hasMessageContaining("power/a.csv:3: \"soon\"")
        .hasMessageContaining("power/b.csv: the header")
        .hasMessageContaining("power/c.csv.gz:")
        .hasMessageContaining("power/d.csv.gz: power/d.csv is there too")
        .hasMessageContaining("power/e.csv.gz: it is not gzip");
    assertThatThrownBy(() -> Corpus.read(directory.resolve("none"), PARIS, Set.of(), NOW))
        .hasMessageContaining("no such directory");
  }

  @Test
  void linesThatSayNothingAreCountedByReason() throws Exception {
    corpus
        .devices("a,pc,north,power,1,")
        .file(
            "power/a.csv",
            "ts_utc,power_w",
            "2026-03-02T10:00:00Z,1",
            "2026-03-02T10:00:03Z,",
            "2026-03-02T10:00:06Z,-1",
            "2026-03-02T10:00:09Z,-2");
    SeriesScan scan = Corpus.read(directory, PARIS, Set.of(), NOW).series().getFirst();
    assertThat(scan.lines()).isEqualTo(4);
    assertThat(scan.usable()).isEqualTo(1);
    assertThat(scan.unusable()).isEqualTo(new TreeMap<>(Map.of("empty", 1L, "negative", 2L)));
    assertThat(scan.firstUnusable()).isEqualTo("power/a.csv:3: empty");
  }

  @Test
  void aChangedFileIsAnotherOneAndOlderHistoryIsRefusedByName() throws Exception {
    corpus.file("power/a.csv", "ts_utc,power_w", "2026-03-02T10:00:00Z,1");
    SeriesScan before = scan();
    ReplayState state =
        ReplayState.NONE.with(Admission.key(before), new ReplayState.Progress("in-order", 1));
    assertThat(Admission.fresh(java.util.List.of(before), state)).isEmpty();
    corpus.file("power/a.csv", "ts_utc,power_w", "2026-03-02T10:00:00Z,2");
    java.util.List<SeriesScan> fresh = Admission.fresh(java.util.List.of(scan()), state);
    assertThat(fresh).hasSize(1);
    long newest = before.lastAt();
    assertThat(Admission.older(fresh, Map.of("a", newest))).isEmpty();
    assertThat(Admission.older(fresh, Map.of("other", newest + 1))).isEmpty();
    assertThat(Admission.older(fresh, Map.of("a", newest + 1))).isEqualTo(fresh);
    assertThat(Admission.refusals(fresh, state, Map.of("a", newest + 1)))
        .first()
        .asString()
        .contains("power/a.csv", "2026-03-02T10:00:00.001Z", "Another content");
  }

  private SeriesScan scan() throws CorpusException {
    return Corpus.read(directory, PARIS, Set.of(), NOW).series().getFirst();
  }

  private static Assignment assignment(Corpus corpus, String device) throws IOException {
    return corpus.inventory().stream()
        .filter(d -> d.device().equals(device))
        .findFirst()
        .orElseThrow()
        .assignments()
        .getFirst();
  }
}
