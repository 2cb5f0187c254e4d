package io.garonne.deploy.command;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateEdits;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Moves assets, or everything in racks. */
@Command(
    name = "move",
    description = {
      "Moves assets, or everything in racks, from a moment on: until then they count where they"
          + " were, also for readings that come late. What hangs on one meter moves together: name"
          + " all of it.",
      "Shows what changes and which energy moves; with --yes it does it."
    })
public final class InventoryMoveCommand implements Callable<Integer> {
  private static final List<String> COLUMNS = List.of("site", "room", "rack", "entity");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private EstateOptions estate = new EstateOptions();

  @Parameters(
      paramLabel = "ASSET|RACK",
      arity = "1..*",
      description = "Names, each of an asset or else of a rack.")
  private List<String> what = List.of();

  @Option(
      names = "--site",
      paramLabel = "SITE",
      description = "Only what is at this site: racks of two sites may have one name.")
  private @Nullable String site;

  @Option(
      names = "--to",
      paramLabel = "SITE|COLUMN=VALUE",
      required = true,
      split = ",",
      description =
          "A site, or any of site=, room=, rack=, entity=; room= alone blanks the room. May be given"
              + " several times.")
  private List<String> to = List.of();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      required = true,
      description =
          "A date (2026-03-12: its midnight at the site), today, tomorrow, or an instant with its"
              + " zone.")
  private String at = "";

  @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Kept with it.")
  private String reason = "";

  @Option(names = "--yes", description = "Do it.")
  private boolean yes;

  @Override
  public Integer call() throws IOException {
    Map<String, String> cells = new LinkedHashMap<>();
    for (String part : to) {
      int equals = part.indexOf('=');
      String column = equals < 0 ? "site" : part.substring(0, equals);
      if (!COLUMNS.contains(column)) {
        throw new ParameterException(
            spec.commandLine(), "--to takes a site, or " + String.join("=, ", COLUMNS) + "=");
      }
      cells.put(column, part.substring(equals + 1).strip());
    }
    if (cells.getOrDefault("site", "x").isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--to site= needs a site");
    }
    // Another site has other rooms and racks.
    if (cells.containsKey("site")) {
      cells.putIfAbsent("room", "");
      cells.putIfAbsent("rack", "");
    }
    String moment = Moments.checked(spec, "--at", at, estate.zone());
    Estate before = estate.estate();
    return estate.change(
        before,
        EstateEdits.move(before, what, site, cells, moment, "inventory move"),
        "move",
        String.join(", ", what) + " to " + String.join(", ", to),
        moment,
        reason,
        yes);
  }
}
