package io.garonne.deploy.command;

import picocli.CommandLine.Command;

/** The sink stage as one process. */
@Command(name = "sink", description = "Runs the stage from totals to InfluxDB.")
public final class SinkCommand extends StageCommand {
  /** Made by picocli. */
  public SinkCommand() {
    super("sink", 8083);
  }
}
