package io.garonne.deploy.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is measured, and whose it is. */
@Command(
    name = "inventory",
    description = "What is measured, and whose it is.",
    subcommands = {
      InventoryImportCommand.class,
      InventoryExportCommand.class,
      InventoryMoveCommand.class,
      InventoryReplaceCommand.class,
      InventoryReadCommand.class,
      InventoryUndoCommand.class,
      InventoryEventsCommand.class,
      InventoryLifetimesCommand.class,
      InventoryUnknownCommand.class
    })
public final class InventoryCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Without a command: how to use it, and 2. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "which command? " + String.join(", ", spec.subcommands().keySet()));
  }
}
