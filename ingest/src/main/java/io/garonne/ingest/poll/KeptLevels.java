package io.garonne.ingest.poll;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What counts of each device, on disk: a line each of the device, the family and the level, with
 * tabs between. Whoever removes a line lets the rules choose anew. For several threads.
 */
final class KeptLevels {
  private final Path file;
  private final Map<String, Basis> levels;

  private KeptLevels(Path file, Map<String, Basis> levels) {
    this.file = file;
    this.levels = levels;
  }

  /**
   * Reads what an earlier process has chosen.
   *
   * @throws IOException if the file cannot be read; to choose anew instead could count twice
   */
  static KeptLevels open(Path file) throws IOException {
    Map<String, Basis> levels = new TreeMap<>();
    int number = 0;
    for (String line :
        Files.exists(file) ? Files.readString(file).split("\\R", -1) : new String[0]) {
      number++;
      String[] words = line.split("\t", -1);
      if (words.length == 3) {
        levels.put(words[0], new Basis(words[1], words[2]));
      } else if (!line.isBlank()) {
        throw new IOException(
            file + ":" + number + " is not device, family and level with tabs between");
      }
    }
    return new KeptLevels(file, levels);
  }

  /** What counts of a device; null if that is not chosen yet. */
  synchronized @Nullable Basis of(String device) {
    return levels.get(device);
  }

  /** From now on this counts; when it returns that survives the death of the machine. */
  synchronized void keep(String device, Basis basis) throws IOException {
    Map<String, Basis> changed = new TreeMap<>(levels);
    changed.put(device, basis);
    Durable.write(
        file,
        changed.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "\t"
                        + each.getValue().family()
                        + "\t"
                        + each.getValue().level()
                        + "\n")
            .collect(Collectors.joining()));
    levels.put(device, basis);
  }
}
