package io.garonne.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What applications keep in Kafka, byte by byte: an upgrade finds it there.
 *
 * <p>Below {@code src/test/resources/stored} there is a directory for each version that somebody
 * may have run, and it is never changed again: {@code SHA256SUMS} in it says so. What this build
 * writes is compared with {@code next}, if that is there, else with the newest version. Who changes
 * what is stored, on purpose, runs this test with {@code -Dgaronne.golden.write=true}: that writes
 * {@code next} and touches no version. {@code UpgradeTest} of {@code deploy} starts this build on
 * every version's state, so a change has to read what was stored before. Whoever releases renames
 * {@code next} to the version and adds its {@code SHA256SUMS}; a version that stores nothing new
 * has no directory.
 */
class StoredFormatsTest {
  private static final Path STORED = Path.of("src", "test", "resources", "stored");
  private static final String NEXT = "next";
  private static final String SUMS = "SHA256SUMS";

  /** Stores that have no changelog: their topic is one. */
  private static final Set<String> KEPT_BY_A_TOPIC =
      Set.of("garonne-totals-alerts-alerts-published", "garonne-totals-live-live-inventory");

  @TempDir static Path state;
  private static final Map<String, String> WRITTEN = new TreeMap<>();
  private static final Map<String, Set<String>> STORES = new TreeMap<>();

  @BeforeAll
  static void run() throws IOException {
    try (ChainDriver chain = new ChainDriver(state, UpgradeScenario.START)) {
      WRITTEN.putAll(StoredRecords.of(chain));
      STORES.putAll(chain.stores());
    }
    if (Boolean.getBoolean("garonne.golden.write") && !WRITTEN.equals(files(present()))) {
      write(STORED.resolve(NEXT));
    }
  }

  @AfterAll
  static void forgetTheRun() {
    WRITTEN.clear();
    STORES.clear();
  }

  private static void write(Path directory) throws IOException {
    for (String name : files(directory).keySet()) {
      Files.delete(directory.resolve(name));
    }
    for (Map.Entry<String, String> file : WRITTEN.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  /** The versions, the oldest first. */
  private static List<Path> versions() throws IOException {
    try (Stream<Path> all = Files.list(STORED)) {
      return all.filter(version -> !version.endsWith(NEXT))
          .sorted(
              java.util.Comparator.comparing(
                  version -> Runtime.Version.parse(version.getFileName().toString())))
          .toList();
    }
  }

  /** What this build is to write. */
  private static Path present() throws IOException {
    Path next = STORED.resolve(NEXT);
    List<Path> versions = versions();
    return Files.exists(next) || versions.isEmpty() ? next : versions.get(versions.size() - 1);
  }

  private static Map<String, String> files(Path version) throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (!Files.exists(version)) {
      return files;
    }
    try (Stream<Path> all = Files.walk(version)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith(SUMS)) {
          files.put(version.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        }
      }
    }
    return files;
  }

  @Test
  void whatIsStoredIsWhatIsCommitted() throws IOException {
    Map<String, String> committed = files(present());
    assertThat(WRITTEN.keySet()).isEqualTo(committed.keySet());
    WRITTEN.forEach(
        (name, text) ->
            assertThat(text)
                .as(
                    "%s of %s; if this build is meant to store something else:"
                        + " -Dgaronne.golden.write=true writes 'next'",
                    name, STORED)
                .isEqualTo(committed.get(name)));
  }

  @Test
  void noVersionIsChangedLater() throws Exception {
    var sha = java.security.MessageDigest.getInstance("SHA-256");
    for (Path version : versions()) {
      List<String> sums = new ArrayList<>();
      files(version)
          .forEach(
              (name, text) ->
                  sums.add(
                      HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)))
                          + "  "
                          + name));
      assertThat(Files.readAllLines(version.resolve(SUMS)))
          .as("%s was changed: sha256sum -c %s there", version, SUMS)
          .isEqualTo(sums);
    }
  }

  @Test
  void everyStoreIsThere() {
    STORES.forEach(
        (application, stores) ->
            stores.forEach(
                store -> {
                  String name = application + "-" + store;
                  if (!KEPT_BY_A_TOPIC.contains(name)) {
                    assertThat(WRITTEN.getOrDefault("store/" + name + "-changelog.txt", ""))
                        .as("records of the store %s: the scenario has to make some", name)
                        .isNotEmpty();
                  }
                }));
  }

  @Test
  void everyKindOfRecordBetweenTheParts() {
    assertThat(kinds("internal/garonne-totals-branch-slots-repartition.txt", 0))
        .as("slot, finished, forget")
        .containsExactly("\\00", "\\02", "\\04");
    assertThat(kinds("internal/garonne-totals-shares-repartition.txt", 0))
        .as("share, mark")
        .containsExactly("\\00", "\\02");
    assertThat(kinds("internal/garonne-totals-live-live-shares-repartition.txt", 3))
        .as("rack, site and class")
        .hasSize(2);
    assertThat(kinds("internal/garonne-totals-indicators-indicator-inputs-repartition.txt", 0))
        .as("day, month, quarter-hour, month of a device")
        .contains("\\00", "\\01", "\\04", "\\05");
    assertThat(kinds("store/garonne-totals-alerts-alert-memory-changelog.txt", 0))
        .as("heard, condition, nights, dead letters, side of the ledger, standing")
        .containsExactly("\\02", "\\04", "\\06", "\\08", "\\0a", "\\0c");
  }

  /** How values of a file begin, or go on from a character on. */
  private static Set<String> kinds(String file, int from) {
    Set<String> kinds = new TreeSet<>();
    WRITTEN
        .getOrDefault(file, "")
        .lines()
        .map(line -> line.substring(line.lastIndexOf('\t') + 1))
        .forEach(value -> kinds.add(value.substring(from, from + 3)));
    return kinds;
  }
}
