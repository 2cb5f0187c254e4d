package io.garonne.deploy.command;

import picocli.CommandLine.Command;

/** The publish stage as one process. */
@Command(
    name = "publish",
    aliases = "page",
    description = "Runs the stage that serves the page and the API.")
public final class PublishCommand extends StageCommand {
  /** Made by picocli. */
  public PublishCommand() {
    super("publish", -1);
  }
}
