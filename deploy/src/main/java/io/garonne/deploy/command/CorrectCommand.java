package io.garonne.deploy.command;

import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What persons say of readings and meters. */
@Command(
    name = "correct",
    description =
        "Says that a reading is void, what a person read, or that a meter was exchanged; with who,"
            + " when and why. Without a command: the list. See docs/operations.md.",
    subcommands = {
      CorrectVoidCommand.class,
      CorrectManualCommand.class,
      CorrectExchangeCommand.class,
      CorrectWithdrawCommand.class,
      CorrectListCommand.class
    })
public final class CorrectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Without a command: the list. */
  @Override
  public Integer call() {
    CommandLine list = Objects.requireNonNull(spec.commandLine().getSubcommands().get("list"));
    return list.execute();
  }
}
