package io.garonne.deploy.command;

import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What could not be used, with its original bytes. */
@Command(
    name = "dead-letters",
    description =
        "What could not be used, with its original bytes. Without a command: the list. See docs/operations.md.",
    subcommands = {
      DeadLettersListCommand.class,
      DeadLettersShowCommand.class,
      DeadLettersReplayCommand.class
    })
public final class DeadLettersCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Without a command: the list. */
  @Override
  public Integer call() {
    CommandLine list = Objects.requireNonNull(spec.commandLine().getSubcommands().get("list"));
    return list.execute();
  }
}
