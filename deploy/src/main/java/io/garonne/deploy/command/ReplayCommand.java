package io.garonne.deploy.command;

import io.garonne.deploy.replay.CorpusException;
import io.garonne.deploy.replay.Disorder;
import io.garonne.deploy.replay.Pace;
import io.garonne.deploy.replay.ReplayOptions;
import io.garonne.deploy.replay.ReplayRun;
import io.garonne.deploy.runtime.DataDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings recorded history into a chain of its own and writes its totals. */
@Command(
    name = "replay",
    description = {
      "Brings recorded readings into Garonne, with their own time, and writes what they add up to.",
      "DIR has devices.csv, power/DEVICE.csv[.gz] and counter/DEVICE.csv[.gz]; see docs/replay.md.",
      "A replay that was killed goes on where it was; one that is done only writes its outputs."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every line is accounted for",
      "1:the ledger does not balance, or the chain failed on the way",
      "2:the history cannot be taken in as it is; every problem is told with file and line"
    })
public final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "Directory of the recorded history.")
  private Path source = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "OUT",
      description = "Directory for totals.csv and ledger.json; made if it is not there.")
  private Path out = Path.of("");

  @Option(
      names = "--speed",
      paramLabel = "max|N",
      defaultValue = "max",
      description =
          "As fast as it goes, or N times as fast as it was recorded (hours without any reading"
              + " are skipped). Default: ${DEFAULT-VALUE}")
  private String speed = "max";

  @Option(
      names = "--via",
      paramLabel = "mqtt|kafka",
      defaultValue = "mqtt",
      description =
          "mqtt: as devices do, through broker and ingest. kafka: straight into the readings topic,"
              + " several times as fast. Default: ${DEFAULT-VALUE}")
  private String via = "mqtt";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Data directory of the chain that takes it in; keeps the progress. Default: \"replay\" in"
              + " the user's data directory of Garonne")
  private @Nullable Path data;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "Europe/Paris",
      description = "Zone of the sites: its midnights begin days. Default: ${DEFAULT-VALUE}")
  private String zone = "Europe/Paris";

  @Option(
      names = "--devices",
      paramLabel = "DEVICE",
      split = ",",
      description = "Only these devices.")
  private Set<String> devices = new TreeSet<>();

  @Option(
      names = "--rebuild",
      description = {
        "Where a device has readings that are newer than its history here: meter everything in the"
            + " data directory anew, from what is stored and this history together."
      })
  private boolean rebuild;

  @Option(names = "--shuffle-seed", hidden = true)
  private @Nullable Long shuffleSeed;

  @Option(names = "--duplicate", hidden = true, defaultValue = "0")
  private double duplicate;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ReplayOptions options = options();
    try {
      return new ReplayRun(options).run() ? 0 : 1;
    } catch (CorpusException e) {
      spec.commandLine().getErr().println(e.getMessage());
      spec.commandLine().getErr().flush();
      return 2;
    }
  }

  private ReplayOptions options() {
    try {
      Path standard = DataDirectory.standard(System.getenv()).resolve("replay");
      return new ReplayOptions(
          source,
          out,
          data == null ? standard : data,
          ZoneId.of(zone),
          switch (via) {
            case "mqtt" -> ReplayOptions.Via.MQTT;
            case "kafka" -> ReplayOptions.Via.KAFKA;
            default -> throw new IllegalArgumentException("--via must be mqtt or kafka");
          },
          Pace.parse(speed),
          rebuild,
          devices,
          new Disorder(shuffleSeed, duplicate));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
