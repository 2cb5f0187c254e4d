package io.garonne.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A year of the twin by the tables of its estate, the topologies of totals and indicators, Kafka
 * and the commands, to the files that somebody takes away: as they lie in {@code
 * src/test/resources/golden-year}. {@code -Dgaronne.golden.write=true} writes them anew.
 */
class GoldenPackagesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden-year");
  private static final String HASHES = "SHA256SUMS";

  @TempDir private Path dir;

  @Test
  void aYearOfTheTwinIsTheSameBytesOnTwoDaysAndAfterAStateReset() throws Exception {
    List<Reading> readings = TwinCity.readings();
    SortedMap<String, byte[]> first;
    try (TwinInstallation one = new TwinInstallation(dir.resolve("one"))) {
      one.live(readings, Instant.parse("2026-02-17T09:12:00Z"));
      first = one.packages();
    }
    golden(first);
    try (TwinInstallation other = new TwinInstallation(dir.resolve("other"))) {
      other.live(readings, Instant.parse("2026-03-03T23:30:00Z"));
      same(other.packages(), first, "on another day");
      other.readAnew(byDevice(readings), Instant.parse("2026-03-05T04:00:00Z"));
      same(other.packages(), first, "after a state reset");
    }
  }

  /** As a topic has them: those of a device in their order, devices in any. */
  private static List<Reading> byDevice(List<Reading> readings) {
    List<Reading> sorted = new ArrayList<>(readings);
    sorted.sort(Comparator.comparing(Reading::device).reversed());
    return sorted;
  }

  private static void same(
      SortedMap<String, byte[]> files, SortedMap<String, byte[]> first, String when)
      throws IOException {
    // As text first: it says what differs.
    assertThat(texts(files)).as(when).isEqualTo(texts(first));
    first.forEach(
        (name, bytes) -> assertThat(files.get(name)).as(name + " " + when).isEqualTo(bytes));
  }

  private static void golden(SortedMap<String, byte[]> files) throws IOException {
    SortedMap<String, String> texts = texts(files);
    if (Boolean.getBoolean("garonne.golden.write")) {
      for (String old : committed().keySet()) {
        Files.delete(GOLDEN.resolve(old));
      }
      for (Map.Entry<String, String> text : texts.entrySet()) {
        Path path = GOLDEN.resolve(text.getKey());
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, text.getValue());
      }
    }
    SortedMap<String, String> committed = committed();
    assertThat(texts.keySet()).isEqualTo(committed.keySet());
    texts.forEach((name, text) -> assertThat(text).as(name).isEqualTo(committed.get(name)));
  }

  /**
   * Files as one can read a difference: a workbook is its parts, for how it is packed is the
   * business of each JDK; what is no text is its hash, and another file says the same.
   */
  private static SortedMap<String, String> texts(SortedMap<String, byte[]> files)
      throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    StringBuilder hashes = new StringBuilder();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String name = file.getKey();
      if (name.endsWith(".xlsx")) {
        parts(name, file.getValue(), texts);
      } else if (name.endsWith(".parquet")) {
        hashes.append(sha256(file.getValue())).append("  ").append(name).append('\n');
      } else {
        texts.put(name, new String(file.getValue(), StandardCharsets.UTF_8));
      }
    }
    texts.put(HASHES, hashes.toString());
    return texts;
  }

  private static void parts(String workbook, byte[] zip, SortedMap<String, String> texts)
      throws IOException {
    try (ZipInputStream parts = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry part = parts.getNextEntry(); part != null; part = parts.getNextEntry()) {
        texts.put(
            workbook + "/" + part.getName(),
            new String(parts.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SortedMap<String, String> committed() throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    if (Files.isDirectory(GOLDEN)) {
      for (Map.Entry<String, byte[]> file : TwinInstallation.files(GOLDEN).entrySet()) {
        texts.put(file.getKey(), new String(file.getValue(), StandardCharsets.UTF_8));
      }
    }
    return texts;
  }
}
