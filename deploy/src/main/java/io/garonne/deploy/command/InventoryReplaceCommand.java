package io.garonne.deploy.command;

import io.garonne.deploy.inventory.EstateFiles;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateEdits;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replaces equipment, one piece or hundreds. */
@Command(
    name = "replace",
    description = {
      "Replaces equipment as a CSV file says: asset or old_serial, old_pages, old_energy_kwh (index"
          + " at removal), new_asset, new_serial, new_model, new_pages, new_energy_kwh (index at"
          + " installation), date, retired_to, functional, device (whose indexes they are).",
      "The new asset takes the old one's place, users and channels from the date on.",
      "Shows what changes and which energy moves; with --yes it does it."
    })
public final class InventoryReplaceCommand implements Callable<Integer> {
  @Mixin private EstateOptions estate = new EstateOptions();

  @Parameters(paramLabel = "FILE", description = "The CSV file.")
  private Path file = Path.of("");

  @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Kept with it.")
  private String reason = "";

  @Option(names = "--yes", description = "Do it.")
  private boolean yes;

  @Override
  public Integer call() throws IOException {
    List<EstateLine> rows = EstateFiles.read(file, EstateTable.REPLACEMENTS);
    Estate before = estate.estate();
    return estate.change(
        before,
        EstateEdits.replace(before, rows),
        "replace",
        rows.size() + " replacements from " + file,
        EstateOptions.when(System.currentTimeMillis()),
        reason,
        yes);
  }
}
