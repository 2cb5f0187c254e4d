package io.garonne.deploy.inventory;

import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.inventory.importing.ImportOptions;
import io.garonne.model.inventory.importing.Imported;
import io.garonne.model.inventory.importing.Neighbour;
import io.garonne.model.inventory.importing.SourceText;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Exports of a neighbouring system as lines of the estate's tables. */
public final class NeighbourFiles {
  private final Neighbour system;
  private final ImportOptions options;

  /**
   * Files of a system.
   *
   * @param options what the files do not say
   */
  public NeighbourFiles(Neighbour system, ImportOptions options) {
    this.system = system;
    this.options = options;
  }

  /**
   * What can be taken over; what cannot is listed on stderr.
   *
   * @throws SettingsException if a file cannot be read, or nothing of them can be taken over
   */
  public List<EstateLine> read(Collection<Path> files) {
    List<SourceText> texts = new ArrayList<>();
    for (Path file : files) {
      try {
        texts.add(new SourceText(file.toString(), decoded(Files.readAllBytes(file))));
      } catch (IOException e) {
        throw new SettingsException(List.of(file + " cannot be read: " + e.getMessage()));
      }
    }
    Imported imported = system.read(texts, options);
    List<String> problems = new ArrayList<>(imported.problems());
    List<EstateLine> lines = new ArrayList<>();
    imported
        .lines()
        .forEach(
            (table, rows) -> {
              EstateTable of = EstateTable.ofLabel(table);
              if (of != null) {
                rows.forEach(row -> add(of, row, lines, problems));
              }
            });
    if (!problems.isEmpty()) {
      System.err.println("Not taken over:");
      problems.forEach(problem -> System.err.println("  " + problem));
    }
    if (lines.isEmpty()) {
      throw new SettingsException(List.of("nothing in these files can be taken over"));
    }
    return lines;
  }

  /**
   * UTF-8 if it is valid UTF-8, else Windows-1252, as Excel in Western Europe saves and G4IT reads.
   * Never fails: a byte that neither has becomes U+FFFD.
   */
  static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, Charset.forName("windows-1252"));
    }
  }

  private void add(
      EstateTable table, Map<String, String> row, List<EstateLine> lines, List<String> problems) {
    try {
      lines.add(EstateLine.of(table, row, system.label() + " " + table.label()));
    } catch (IllegalArgumentException e) {
      problems.add(system.label() + " " + table.label() + " " + row + ": " + e.getMessage());
    }
  }
}
