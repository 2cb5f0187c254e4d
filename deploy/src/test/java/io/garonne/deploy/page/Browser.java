package io.garonne.deploy.page;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * This machine's Chromium, driven by Playwright in Node. What npm fetches is kept beside the build
 * by the versions in the lock file, so that it is fetched once.
 *
 * @param missing what is not there, or empty
 */
record Browser(String missing, Path chromium, Path home) {
  private static final Path SOURCE = Path.of("src/test/browser");
  private static final int OLDEST_NODE = 20;
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "page.mjs");

  /**
   * What became of it.
   *
   * @param said a line for each thing that was looked at
   */
  record Outcome(int exit, String said) {}

  /** Looks for what is needed, and lets npm fetch what it has not yet. */
  static Browser find() throws IOException, InterruptedException {
    List<String> missing = new ArrayList<>();
    Path chromium = program("chromium", "chromium-browser", "google-chrome");
    if (program("npm") == null) {
      missing.add("no npm on this machine");
    }
    if (program("node") == null || !isNew(run(Path.of("."), 20, "node", "--version").said())) {
      missing.add("no node from version 20 on on this machine");
    }
    if (chromium == null) {
      missing.add("no chromium on this machine");
    }
    Path home = Path.of("../.garonne/browser").toAbsolutePath().normalize();
    if (missing.isEmpty() && !isFetched(home)) {
      Outcome fetched = fetch(home);
      if (fetched.exit() != 0) {
        missing.add("npm could not fetch playwright-core and axe-core: " + fetched.said());
      }
    }
    return new Browser(
        String.join(", ", missing), chromium == null ? Path.of("chromium") : chromium, home);
  }

  private static boolean isNew(String version) {
    Matcher major = Pattern.compile("v([0-9]+)").matcher(version);
    return major.find() && Integer.parseInt(major.group(1)) >= OLDEST_NODE;
  }

  private static boolean isFetched(Path home) throws IOException {
    Path done = home.resolve("node_modules/.fetched");
    return Files.exists(done)
        && Files.readString(done).equals(Files.readString(SOURCE.resolve("package-lock.json")));
  }

  private static Outcome fetch(Path home) throws IOException, InterruptedException {
    copy(home);
    Outcome fetched = run(home, 180, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    if (fetched.exit() == 0) {
      Files.copy(
          SOURCE.resolve("package-lock.json"),
          home.resolve("node_modules/.fetched"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    return fetched;
  }

  private static void copy(Path home) throws IOException {
    Files.createDirectories(home);
    for (String file : FILES) {
      Files.copy(SOURCE.resolve(file), home.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Looks at everything on a page that is served. */
  Outcome drive(URI page) throws IOException, InterruptedException {
    copy(home);
    String base = page.toString().replaceFirst("/$", "");
    Path shots = Path.of("target/page").toAbsolutePath();
    Outcome outcome =
        run(home, 420, "node", "page.mjs", base, chromium.toString(), shots.toString());
    System.out.println(outcome.said());
    return outcome;
  }

  private static Outcome run(Path directory, int seconds, String... command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("browser", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    String said = Files.readString(log, StandardCharsets.UTF_8);
    Files.delete(log);
    return new Outcome(
        ended ? process.exitValue() : -1, said + (ended ? "" : "\nnot ended in time"));
  }

  private static @Nullable Path program(String... names) {
    String path = System.getenv("PATH");
    return Stream.of(names)
        .flatMap(
            name ->
                Arrays.stream((path == null ? "" : path).split(":", -1))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}
