package io.garonne.ingest.poll;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Recorded walks: ours, and those that lie beside the repository on some machines. */
final class Walks {
  private Walks() {}

  /** Ours. */
  static Path own(String name) {
    return Path.of("src/test/resources/walks", name + ".snmprec");
  }

  static List<Path> own() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/walks"))) {
      return files.sorted(Comparator.naturalOrder()).toList();
    }
  }

  /** The captures beside the repository; null if there are none. */
  static @Nullable Path shared() {
    Path here = Path.of("").toAbsolutePath();
    for (Path each = here; each != null; each = each.getParent()) {
      Path candidate = each.resolveSibling("shared").resolve("fixtures/devices");
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  static Walk read(Path file) throws IOException {
    WalkFile read =
        WalkFile.parse(
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8), file.toString());
    if (!read.problems().isEmpty()) {
      throw new IOException(String.join("\n", read.problems()));
    }
    return read.walk();
  }

  /** A channel in one line: only what it says, with the unit. */
  static String line(Measured m) {
    StringBuilder line = new StringBuilder(m.channel());
    add(line, m.energyWh(), "Wh");
    add(line, m.resolutionWh(), "step");
    add(line, m.powerW(), "W");
    add(line, m.voltageV(), "V");
    add(line, m.currentA(), "A");
    add(line, m.powerFactor(), "pf");
    add(line, m.pages(), String.valueOf(m.pagesUnit()));
    if (m.state() != null) {
      line.append(' ').append(m.state());
    }
    m.errors().forEach(error -> line.append(' ').append(error));
    if (!m.console().isEmpty()) {
      line.append(" \"").append(m.console()).append('"');
    }
    return line.toString();
  }

  private static void add(StringBuilder line, @Nullable BigDecimal value, String unit) {
    if (value != null) {
      line.append(' ').append(value.toPlainString()).append(unit);
    }
  }

  static String line(Findings.Refused refused) {
    return refused.what() + " " + refused.reason().label();
  }
}
