package io.garonne.deploy.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What somebody should act on, and who has taken it on. */
@Command(
    name = "alerts",
    description = "What somebody should act on, and who has taken it on. See docs/alerts.md.",
    subcommands = {AlertsListCommand.class, AlertsAckCommand.class, AlertsSilenceCommand.class})
public final class AlertsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Without a command: how to use it, and 2. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
