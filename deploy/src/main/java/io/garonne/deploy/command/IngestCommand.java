package io.garonne.deploy.command;

import picocli.CommandLine.Command;

/** The ingest stage as one process. */
@Command(name = "ingest", description = "Runs the stage from MQTT to readings in Kafka.")
public final class IngestCommand extends StageCommand {
  /** Made by picocli. */
  public IngestCommand() {
    super("ingest", 8081);
  }
}
