package io.garonne.deploy.command;

import io.garonne.publish.export.state.StateFormat;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the input files of G4IT. */
@Command(
    name = "g4it",
    description = {
      "Writes the input files of G4IT: data centres and physical equipment, with the measured kWh of",
      "one unit in twelve months. Nothing is annualised; personal equipment is in groups, with the",
      "mean of its stratum."
    })
final class ExportG4itCommand implements Callable<Integer> {
  @Mixin private StateExportOptions options = new StateExportOptions();

  @Override
  public Integer call() throws IOException {
    return options.run(StateFormat.G4IT);
  }
}
