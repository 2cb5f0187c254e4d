package io.garonne.deploy.command;

import io.garonne.ingest.poll.WalkReport;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The poller as one process, or what a recorded walk yields. */
@Command(
    name = "poll",
    description = {
      "Asks devices that do not speak MQTT (SNMP, IPP, HTTP) and publishes what they say.",
      "With --walk: prints what a recorded SNMP walk yields, one JSON object a line, without a"
          + " network. Ends with 0 if there are readings, 1 if there are none, 2 if it is no walk."
    })
public final class PollCommand extends StageCommand {
  @Option(
      names = "--targets",
      paramLabel = "FILE",
      description = "Which devices are asked, see docs/poll.md.")
  private @Nullable Path targets;

  @ArgGroup(exclusive = false)
  private @Nullable Recorded recorded;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** A walk instead of devices. */
  static final class Recorded {
    @Option(
        names = "--walk",
        required = true,
        paramLabel = "FILE.snmprec",
        description = "A recorded walk, OID|type|value a line: print its readings and end.")
    private Path walk = Path.of("");

    @Option(
        names = "--device",
        paramLabel = "NAME",
        description = "The device's name. Default: the file's name.")
    private @Nullable String device;

    @Option(
        names = "--choose",
        paramLabel = "KEY=VALUE",
        description = "level=inlet, unit.phase.energy=\"1 Wh\" or pages=impressions.")
    private Map<String, String> choices = new LinkedHashMap<>();
  }

  /** Made by picocli. */
  public PollCommand() {
    super("poll", 8084);
  }

  @Override
  public Integer call() throws Exception {
    if (recorded != null) {
      return report(recorded);
    }
    if (targets != null) {
      set("poll.targets", targets.toString());
    }
    return super.call();
  }

  private int report(Recorded said) throws IOException {
    Path file = said.walk;
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new SettingsException(List.of(file + ": does not exist or cannot be read"));
    }
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = (dot > 0 ? name.substring(0, dot) : name).replaceAll("[/+#]", "_");
    String device = said.device != null ? said.device : stem;
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    WalkReport report =
        WalkReport.of(text, file.toString(), device, said.choices, System.currentTimeMillis());
    PrintWriter err = spec.commandLine().getErr();
    report.problems().forEach(err::println);
    err.flush();
    if (report.lines().isEmpty()) {
      throw new SettingsException(List.of(file + ": is no walk (OID|type|value a line)"));
    }
    PrintWriter out = spec.commandLine().getOut();
    report.lines().forEach(out::println);
    out.flush();
    return report.readings() > 0 ? 0 : 1;
  }
}
