package io.garonne.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Millions of real readings against what another program made of them. Runs where the corpus is: in
 * {@code ../shared/corpus}, seen from the repository, or under the system property {@code
 * garonne.shared}.
 */
class CorpusTruthTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Duration PATIENCE = Duration.ofMinutes(40);

  /** A register that is set back every midnight, and what the rules make of it. */
  private static final String FALLING = "tas-pc-plug1-today";

  private static final double FALLING_KWH = 17.44005;

  @TempDir Path directory;

  static boolean isThere() {
    if (Files.isDirectory(corpus().resolve("truth"))) {
      return true;
    }
    System.out.println("not run: ../shared/corpus is not there");
    return false;
  }

  @Test
  @EnabledIf("isThere")
  void theWholeCorpusComesOutAsItsTruthSays() throws Exception {
    replayed("kafka", Set.of());
    Truth truth = new Truth(corpus(), directory.resolve("out/totals.csv"), PARIS, Set.of());
    assertThat(truth.differences()).isEmpty();
    System.out.printf("compared %,d totals with the truth%n", truth.compared());
    if (Files.exists(corpus().resolve("counter/" + FALLING + ".csv.gz"))) {
      assertThat(truth.whole(FALLING)).isCloseTo(FALLING_KWH, within(1e-6));
    }
  }

  @Test
  @EnabledIf("isThere")
  void aTenthOfItComesOutTheSameOverMqtt() throws Exception {
    Set<String> tenth = aTenth();
    replayed("mqtt", tenth);
    Truth truth = new Truth(corpus(), directory.resolve("out/totals.csv"), PARIS, tenth);
    assertThat(truth.differences()).isEmpty();
    System.out.printf(
        "compared %,d totals of %d devices with the truth%n", truth.compared(), tenth.size());
  }

  private void replayed(String via, Set<String> devices) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                corpus().toString(),
                "--out",
                directory.resolve("out").toString(),
                "--data",
                directory.resolve("data").toString(),
                "--via",
                via));
    if (!devices.isEmpty()) {
      arguments.addAll(List.of("--devices", String.join(",", devices)));
    }
    long begun = System.nanoTime();
    try (ReplayProcess replay =
        new ReplayProcess(directory.resolve("log"), arguments.toArray(String[]::new))) {
      assertThat(replay.await(PATIENCE)).as(replay.log()).isZero();
    }
    System.out.printf(
        "replayed %s over %s in %d s%n%s",
        devices.isEmpty() ? "the corpus" : "a tenth of the corpus",
        via,
        Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
        Files.readString(directory.resolve("out/ledger.json")));
    assertThat(directory.resolve("out/ledger.json")).content().contains("\"balances\": true");
  }

  /** Whole devices, the short files first, up to a tenth of all readings. */
  private static Set<String> aTenth() throws CorpusException {
    List<SeriesScan> all =
        new ArrayList<>(
            Corpus.read(corpus(), PARIS, Set.of(), System.currentTimeMillis()).series());
    all.sort(Comparator.comparingLong(SeriesScan::lines));
    long tenth = all.stream().mapToLong(SeriesScan::lines).sum() / 10;
    Set<String> devices = new TreeSet<>();
    long lines = 0;
    for (SeriesScan scan : all) {
      lines += scan.lines();
      devices.add(scan.file().device());
      if (lines >= tenth) {
        break;
      }
    }
    return devices;
  }

  private static Path corpus() {
    String shared = System.getProperty("garonne.shared");
    if (shared != null) {
      return Path.of(shared, "corpus");
    }
    Path root = Path.of("").toAbsolutePath();
    while (root.getParent() != null && !Files.exists(root.resolve("garonne"))) {
      root = root.getParent();
    }
    return root.resolveSibling("shared").resolve("corpus");
  }
}
