package io.garonne.deploy.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Chromium of this machine, to print with. What it prints is tagged, so that a screen reader
 * finds headings and tables; it writes the time of printing into it.
 *
 * @param path the program
 */
public record Chromium(Path path) {
  private static final int SECONDS = 60;

  /** The one on the PATH, if there is one. */
  public static Optional<Chromium> find() {
    return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
        .map(InfluxBinary::onPath)
        .filter(Objects::nonNull)
        .findFirst()
        .map(Chromium::new);
  }

  /**
   * Prints a page as PDF.
   *
   * @param html the page, which asks for nothing else
   * @return the PDF
   * @throws IOException if it cannot be started, takes longer than a minute, fails, or prints
   *     something without tags
   */
  public byte[] pdf(byte[] html) throws IOException {
    Path directory = Files.createTempDirectory("garonne-print");
    try {
      Path page = Files.write(directory.resolve("page.html"), html);
      Path pdf = directory.resolve("page.pdf");
      List<String> command =
          new ArrayList<>(
              List.of(
                  path.toString(),
                  "--headless",
                  "--disable-gpu",
                  "--no-first-run",
                  "--no-pdf-header-footer",
                  "--export-tagged-pdf",
                  "--generate-pdf-document-outline",
                  "--user-data-dir=" + directory.resolve("profile"),
                  "--print-to-pdf=" + pdf));
      if ("root".equals(System.getProperty("user.name"))) {
        // It refuses to run as root with its sandbox; the page is our own and has no script.
        command.add("--no-sandbox");
      }
      command.add(page.toUri().toString());
      run(command, directory.resolve("log"));
      if (!Files.exists(pdf)) {
        throw new IOException(path + " has printed nothing");
      }
      byte[] printed = Files.readAllBytes(pdf);
      if (!new String(printed, StandardCharsets.ISO_8859_1).contains("/StructTreeRoot")) {
        throw new IOException(path + " prints without tags; a newer one does");
      }
      return printed;
    } finally {
      delete(directory);
    }
  }

  private void run(List<String> command, Path log) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(path + " has not printed within " + SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + path + " prints", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException(path + " ended with " + process.exitValue());
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(directory)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      // Chromium's last children may still tidy up what is theirs.
      Files.deleteIfExists(path);
    }
  }
}
