package io.garonne.deploy.command;

import io.garonne.publish.alert.Audience;
import io.garonne.publish.alert.PublishedAlerts;
import io.garonne.publish.text.Texts;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command has that is about alerts. */
final class AlertOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Mixin private ReadOptions read = new ReadOptions();

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "technician: also faults of personal devices. Default: nothing about those.")
  private @Nullable String role;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "Europe/Paris",
      description = "Time zone of what is shown, and of dates. Default: ${DEFAULT-VALUE}")
  private ZoneId zone = ZoneId.of("UTC");

  String bootstrap() {
    return read.bootstrap();
  }

  Texts texts() {
    return read.texts();
  }

  ZoneId zone() {
    return zone;
  }

  /** The alerts that who asks may see. */
  PublishedAlerts alerts() {
    if (role != null && !role.equals("technician")) {
      throw new ParameterException(spec.commandLine(), "--role is technician, or is not given");
    }
    return PublishedAlerts.read(
        bootstrap(), role == null ? Audience.EVERYBODY : Audience.TECHNICIAN);
  }
}
