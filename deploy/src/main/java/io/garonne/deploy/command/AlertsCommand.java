package io.garonne.deploy.command;

import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What somebody should act on, and who has taken it on. */
@Command(
    name = "alerts",
    description =
        "What somebody should act on, and who has taken it on. Without a command: what is open. See docs/alerts.md.",
    subcommands = {AlertsListCommand.class, AlertsAckCommand.class, AlertsSilenceCommand.class})
public final class AlertsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Without a command: the list. */
  @Override
  public Integer call() {
    CommandLine list = Objects.requireNonNull(spec.commandLine().getSubcommands().get("list"));
    return list.execute();
  }
}
