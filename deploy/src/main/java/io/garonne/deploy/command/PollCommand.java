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
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what a recorded walk yields. */
@Command(
    name = "poll",
    description = "Shows what a recorded SNMP walk yields; one JSON object a line, no network.")
public final class PollCommand implements Callable<Integer> {
  @Option(
      names = "--walk",
      required = true,
      paramLabel = "FILE.snmprec",
      description = "A recorded walk, OID|type|value a line: print its readings and end.")
  private @Nullable Path walk;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "With --walk: the device's name. Default: the file's name.")
  private @Nullable String device;

  @Option(
      names = "--choose",
      paramLabel = "KEY=VALUE",
      description =
          "With --walk: level=inlet, unit.phase.energy=\"1 Wh\", pages=impressions; see docs/poll.md.")
  private Map<String, String> choices = new LinkedHashMap<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Path file = walk;
    if (file == null || !Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new SettingsException(List.of(file + ": does not exist or cannot be read"));
    }
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    String shown = device != null ? device : dot > 0 ? name.substring(0, dot) : name;
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    WalkReport report =
        WalkReport.of(text, file.toString(), shown, choices, System.currentTimeMillis());
    PrintWriter err = spec.commandLine().getErr();
    report.problems().forEach(err::println);
    err.flush();
    PrintWriter out = spec.commandLine().getOut();
    report.lines().forEach(out::println);
    out.flush();
    if (report.lines().isEmpty()) {
      throw new SettingsException(List.of(file + ": is no walk (OID|type|value a line)"));
    }
    return report.readings() > 0 ? 0 : 1;
  }
}
