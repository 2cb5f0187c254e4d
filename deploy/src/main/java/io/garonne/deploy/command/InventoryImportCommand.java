package io.garonne.deploy.command;

import io.garonne.deploy.inventory.EstateFiles;
import io.garonne.deploy.inventory.NeighbourFiles;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateEdits;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.importing.ImportOptions;
import io.garonne.model.inventory.importing.Neighbour;
import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes in the tables of the estate. */
@Command(
    name = "import",
    description = {
      "Takes in tables of the estate from CSV files and targets.yaml, or all that are in a folder;"
          + " docs/inventory.md describes them.",
      "Says what is new, changed and removed, and lists every problem with file and line; with any,"
          + " nothing is written.",
      "The lines about one asset, point or connection are its whole history and replace what was"
          + " known of it; what no file names stays, unless --whole says that the files are the"
          + " whole of their tables."
    })
public final class InventoryImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private EstateOptions estate = new EstateOptions();

  @Parameters(
      paramLabel = "FOLDER|FILE",
      arity = "1..*",
      description = "CSV files, targets.yaml, or a folder.")
  private List<Path> places = List.of();

  @Option(names = "--dry-run", description = "Only say what would change.")
  private boolean dryRun;

  @Option(
      names = "--whole",
      description = "What the files do not name is removed from the tables they are of.")
  private boolean whole;

  @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Kept with it.")
  private String reason = "";

  @Option(
      names = "--from",
      paramLabel = "SYSTEM",
      description =
          "The files are exports of netbox, glpi, numecoeval or g4it (docs/importers.md). What cannot"
              + " be taken over is listed; the rest is.")
  private @Nullable String system;

  @Option(
      names = "--class",
      paramLabel = "ROLE=CLASS",
      description = "With --from: the equipment class of a role or type of that system.")
  private Map<String, String> classes = Map.of();

  @Option(
      names = "--site",
      paramLabel = "SITE",
      description = "With --from: where equipment stands that names no site.")
  private @Nullable String site;

  @Option(
      names = "--month",
      paramLabel = "MONTH",
      description = "With --from: the month whose numbers of users the files have.")
  private @Nullable YearMonth month;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "With --from: write the tables there, to be looked at, instead of into Garonne.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    if (out != null && system != null) {
      EstateFiles.write(new NeighbourFiles(neighbour(), options(Set.of())).read(places), out)
          .forEach(System.out::println);
      return 0;
    }
    if (whole && system != null) {
      throw new ParameterException(
          spec.commandLine(), "--whole does not go with --from: no other system knows the whole");
    }
    Estate before = estate.estate();
    List<EstateLine> lines =
        system == null
            ? EstateFiles.read(places)
            : new NeighbourFiles(neighbour(), options(before.sites().keySet())).read(places);
    // Events say what was done; they are written by doing it.
    lines.stream()
        .map(EstateLine::table)
        .filter(table -> !table.isImported())
        .distinct()
        .sorted()
        .forEach(
            table ->
                System.err.println(
                    table.label() + ": not taken in, only commands write this table"));
    lines.removeIf(line -> !line.table().isImported());
    String from = places.stream().map(Path::toString).collect(Collectors.joining(" "));
    return estate.change(
        before,
        system == null
            ? EstateEdits.take(before, lines, whole)
            : EstateEdits.takeOver(before, lines),
        "import",
        from,
        EstateOptions.when(System.currentTimeMillis()),
        reason,
        !dryRun);
  }

  private Neighbour neighbour() {
    Neighbour known = Neighbour.ofLabel(String.valueOf(system));
    if (known == null) {
      throw new ParameterException(
          spec.commandLine(), "--from is netbox, glpi, numecoeval or g4it, not " + system);
    }
    return known;
  }

  private ImportOptions options(Set<String> sites) {
    return ImportOptions.NONE.withClasses(classes).withSites(sites).withSite(site).withMonth(month);
  }
}
