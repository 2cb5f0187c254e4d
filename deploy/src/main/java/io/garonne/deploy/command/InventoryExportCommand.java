package io.garonne.deploy.command;

import io.garonne.deploy.inventory.EstateFiles;
import io.garonne.deploy.inventory.OtherDevices;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the tables of the estate as they are. */
@Command(
    name = "export",
    description =
        "Writes the tables of the estate as CSV files and targets.yaml, as they are now: edit, import. "
            + "Devices that no table has, as of the invented estate, are in devices.csv.")
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
    Estate known = estate.estate();
    OtherDevices others = OtherDevices.than(known, estate.bootstrap());
    List<EstateLine> lines = new ArrayList<>(known.lines().values());
    lines.addAll(others.lines());
    for (Path file : EstateFiles.write(lines, out)) {
      System.out.println(file);
    }
    if (!others.without().isEmpty()) {
      System.err.println(
          "In no table, and more than devices.csv has columns for: "
              + Texts.printable(String.join(", ", others.without())));
    }
    return 0;
  }
}
