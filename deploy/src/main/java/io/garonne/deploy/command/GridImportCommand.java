package io.garonne.deploy.command;

import io.garonne.deploy.grid.Eco2mixFile;
import io.garonne.deploy.grid.GridTopic;
import io.garonne.model.carbon.Eco2mixTable;
import io.garonne.model.carbon.GridIntensity;
import io.garonne.model.carbon.GridUpdate;
import io.garonne.model.wire.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes in éCO2mix files. */
@Command(
    name = "import",
    description = {
      "Takes in éCO2mix files: RTE's download or ODRÉ's export, packed with gzip or not;"
          + " docs/grid.md has the columns and rules.",
      "Says of each file how many rows were read, taken, holes, refused (each with file and line),"
          + " repeated, ambiguous. Holes stay holes. With a file that is not of éCO2mix, or of which"
          + " every row is refused, nothing is written and it ends with 1."
    })
public final class GridImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "éCO2mix files.")
  private List<Path> files = List.of();

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:GARONNE_KAFKA_BOOTSTRAP:-127.0.0.1:9092}",
      description = "Kafka. Default: ${DEFAULT-VALUE}")
  private String bootstrap = "";

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<Eco2mixTable> tables = files.stream().map(Eco2mixFile::read).toList();
    for (Eco2mixTable table : tables) {
      table.refused().forEach(line -> err.println("refused  " + line));
      table.problems().forEach(err::println);
      report(table, out);
    }
    err.flush();
    if (tables.stream().anyMatch(table -> !table.problems().isEmpty())) {
      out.println("Nothing is written.");
      out.flush();
      return 1;
    }
    GridUpdate update =
        new GridTopic(bootstrap).add(tables.stream().map(Eco2mixTable::taken).toList());
    out.printf(
        "%s: %d written, %d are there already, %d stay as they are there (more settled), %d in more"
            + " than one of these files%n",
        Topics.GRID.topic(),
        update.written().size(),
        update.unchanged(),
        update.kept(),
        update.overlapping());
    out.flush();
    return 0;
  }

  private static void report(Eco2mixTable table, PrintWriter out) {
    out.printf(
        "%s: %d rows read = %d taken + %d holes + %d refused + %d repeated; %d of those taken are"
            + " ambiguous%n",
        table.file(),
        table.rows(),
        table.taken().size(),
        table.holes(),
        table.refused().size(),
        table.repeated(),
        table.ambiguous());
    table.taken().stream()
        .collect(
            Collectors.groupingBy(GridImportCommand::nature, TreeMap::new, Collectors.counting()))
        .forEach((nature, count) -> out.printf("  %s: %d%n", nature, count));
    table.remarks().forEach(line -> out.println("  no row: " + line));
  }

  private static String nature(GridIntensity intensity) {
    return intensity.isNatureKnown()
        ? intensity.nature()
        : intensity.nature() + " (no nature of éCO2mix: anything else takes its place)";
  }
}
