package io.garonne.publish.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * An edition as others read it: by the packages {@code datapackage} and {@code tableschema}, which
 * are fetched once and kept beside the build.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackageSchemaTest {
  private static final String PACKAGE = "datapackage@1.1.10";
  private static final String SCHEMA = "tableschema@1.12.4";
  private static final Path CACHE = Path.of("../.garonne/open-data").toAbsolutePath().normalize();

  private String node = "";

  @BeforeAll
  void fetch() throws Exception {
    Path found = onPath("node");
    Path npm = onPath("npm");
    assumeThat(found != null && npm != null).as("not run: there is no node or npm here").isTrue();
    node = Objects.requireNonNull(found).toString();
    Path fetched = CACHE.resolve("node_modules/.fetched");
    if (!Files.exists(fetched) || !Files.readString(fetched).equals(PACKAGE + SCHEMA)) {
      Files.createDirectories(CACHE);
      Files.writeString(CACHE.resolve("package.json"), "{\"private\":true}");
      int status =
          run(List.of(
                  Objects.requireNonNull(npm).toString(),
                  "install",
                  "--no-audit",
                  "--no-fund",
                  "--ignore-scripts",
                  "--no-package-lock",
                  PACKAGE,
                  SCHEMA))
              .status();
      assumeThat(status).as("not run: npm cannot fetch " + PACKAGE).isZero();
      Files.writeString(fetched, PACKAGE + SCHEMA);
    }
    try (InputStream script =
        PackageSchemaTest.class.getResourceAsStream("/opendata-npm/check.js")) {
      Files.write(CACHE.resolve("check.js"), Objects.requireNonNull(script).readAllBytes());
    }
  }

  private static @Nullable Path onPath(String program) {
    return Arrays.stream(
            Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator, -1))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  private record Run(int status, String said) {}

  private static Run run(List<String> command) throws IOException, InterruptedException {
    Path said = Files.createTempFile("garonne-open-data", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(CACHE.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (!process.waitFor(4, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return new Run(-1, "not within four minutes");
      }
      return new Run(process.exitValue(), Files.readString(said));
    } finally {
      Files.delete(said);
    }
  }

  private Run check(Path directory) throws Exception {
    return run(List.of(node, "check.js", directory.toString()));
  }

  private static Edition edition() throws IOException {
    return ((EditionMaker.Outcome.Made) EditionMaker.make(InventedYear.input(), null)).edition();
  }

  @Test
  void anEditionIsADataPackageWithTablesOfItsSchemas(@TempDir Path dir) throws Exception {
    edition().write(dir.resolve("edition-1"));
    Run run = check(dir.resolve("edition-1"));
    assertThat(run.said())
        .doesNotContain("problem")
        .contains("consommation_numerique_mensuelle 96");
    assertThat(run.status()).isZero();
  }

  @Test
  void aCellThatIsNotOfItsColumnIsFoundByThem(@TempDir Path dir) throws Exception {
    Path edition = dir.resolve("edition-1");
    edition().write(edition);
    Path file = edition.resolve("impressions_mensuelles.csv");
    Files.writeString(
        file,
        Files.readString(file, StandardCharsets.UTF_8).replaceFirst("2026-01,", "2026-13,"),
        StandardCharsets.UTF_8);
    Run run = check(edition);
    assertThat(run.said()).contains("problem: impressions_mensuelles");
    assertThat(run.status()).isEqualTo(1);
  }
}
