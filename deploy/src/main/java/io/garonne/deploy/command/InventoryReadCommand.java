package io.garonne.deploy.command;

import io.garonne.model.Units;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateEdits;
import io.garonne.model.inventory.EstateEdits.ManualReading;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes in an index that a person read. */
@Command(
    name = "read",
    description = {
      "Takes in an index that a person read: a reading like any other, with its author.",
      "With --yes it is written."
    })
public final class InventoryReadCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private EstateOptions estate = new EstateOptions();

  @Parameters(paramLabel = "DEVICE", description = "Whose index it is.")
  private String device = "";

  @Option(
      names = "--channel",
      paramLabel = "CHANNEL",
      defaultValue = "0",
      description = "Default: ${DEFAULT-VALUE}")
  private String channel = "";

  @Option(
      names = "--at",
      paramLabel = "TIME",
      required = true,
      description = "When it was read: an instant with its zone, 2026-03-12T09:30:00+01:00.")
  private String at = "";

  @Option(names = "--energy-kwh", paramLabel = "N", description = "Energy index.")
  private @Nullable BigDecimal energy;

  @Option(names = "--pages", paramLabel = "N", description = "Page index.")
  private @Nullable Long pages;

  @Option(names = "--yes", description = "Write it.")
  private boolean yes;

  @Override
  public Integer call() throws IOException {
    if (device.isBlank() || channel.isBlank()) {
      throw new ParameterException(spec.commandLine(), "a device and a channel are needed");
    }
    if (energy == null && pages == null) {
      throw new ParameterException(spec.commandLine(), "--energy-kwh or --pages is needed");
    }
    if ((energy != null && energy.signum() < 0) || (pages != null && pages < 0)) {
      throw new ParameterException(spec.commandLine(), "an index is not below 0");
    }
    long when;
    try {
      when = OffsetDateTime.parse(at).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(), "--at \"" + at + "\" is no instant with its zone", e);
    }
    if (when > System.currentTimeMillis()) {
      throw new ParameterException(spec.commandLine(), "--at is in the future");
    }
    ManualReading reading =
        new ManualReading(
            device,
            channel,
            when,
            energy == null ? null : Units.scaled(energy, Units.MILLIJOULES_PER_KWH),
            pages);
    Estate before = estate.estate();
    return estate.change(
        before,
        new EstateEdits.Edit(List.of(), List.of(), List.of(reading), List.of()),
        "reading",
        device + " channel " + channel,
        at,
        "",
        yes);
  }
}
