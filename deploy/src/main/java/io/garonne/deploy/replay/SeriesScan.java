package io.garonne.deploy.replay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * What a file holds: read once, before anything is published, so that a broken line is told before
 * it is in the way.
 *
 * @param file the file
 * @param sha256 of its bytes as they lie there
 * @param lines lines after the header
 * @param unusable lines without any usable value, by reason
 * @param firstUnusable the first of them as {@code file:line: reason}, or null
 * @param firstAt oldest usable reading, milliseconds since 1970 UTC; {@link Long#MAX_VALUE} if none
 * @param lastAt newest usable reading; {@link Long#MIN_VALUE} if none
 * @param energyDecimals most decimals of a register value in kWh, or -1 if there is no register
 * @param problems {@code file:line: text}; empty if it can be replayed
 */
record SeriesScan(
    SeriesFile file,
    String sha256,
    long lines,
    SortedMap<String, Long> unusable,
    @Nullable String firstUnusable,
    long firstAt,
    long lastAt,
    int energyDecimals,
    List<String> problems) {

  /** More decimals of a kWh are a computer's binary rounding, not a register's step. */
  private static final int MOST_DECIMALS = 9;

  /** What a register shows whose step binary rounding hides: 1 Wh. */
  private static final int USUAL_DECIMALS = 3;

  private static final int MOST_PROBLEMS = 20;

  SeriesScan {
    unusable = new TreeMap<>(unusable);
    problems = List.copyOf(problems);
  }

  /** Lines that are published. */
  long usable() {
    return lines - unusable.values().stream().mapToLong(n -> n).sum();
  }

  /** Reads a whole file. */
  static SeriesScan of(SeriesFile file, long now) {
    return new Scanner(file).scan(now);
  }

  private static final class Scanner {
    private final SeriesFile file;
    private final SortedMap<String, Long> unusable = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private @Nullable String firstUnusable;
    private String sha256 = "";
    private long lines;
    private long firstAt = Long.MAX_VALUE;
    private long lastAt = Long.MIN_VALUE;
    private int decimals = -1;

    Scanner(SeriesFile file) {
      this.file = file;
    }

    SeriesScan scan(long now) {
      MessageDigest digest = sha256();
      try (InputStream raw = Files.newInputStream(file.path());
          DigestInputStream digested = new DigestInputStream(raw, digest);
          SeriesReader reader = new SeriesReader(file.open(digested), now)) {
        for (SeriesReader.Line line = reader.next(); line != null; line = reader.next()) {
          take(line, reader.line());
        }
        digested.transferTo(OutputStream.nullOutputStream());
      } catch (EOFException e) {
        problems.add(file.name() + ":" + (lines + 2) + ": the file ends in the middle");
      } catch (ZipException e) {
        problems.add(file.name() + ": it is not gzip: " + e.getMessage());
      } catch (IOException e) {
        problems.add(file.name() + ": " + e.getMessage());
      }
      sha256 = HexFormat.of().formatHex(digest.digest());
      return new SeriesScan(
          file, sha256, lines, unusable, firstUnusable, firstAt, lastAt, decimals, problems);
    }

    private void take(SeriesReader.Line line, long number) {
      lines++;
      switch (line) {
        case SeriesReader.Line.Usable usable -> take(usable.reading());
        case SeriesReader.Line.Unusable u -> {
          unusable.merge(u.reason(), 1L, Long::sum);
          if (firstUnusable == null) {
            firstUnusable = file.name() + ":" + number + ": " + u.reason();
          }
        }
        case SeriesReader.Line.Broken broken -> {
          if (problems.size() < MOST_PROBLEMS) {
            problems.add(file.name() + ":" + number + ": " + broken.problem());
          }
        }
      }
    }

    private void take(SourceReading reading) {
      firstAt = Math.min(firstAt, reading.at());
      lastAt = Math.max(lastAt, reading.at());
      String register = reading.energyText();
      if (register != null) {
        int here = Quantity.decimals(register);
        decimals = Math.max(decimals, here > MOST_DECIMALS ? USUAL_DECIMALS : here);
      }
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }
}
