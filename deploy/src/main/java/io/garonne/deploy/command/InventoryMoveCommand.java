package io.garonne.deploy.command;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateEdits;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Moves an asset, or everything in a rack. */
@Command(
    name = "move",
    description = {
      "Moves an asset, or everything in a rack, from a moment on: until then it counts where it"
          + " was, also for readings that come late.",
      "Shows what changes and which energy moves; with --yes it does it."
    })
public final class InventoryMoveCommand implements Callable<Integer> {
  private static final List<String> COLUMNS = List.of("site", "room", "rack", "entity");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private EstateOptions estate = new EstateOptions();

  @Parameters(paramLabel = "ASSET|RACK", description = "Name of an asset, else of a rack.")
  private String what = "";

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
      description = "A date (2026-03-12: its midnight at the site) or an instant with its zone.")
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
    String moment = Moments.checked(spec, "--at", at);
    Estate before = estate.estate();
    return estate.change(
        before,
        EstateEdits.move(before, what, cells, moment, "inventory move"),
        "move",
        what + " to " + String.join(", ", to),
        moment,
        reason,
        yes);
  }
}
