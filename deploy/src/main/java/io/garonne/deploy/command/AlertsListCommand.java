package io.garonne.deploy.command;

import io.garonne.model.alert.Alert;
import io.garonne.model.wire.AlertJson;
import io.garonne.publish.alert.AlertsCsv;
import io.garonne.publish.alert.AlertsTable;
import io.garonne.publish.alert.PublishedAlerts;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the alerts there are, the most urgent first. */
@Command(
    name = "list",
    description = {
      "Prints the alerts there are, the most urgent first: what, where, since when, value and limit,"
          + " and what to do first.",
      "What is silenced is listed, too."
    })
public final class AlertsListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--open", description = "Those whose condition still holds. The default.")
  private boolean open;

  @Option(names = "--all", description = "Also those that have ended, of the last 400 days.")
  private boolean all;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, json (an array of the records as in Kafka) or csv. Default: table")
  private String format = "";

  @Mixin private AlertOptions options = new AlertOptions();

  @Override
  public Integer call() throws IOException {
    if (!List.of("table", "json", "csv").contains(format)) {
      throw new ParameterException(spec.commandLine(), "--format is table, json or csv");
    }
    if (open && all) {
      throw new ParameterException(spec.commandLine(), "--open or --all, not both");
    }
    Texts texts = options.texts();
    PublishedAlerts published = options.alerts();
    List<Alert> alerts = (all ? published : published.open()).alerts();
    Writer out = ReadOptions.out();
    switch (format) {
      case "csv" -> AlertsCsv.write(alerts, out);
      case "json" ->
          out.write(
              alerts.stream()
                  .map(alert -> new String(AlertJson.write(alert), StandardCharsets.UTF_8))
                  .collect(Collectors.joining(",\n", "[", "]\n")));
      default -> new AlertsTable(texts, options.zone()).write(alerts, out);
    }
    out.flush();
    return 0;
  }
}
