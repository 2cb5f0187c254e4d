package io.garonne.deploy.command;

import io.garonne.deploy.faults.FaultRun;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether totals are the same to the millijoule when everything around them fails. */
@Command(
    name = "faults",
    description = {
      "Kills, freezes and cuts off the real processes of a chain at random moments, and compares"
          + " every total with the plain definition of what the estate's messages said.",
      "Needs mosquitto and influxd 1.x; network cuts and a full disk need root, clock steps the"
          + " package faketime. Ends with 1 if anything differs."
    })
public final class FaultsCommand implements Callable<Integer> {
  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What the faults and their moments are drawn from. Default: ${DEFAULT-VALUE}",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "So many runs, with this seed and those after it. Default: ${DEFAULT-VALUE}",
      defaultValue = "1")
  private int runs;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "How long faults happen in a run. Default: ${DEFAULT-VALUE}",
      defaultValue = "10")
  private double minutes;

  @Option(
      names = "--kills",
      paramLabel = "N",
      description = "How often a process is killed in a run. Default: ${DEFAULT-VALUE}",
      defaultValue = "30")
  private int kills;

  @Option(
      names = "--devices",
      paramLabel = "N",
      description = "Size of the estate. Default: ${DEFAULT-VALUE}",
      defaultValue = "30")
  private int devices;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Keeps the processes' data and logs there, a directory for each seed.")
  private @Nullable Path keep;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> problems = new ArrayList<>();
    require(runs >= 1 && runs <= 1000, "--runs must be from 1 to 1000", problems);
    require(minutes >= 0.5 && minutes <= 1440, "--minutes must be from 0.5 to 1440", problems);
    require(kills >= 0 && kills <= 10_000, "--kills must be from 0 to 10000", problems);
    require(devices >= 3 && devices <= 1000, "--devices must be from 3 to 1000", problems);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    int killed = 0;
    int failed = 0;
    for (long next = seed; next < seed + runs; next++) {
      FaultRun.Ended ended = run(next);
      killed += ended.kills();
      failed += ended.differences().isEmpty() ? 0 : 1;
      print(ended);
    }
    System.out.println(
        "%d runs, %d kills: %s"
            .formatted(
                runs,
                killed,
                failed == 0 ? "not one millijoule differs" : failed + " runs DIFFER"));
    return failed == 0 ? 0 : 1;
  }

  private static void require(boolean holds, String otherwise, List<String> problems) {
    if (!holds) {
      problems.add(otherwise);
    }
  }

  private FaultRun.Ended run(long next) throws IOException, InterruptedException {
    Path directory =
        keep == null
            ? Files.createTempDirectory("garonne-faults")
            : Files.createDirectories(keep.resolve("seed-" + next));
    try {
      return FaultRun.of(next, Math.round(minutes * 60_000), kills, devices, directory, System.out);
    } finally {
      if (keep == null) {
        delete(directory);
      }
    }
  }

  private static void print(FaultRun.Ended ended) {
    System.out.println(
        "  seed %d: %d kills, %d other faults, %d messages acknowledged"
            .formatted(ended.seed(), ended.kills(), ended.faults(), ended.messages()));
    ended.lost().forEach(line -> System.out.println("    " + line));
    ended
        .compared()
        .forEach((kind, count) -> System.out.println("    compared: " + count + " " + kind));
    ended.differences().stream()
        .limit(20)
        .forEach(line -> System.out.println("    DIFFERS: " + line));
    if (ended.differences().size() > 20) {
      System.out.println("    … and " + (ended.differences().size() - 20) + " more");
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
