package io.garonne.deploy.replay;

import io.garonne.model.Device;
import io.garonne.model.Units;
import io.garonne.model.inventory.Csv;
import io.garonne.model.metering.MeterProfile.Register;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory of recorded history, looked through from end to end.
 *
 * @param inventory devices that devices.csv describes, by name
 * @param series the files with readings, by name
 */
record Corpus(List<Device> inventory, List<SeriesScan> series) {
  private static final List<String> FOLDERS = List.of("power", "counter");
  private static final Pattern SERIES = Pattern.compile("(.+?)\\.csv(\\.gz)?");
  private static final int LONGEST_NAME = 128;

  Corpus {
    inventory = List.copyOf(inventory);
    series = List.copyOf(series);
  }

  /** Lines that are published. */
  long usable() {
    return series.stream().mapToLong(SeriesScan::usable).sum();
  }

  /**
   * Reads a directory.
   *
   * @param zone the sites' zone
   * @param wanted only these devices; empty for all
   * @param now milliseconds since 1970 UTC
   * @throws CorpusException with every problem
   */
  static Corpus read(Path directory, ZoneId zone, Set<String> wanted, long now)
      throws CorpusException {
    List<String> problems = new ArrayList<>();
    Predicate<String> isWanted = device -> wanted.isEmpty() || wanted.contains(device);
    List<SeriesFile> files =
        files(directory, problems).stream().filter(f -> isWanted.test(f.device())).toList();
    CorpusDevices devices = devices(directory);
    problems.addAll(devices.problems());
    if (files.isEmpty() && problems.isEmpty()) {
      problems.add(
          directory + ": there is no power/*.csv, power/*.csv.gz, counter/*.csv or *.csv.gz");
    }
    List<SeriesScan> series = files.parallelStream().map(file -> SeriesScan.of(file, now)).toList();
    series.forEach(scan -> problems.addAll(scan.problems()));
    if (!problems.isEmpty()) {
      throw new CorpusException(problems);
    }
    return new Corpus(
        devices.rows().values().stream()
            .filter(row -> isWanted.test(row.device()))
            .map(row -> device(row, zone, resolution(row.device(), series)))
            .toList(),
        series);
  }

  /** Whether devices.csv says that a device has a register. */
  boolean hasRegister(String device) {
    return inventory.stream()
        .filter(d -> d.device().equals(device))
        .anyMatch(d -> d.assignments().getFirst().profile().register() == Register.YES);
  }

  /**
   * Millijoules of the last decimal that a device's register shows anywhere in its files, at least
   * 1; null if it has no register.
   */
  static @Nullable Long resolution(String device, List<SeriesScan> series) {
    int decimals =
        series.stream()
            .filter(scan -> scan.file().device().equals(device))
            .mapToInt(SeriesScan::energyDecimals)
            .max()
            .orElse(-1);
    if (decimals < 0) {
      return null;
    }
    long step = Units.MILLIJOULES_PER_KWH;
    for (int i = 0; i < decimals; i++) {
      step = Math.max(1, step / 10);
    }
    return step;
  }

  private static Device device(CorpusDevices.Row row, ZoneId zone, @Nullable Long resolution) {
    return new Device(row.device(), List.of(row.assignment(zone, resolution)));
  }

  private static CorpusDevices devices(Path directory) {
    String name = "devices.csv";
    try {
      byte[] bytes = Files.readAllBytes(directory.resolve(name));
      if (Csv.isUtf16(bytes)) {
        return new CorpusDevices(new TreeMap<>(), List.of(name + ": it " + Csv.UTF_16));
      }
      return CorpusDevices.parse(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), name);
    } catch (NoSuchFileException e) {
      return new CorpusDevices(new TreeMap<>(), List.of());
    } catch (IOException e) {
      return new CorpusDevices(
          new TreeMap<>(), List.of(name + ": it cannot be read as UTF-8: " + e.getMessage()));
    }
  }

  private static List<SeriesFile> files(Path directory, List<String> problems) {
    if (!Files.isDirectory(directory)) {
      problems.add(directory + ": there is no such directory");
      return List.of();
    }
    SortedMap<String, SeriesFile> files = new TreeMap<>();
    for (String folder : FOLDERS) {
      Path inside = directory.resolve(folder);
      if (!Files.isDirectory(inside)) {
        continue;
      }
      try (Stream<Path> paths = Files.list(inside)) {
        paths.forEach(path -> take(path, folder, files, problems));
      } catch (IOException e) {
        problems.add(folder + ": it cannot be listed: " + e.getMessage());
      }
    }
    return List.copyOf(files.values());
  }

  private static void take(
      Path path, String folder, SortedMap<String, SeriesFile> files, List<String> problems) {
    String fileName = path.getFileName().toString();
    var match = SERIES.matcher(fileName);
    if (!match.matches() || !Files.isRegularFile(path)) {
      return;
    }
    String name = folder + "/" + fileName;
    String device = match.group(1);
    String twin = folder + "/" + device + (match.group(2) == null ? ".csv.gz" : ".csv");
    if (files.containsKey(twin)) {
      problems.add(name + ": " + twin + " is there too: which one counts?");
    }
    if (device.length() > LONGEST_NAME || device.codePoints().anyMatch(Corpus::cannotBeInATopic)) {
      problems.add(
          name
              + ": a device's name has 1 to "
              + LONGEST_NAME
              + " printable characters and none of + # /");
      return;
    }
    files.put(name, new SeriesFile(path, name, device));
  }

  private static boolean cannotBeInATopic(int c) {
    return c == '+' || c == '#' || c == '/' || Character.isISOControl(c) || c > 0xFFFF;
  }
}
