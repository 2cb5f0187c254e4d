package io.garonne.deploy.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.garonne.deploy.runtime.InfluxBinary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboards against Grafana's own types, {@code @grafana/schema}. The two packages are fetched
 * once and kept beside the build.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrafanaSchemaTest {
  private static final String SCHEMA = "@grafana/schema@13.2.3";
  private static final String COMPILER = "typescript@5.9.3";
  private static final Path CACHE = Path.of("../.garonne/grafana").toAbsolutePath().normalize();

  private String node = "";

  @BeforeAll
  void fetch() throws Exception {
    Path found = InfluxBinary.onPath("node");
    Path npm = InfluxBinary.onPath("npm");
    assumeThat(found != null && npm != null).as("not run: there is no node or npm here").isTrue();
    node = Objects.requireNonNull(found).toString();
    if (!isFetched()) {
      Files.createDirectories(CACHE);
      Files.writeString(CACHE.resolve("package.json"), "{\"private\":true,\"type\":\"module\"}");
      int status =
          run(
                  CACHE,
                  List.of(
                      Objects.requireNonNull(npm).toString(),
                      "install",
                      "--no-audit",
                      "--no-fund",
                      "--ignore-scripts",
                      "--no-package-lock",
                      SCHEMA,
                      COMPILER))
              .status();
      assumeThat(status).as("not run: npm cannot fetch " + SCHEMA).isZero();
      Files.writeString(fetched(), SCHEMA + COMPILER);
    }
  }

  private static Path fetched() {
    return CACHE.resolve("node_modules/.fetched");
  }

  private static boolean isFetched() throws IOException {
    return Files.exists(fetched()) && Files.readString(fetched()).equals(SCHEMA + COMPILER);
  }

  private static Path compiler() {
    return CACHE.resolve("node_modules/typescript/lib/tsc.js");
  }

  private record Run(int status, String said) {}

  private static Run run(Path in, List<String> command) throws IOException, InterruptedException {
    Path said = Files.createTempFile("garonne-grafana", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(in.toFile())
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

  private Run check(Path dir, Map<String, String> dashboards) throws Exception {
    Path modules = dir.resolve("node_modules");
    if (!Files.exists(modules)) {
      Files.createSymbolicLink(modules, CACHE.resolve("node_modules"));
    }
    Files.writeString(dir.resolve("package.json"), "{\"type\":\"module\"}");
    try (InputStream types = GrafanaSchemaTest.class.getResourceAsStream("/grafana/check.ts")) {
      Files.write(dir.resolve("check.ts"), Objects.requireNonNull(types).readAllBytes());
    }
    StringBuilder all = new StringBuilder("import type { Checked } from './check.js';\n");
    dashboards.forEach(
        (path, text) ->
            all.append("export const ")
                .append(path.replaceAll("[^a-z0-9]", "_"))
                .append(": Checked = ")
                .append(text.strip())
                .append(";\n"));
    Files.writeString(dir.resolve("dashboards.ts"), all, StandardCharsets.UTF_8);
    return run(
        dir,
        List.of(
            node,
            compiler().toString(),
            "--noEmit",
            "--strict",
            "--skipLibCheck",
            "--module",
            "nodenext",
            "--moduleResolution",
            "nodenext",
            "--target",
            "es2022",
            "dashboards.ts"));
  }

  @Test
  void everyDashboardIsOneByGrafanasOwnTypes(@TempDir Path dir) throws Exception {
    Map<String, String> dashboards = GrafanaFiles.all();
    dashboards.keySet().removeIf(path -> !path.endsWith(".json"));
    assertThat(dashboards).hasSize(24);
    Run run = check(dir, dashboards);
    assertThat(run.said()).isEmpty();
    assertThat(run.status()).isZero();
  }

  @Test
  void aWordThatGrafanaDoesNotKnowIsFound(@TempDir Path dir) throws Exception {
    String path = "dashboards/en/energy.json";
    String dashboard = Objects.requireNonNull(GrafanaFiles.all().get(path));
    String wrong =
        dashboard.replaceFirst("\"drawStyle\"", "\"drawStile\"").replaceFirst("\"sm\"", "\"tiny\"");
    Run run = check(dir, Map.of(path, wrong));
    assertThat(run.status()).isNotZero();
    assertThat(run.said()).contains("drawStile", "tiny");
  }
}
