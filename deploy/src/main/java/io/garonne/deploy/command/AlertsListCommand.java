package io.garonne.deploy.command;

import io.garonne.model.alert.Alert;
import io.garonne.model.wire.AlertJson;
import io.garonne.publish.alert.AlertsCsv;
import io.garonne.publish.alert.AlertsTable;
import io.garonne.publish.alert.PublishedAlerts;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.Callable;
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

  @Mixin private FormatOptions format = new FormatOptions();
  @Mixin private AlertOptions options = new AlertOptions();

  @Override
  public Integer call() throws IOException {
    FormatOptions.Form form = format.form();
    if (open && all) {
      throw new ParameterException(spec.commandLine(), "--open or --all, not both");
    }
    Texts texts = options.texts();
    PublishedAlerts published = options.alerts();
    List<Alert> alerts = (all ? published : published.open()).alerts();
    Writer out = ReadOptions.out();
    switch (form) {
      case CSV -> AlertsCsv.write(alerts, out);
      case JSON -> out.write(FormatOptions.array(alerts, AlertJson::write));
      case TABLE ->
          new AlertsTable(texts, options.zone(), FormatOptions.paint()).write(alerts, out);
    }
    out.flush();
    return 0;
  }
}
