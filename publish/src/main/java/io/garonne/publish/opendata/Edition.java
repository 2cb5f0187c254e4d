package io.garonne.publish.opendata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A package as it was published: numbered, never changed again, with a hash of all its files and of
 * the edition before.
 *
 * @param year calendar year
 * @param number from 1
 * @param previous hash of the edition before; null: it is the first
 * @param files by path, without {@link #FILE}
 */
public record Edition(
    int year, int number, @Nullable String previous, SortedMap<String, byte[]> files) {
  /** The file that names all others. */
  public static final String FILE = "edition.json";

  private static final String FORMAT = "garonne-open-data/1";
  private static final String NAME = "edition-";

  public Edition {
    if (number < 1 || (number == 1) != (previous == null)) {
      throw new IllegalArgumentException("the first edition follows none, every other one does");
    }
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Name of its directory. */
  public String directory() {
    return NAME + number;
  }

  /**
   * SHA-256, in hexadecimal, of the lines format, year, number, previous hash (or {@code -}), and
   * of each file in the order of their names its SHA-256, two spaces, its name.
   */
  public String hash() {
    Map<String, String> hashes = new TreeMap<>();
    files.forEach((path, bytes) -> hashes.put(path, sha256(bytes)));
    return hash(year, number, previous, hashes);
  }

  static String hash(int year, int number, @Nullable String previous, Map<String, String> hashes) {
    StringBuilder text = new StringBuilder();
    for (Object line : List.of(FORMAT, year, number, previous == null ? "-" : previous)) {
      text.append(line).append('\n');
    }
    new TreeMap<>(hashes)
        .forEach((path, hash) -> text.append(hash).append("  ").append(path).append('\n'));
    return sha256(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The file that names all others. */
  byte[] manifest() {
    List<Object> named = new ArrayList<>();
    files.forEach(
        (path, bytes) -> {
          Map<String, Object> file = new LinkedHashMap<>();
          file.put("path", path);
          file.put("sha256", sha256(bytes));
          file.put("bytes", bytes.length);
          named.add(file);
        });
    Map<String, @Nullable Object> manifest = new LinkedHashMap<>();
    manifest.put("format", FORMAT);
    manifest.put("year", year);
    manifest.put("edition", number);
    manifest.put("previous", previous);
    manifest.put("hash", hash());
    manifest.put("files", named);
    return JsonText.write(manifest);
  }

  /** Whether both say the same. */
  boolean hasFilesOf(Edition other) {
    return files.keySet().equals(other.files.keySet())
        && files.entrySet().stream()
            .allMatch(file -> Arrays.equals(file.getValue(), other.files.get(file.getKey())));
  }

  /** The text of a file; empty if it is not there. */
  String text(String path) {
    byte[] bytes = files.get(path);
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  /** Writes it into a directory that is not there. */
  public void write(Path directory) throws IOException {
    Files.createDirectory(directory);
    Files.createDirectory(directory.resolve("schemas"));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    Files.write(directory.resolve(FILE), manifest());
  }

  /**
   * An edition as it lies in a directory, whatever its manifest says of it.
   *
   * @throws IOException if it is none
   */
  public static Edition read(Path directory) throws IOException {
    Map<String, @Nullable Object> manifest =
        JsonText.readObject(Files.readAllBytes(directory.resolve(FILE)));
    if (!FORMAT.equals(manifest.get("format"))
        || !(manifest.get("year") instanceof Long year)
        || !(manifest.get("edition") instanceof Long number)) {
      throw new IOException(directory.resolve(FILE) + " is not of " + FORMAT);
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.toList()) {
        String name = directory.relativize(path).toString().replace('\\', '/');
        if (Files.isSymbolicLink(path)) {
          throw new IOException(name + " is a link, which no edition has");
        }
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && !name.equals(FILE)) {
          files.put(name, Files.readAllBytes(path));
        }
      }
    }
    try {
      return new Edition(
          Math.toIntExact(year),
          Math.toIntExact(number),
          manifest.get("previous") instanceof String previous ? previous : null,
          files);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IOException(directory.resolve(FILE) + ": " + e.getMessage(), e);
    }
  }

  /** The directory of the last edition in a directory; null: there is none. */
  public static @Nullable Path last(Path editions) throws IOException {
    Path last = null;
    for (int number = 1; Files.isDirectory(editions.resolve(NAME + number)); number++) {
      last = editions.resolve(NAME + number);
    }
    return last;
  }
}
