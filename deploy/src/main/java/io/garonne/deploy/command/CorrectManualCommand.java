package io.garonne.deploy.command;

import io.garonne.model.metering.Amendment;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Adds a reading of the register by a person. */
@Command(
    name = "manual",
    description = {
      "Adds a reading of the register by a person.",
      "Type every digit of the display: the last one is how exact it is.",
      "Shows what that changes; with --yes it does it."
    })
public final class CorrectManualCommand implements Callable<Integer> {
  @Mixin private CorrectOptions options = new CorrectOptions();

  @Option(
      names = "--value",
      paramLabel = "NUMBER",
      required = true,
      description = "What the display showed: kWh, or pages with --measure pages.")
  private String value = "";

  @Override
  public Integer call() throws IOException {
    return options.say(
        Amendment.Kind.MANUAL, options.register("--value", value), 0, options.resolution(value));
  }
}
