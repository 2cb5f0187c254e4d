package io.garonne.deploy.command;

import io.garonne.deploy.inventory.EstateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the tables of the estate as they are. */
@Command(
    name = "export",
    description =
        "Writes the tables of the estate as CSV files and targets.yaml, as they are now: edit, import.")
public final class InventoryExportCommand implements Callable<Integer> {
  @Mixin private EstateOptions estate = new EstateOptions();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description = "Where to; files of the same name are overwritten.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    for (Path file : EstateFiles.write(estate.estate().lines().values(), out)) {
      System.out.println(file);
    }
    return 0;
  }
}
