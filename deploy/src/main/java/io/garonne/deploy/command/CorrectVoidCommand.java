package io.garonne.deploy.command;

import io.garonne.model.metering.Amendment;
import io.garonne.model.metering.Sample;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says that a reading is void. */
@Command(
    name = "void",
    description = {
      "Says that a reading is void: it counts as if it had never been said.",
      "Shows what that changes; with --yes it does it."
    })
public final class CorrectVoidCommand implements Callable<Integer> {
  @Mixin private CorrectOptions options = new CorrectOptions();

  @Override
  public Integer call() throws IOException {
    return options.say(Amendment.Kind.VOID, 0, 0, Sample.NONE);
  }
}
