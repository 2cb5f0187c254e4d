package io.garonne.deploy.command;

import io.garonne.model.metering.Amendment;
import io.garonne.model.metering.Sample;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes back a correction. */
@Command(
    name = "withdraw",
    description = {
      "Takes back what was said of an instant before: what the device said holds again.",
      "Shows what that changes; with --yes it does it."
    })
public final class CorrectWithdrawCommand implements Callable<Integer> {
  @Mixin private CorrectOptions options = new CorrectOptions();

  @Override
  public Integer call() throws IOException {
    return options.say(Amendment.Kind.WITHDRAWN, 0, 0, Sample.NONE);
  }
}
