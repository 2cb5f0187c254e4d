package io.garonne.deploy.command;

import picocli.CommandLine.Command;

/** The streams stage as one process. */
@Command(
    name = "streams",
    description = "Runs the stage from readings to totals, live power and alerts.")
public final class StreamsCommand extends StageCommand {
  /** Made by picocli. */
  public StreamsCommand() {
    super("streams", 8082);
  }
}
