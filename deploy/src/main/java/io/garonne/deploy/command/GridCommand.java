package io.garonne.deploy.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the electricity grid emits now. */
@Command(
    name = "grid",
    description = "What the electricity grid emits, by quarter-hour (docs/grid.md).",
    subcommands = {GridImportCommand.class})
public final class GridCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Without a command: how to use it, and 2. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "which command? " + String.join(", ", spec.subcommands().keySet()));
  }
}
