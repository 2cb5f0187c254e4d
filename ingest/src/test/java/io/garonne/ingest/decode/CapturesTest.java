package io.garonne.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Real captures that lie beside the repository on some machines, each with what must come of it.
 * The expectations are in {@code captures.txt}, one line per message, written from the facts about
 * the family: the readings, or why there are none.
 */
class CapturesTest {
  private static final Path EXPECTED = Path.of("src/test/resources/captures.txt");

  /** How each kind of file is read; the first that knows a file decides. */
  private static final List<CaptureReader> READERS = CaptureReader.all();

  static @Nullable Path folder() {
    Path here = Path.of("").toAbsolutePath();
    for (Path each = here; each != null; each = each.getParent()) {
      Path candidate = each.resolveSibling("shared").resolve("fixtures/devices");
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  @Test
  void everyCaptureBecomesWhatTheTableSays() throws IOException {
    Path folder = folder();
    assumeTrue(folder != null, "not run: no captures beside the repository");
    Map<String, List<String>> expected = table(Files.readAllLines(EXPECTED));
    Map<String, List<String>> found = new TreeMap<>();
    Map<String, List<String>> checkedElsewhere = new TreeMap<>();
    List<String> unread = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString();
        CaptureReader reader =
            READERS.stream().filter(each -> each.reads(name)).findFirst().orElse(null);
        if (reader != null) {
          (reader.isCheckedElsewhere() ? checkedElsewhere : found).put(name, reader.results(file));
        } else if (!name.equals("SOURCES.tsv")) {
          unread.add(name);
        }
      }
    }
    print(found);
    print(checkedElsewhere);
    assertThat(unread).isEmpty();
    assertThat(found).hasSizeGreaterThan(50);
    for (Map.Entry<String, List<String>> each : found.entrySet()) {
      assertThat(each.getValue())
          .as(each.getKey())
          .isEqualTo(expected.getOrDefault(each.getKey(), List.of("not in " + EXPECTED)));
    }
    assertThat(expected.keySet()).isSubsetOf(found.keySet());
  }

  /** File name, then its messages' results, indented; {@code #} begins a remark. */
  private static Map<String, List<String>> table(List<String> lines) {
    Map<String, List<String>> table = new TreeMap<>();
    List<String> current = new ArrayList<>();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith(" ")) {
        current.add(line.strip());
      } else {
        current = new ArrayList<>();
        table.put(line.strip(), current);
      }
    }
    return table;
  }

  private static void print(Map<String, List<String>> results) {
    StringBuilder table = new StringBuilder();
    results.forEach(
        (file, lines) -> {
          table.append(file).append('\n');
          lines.forEach(line -> table.append("  ").append(line).append('\n'));
        });
    System.out.print(table);
  }
}
