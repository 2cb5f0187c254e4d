package io.garonne.deploy.inventory;

import io.garonne.model.inventory.Csv;
import io.garonne.model.inventory.Descriptions;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The estate's tables as files: one CSV a table, named after it, and {@code targets.yaml}. */
public final class EstateFiles {
  private static final String CSV = ".csv";

  /** A larger file is none of a table, and would not fit into the memory of a command. */
  static final long MOST_BYTES = 16L << 20;

  static final long MOST_LINES = 100_000;

  private static final String TOO_LARGE =
      "a file has at most "
          + MOST_LINES
          + " lines under its header, and "
          + MOST_BYTES
          + " bytes; divide it";

  private EstateFiles() {}

  /**
   * The lines of files, and of all tables in folders. A YAML file is that of the targets, any other
   * that is named after no table is the simple table of devices.
   *
   * @throws SettingsException with every problem, each with file and line
   */
  public static List<EstateLine> read(Collection<Path> places) {
    List<EstateLine> lines = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path place : places) {
      if (Files.isDirectory(place)) {
        folder(place, lines, problems);
      } else {
        EstateTable table = table(place);
        read(place, table == null ? EstateTable.DEVICES : table, lines, problems);
      }
    }
    twice(lines, problems);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return lines;
  }

  /** Within a file the reader sees it; two files may be of one table. */
  private static void twice(List<EstateLine> lines, List<String> problems) {
    Map<String, EstateLine> known = new HashMap<>();
    for (EstateLine line : lines) {
      EstateLine other = known.putIfAbsent(line.key(), line);
      if (other != null && !isOfOneFile(line, other) && !other.cells().equals(line.cells())) {
        problems.add(line.place() + ": says something else than " + other.place());
      }
    }
  }

  private static boolean isOfOneFile(EstateLine a, EstateLine b) {
    return file(a.place()).equals(file(b.place()));
  }

  private static String file(String place) {
    return place.substring(0, Math.max(0, place.lastIndexOf(':')));
  }

  /**
   * The same, after looking at what the lines say together.
   *
   * @param zone of sites that name none
   * @throws SettingsException with every problem, each with file and line
   */
  public static List<EstateLine> checked(Collection<Path> places, ZoneId zone) {
    List<EstateLine> lines = read(places);
    lines.removeIf(line -> !line.table().isImported());
    Estate.Result estate = Estate.of(lines, zone);
    List<String> problems = new ArrayList<>(estate.problems());
    problems.addAll(Descriptions.of(estate.estate()).problems());
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return lines;
  }

  private static void folder(Path folder, List<EstateLine> lines, List<String> problems) {
    List<Path> files;
    try (Stream<Path> inside = Files.list(folder)) {
      files = inside.filter(EstateFiles::isTable).sorted().toList();
    } catch (IOException e) {
      problems.add("The folder " + folder + " cannot be read: " + e.getMessage());
      return;
    }
    if (files.isEmpty()) {
      problems.add("The folder " + folder + " has no CSV files and no " + TargetSettingsFile.NAME);
    }
    for (Path file : files) {
      EstateTable table = table(file);
      if (table == null) {
        problems.add(
            file
                + ": there is no table of this name; the tables are "
                + Arrays.stream(EstateTable.values())
                    .filter(one -> one != EstateTable.TARGETS)
                    .map(EstateTable::label)
                    .collect(Collectors.joining(", ")));
      } else {
        read(file, table, lines, problems);
      }
    }
  }

  private static boolean isTable(Path file) {
    return file.toString().endsWith(CSV)
        || TargetSettingsFile.NAMES.contains(String.valueOf(file.getFileName()));
  }

  private static @Nullable EstateTable table(Path file) {
    String name = String.valueOf(file.getFileName());
    if (TargetSettingsFile.isYaml(name)) {
      return EstateTable.TARGETS;
    }
    return name.endsWith(CSV)
        ? EstateTable.ofLabel(name.substring(0, name.length() - CSV.length()))
        : null;
  }

  private static void read(
      Path file, EstateTable table, List<EstateLine> lines, List<String> problems) {
    boolean isYaml = table == EstateTable.TARGETS;
    if (isYaml && !TargetSettingsFile.isYaml(file.toString())) {
      problems.add(file + ": what is set for the target is written in " + TargetSettingsFile.NAME);
      return;
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        problems.add(file + ": has " + Files.size(file) + " bytes: " + TOO_LARGE);
        return;
      }
      byte[] bytes = Files.readAllBytes(file);
      if (Csv.isUtf16(bytes)) {
        problems.add(file + ": " + Csv.UTF_16);
        return;
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      long many = text.chars().filter(c -> c == '\n').count();
      if (many > MOST_LINES + 1) {
        problems.add(file + ": has " + many + " lines: " + TOO_LARGE);
        return;
      }
      EstateLine.Result read =
          isYaml
              ? TargetSettingsFile.read(text, file.toString())
              : EstateLine.read(table, text, file.toString());
      lines.addAll(read.lines());
      problems.addAll(read.problems());
    } catch (CharacterCodingException e) {
      problems.add(
          file + ": is not UTF-8" + (isYaml ? "" : "; in a spreadsheet choose \"CSV UTF-8\""));
    } catch (NoSuchFileException e) {
      problems.add(file + ": does not exist");
    } catch (IOException e) {
      problems.add(file + ": cannot be read: " + e.getMessage());
    }
  }

  /**
   * The lines of one file as a table's.
   *
   * @throws SettingsException with every problem, each with file and line
   */
  public static List<EstateLine> read(Path file, EstateTable table) {
    List<EstateLine> lines = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    read(file, table, lines, problems);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return lines;
  }

  /** Writes every table that has lines into a folder, so that {@link #read} reads the same. */
  public static List<Path> write(Collection<EstateLine> lines, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> written = new ArrayList<>();
    for (EstateTable table : EstateTable.values()) {
      List<EstateLine> of = lines.stream().filter(line -> line.table() == table).toList();
      if (!of.isEmpty()) {
        boolean isYaml = table == EstateTable.TARGETS;
        Path file = folder.resolve(isYaml ? TargetSettingsFile.NAME : table.label() + CSV);
        Files.writeString(
            file, isYaml ? TargetSettingsFile.format(of) : EstateLine.format(table, of));
        written.add(file);
      }
    }
    return written;
  }
}
