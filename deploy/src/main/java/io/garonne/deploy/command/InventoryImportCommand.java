package io.garonne.deploy.command;

import io.garonne.deploy.inventory.EstateFiles;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateEdits;
import io.garonne.model.inventory.EstateLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes in the tables of the estate. */
@Command(
    name = "import",
    description = {
      "Takes in tables of the estate from CSV files, or every table of a folder; docs/inventory.md"
          + " describes them.",
      "Says what is new, changed and removed, and lists every problem with file and line; with any,"
          + " nothing is written.",
      "The lines about one asset, point or connection are its whole history and replace what was"
          + " known of it; what no file names stays, unless --whole says that the files are the"
          + " whole of their tables."
    })
public final class InventoryImportCommand implements Callable<Integer> {
  @Mixin private EstateOptions estate = new EstateOptions();

  @Parameters(paramLabel = "FOLDER|FILE", arity = "1..*", description = "CSV files, or a folder.")
  private List<Path> places = List.of();

  @Option(names = "--dry-run", description = "Only say what would change.")
  private boolean dryRun;

  @Option(
      names = "--whole",
      description = "What the files do not name is removed from the tables they are of.")
  private boolean whole;

  @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Kept with it.")
  private String reason = "";

  @Override
  public Integer call() throws IOException {
    List<EstateLine> lines = EstateFiles.read(places);
    // Events say what was done; they are written by doing it.
    lines.removeIf(line -> !line.table().isImported());
    Estate before = estate.estate();
    String from = places.stream().map(Path::toString).collect(Collectors.joining(" "));
    return estate.change(
        before,
        EstateEdits.take(before, lines, whole),
        "import",
        from,
        EstateOptions.when(System.currentTimeMillis()),
        reason,
        !dryRun);
  }
}
