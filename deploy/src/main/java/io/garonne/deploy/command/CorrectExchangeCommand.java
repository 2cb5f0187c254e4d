package io.garonne.deploy.command;

import io.garonne.model.metering.Amendment;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says that a meter was exchanged. */
@Command(
    name = "exchange",
    description = {
      "Says that the meter was exchanged: the old register ends with what was read of it, the new one begins with what it showed. Nothing is booked over the jump, and no alert is raised.",
      "Shows what that changes; with --yes it does it."
    })
public final class CorrectExchangeCommand implements Callable<Integer> {
  @Mixin private CorrectOptions options = new CorrectOptions();

  @Option(
      names = "--old",
      paramLabel = "NUMBER",
      required = true,
      description = "The last reading of the old meter: kWh, or pages with --measure pages.")
  private String old = "";

  @Option(
      names = "--new",
      paramLabel = "NUMBER",
      required = true,
      description = "The first reading of the new one.")
  private String began = "";

  @Override
  public Integer call() throws IOException {
    return options.say(
        Amendment.Kind.EXCHANGE,
        options.register("--old", old),
        options.register("--new", began),
        options.resolution(old));
  }
}
