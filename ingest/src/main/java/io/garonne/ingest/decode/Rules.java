package io.garonne.ingest.decode;

import io.garonne.service.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the owner has told of devices that no decoder knows: a file of rules, described in {@code
 * docs/add-a-device.md}.
 *
 * @param all in the order of the file
 */
public record Rules(List<Rule> all) {
  /** Nobody has told anything. */
  public static final Rules NONE = new Rules(List.of());

  public Rules {
    all = List.copyOf(all);
  }

  /**
   * Reads a file.
   *
   * @throws SettingsException with every problem, each with file and line
   */
  public static Rules read(Path file) {
    try {
      return new RulesReader(file).read(Files.readString(file));
    } catch (IOException e) {
      throw new SettingsException(
          List.of(
              file + ": " + (Files.exists(file) ? "cannot be read as UTF-8" : "does not exist")));
    }
  }
}
