package io.garonne.deploy.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What is known of people, for whoever answers for it. */
@Command(
    name = "privacy",
    description = "What is known of people, for whoever answers for it. See docs/privacy.md.",
    subcommands = {PrivacyRegisterCommand.class})
public final class PrivacyCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Without a command: how to use it, and 2. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "which command? " + String.join(", ", spec.subcommands().keySet()));
  }
}
