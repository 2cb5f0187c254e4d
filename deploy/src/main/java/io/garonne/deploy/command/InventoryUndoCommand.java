package io.garonne.deploy.command;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateEdits;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.EstateLineJson;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a move or replacement back. */
@Command(
    name = "undo",
    description = {
      "Takes a move or a replacement back: another event, which restores the lines as they were."
          + " Readings stay.",
      "Shows what changes and which energy moves; with --yes it does it. The events:"
          + " ./garonne inventory events"
    })
public final class InventoryUndoCommand implements Callable<Integer> {
  @Mixin private EstateOptions estate = new EstateOptions();

  @Parameters(paramLabel = "EVENT", description = "Its id.")
  private String id = "";

  @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Kept with it.")
  private String reason = "";

  @Option(names = "--yes", description = "Do it.")
  private boolean yes;

  @Override
  public Integer call() throws IOException {
    Estate before = estate.estate();
    EstateLine event =
        before.lines(EstateTable.EVENTS).stream()
            .filter(line -> line.required("id").equals(id))
            .findFirst()
            .orElseThrow(() -> new SettingsException(List.of("there is no event " + id)));
    String were = event.cell("before");
    String written = event.cell("written");
    if (were == null || written == null) {
      throw new SettingsException(
          List.of(
              "an event of kind "
                  + event.cell("kind")
                  + " cannot be undone; import the tables as they were"));
    }
    List<String> problems = new ArrayList<>();
    List<EstateLine> out = EstateLineJson.readAll(written);
    for (EstateLine line : out) {
      EstateLine now = before.lines().get(line.key());
      if (now == null || !now.cells().equals(line.cells())) {
        problems.add(line.key() + " has been changed since: undo that first");
      }
    }
    EstateEdits.Edit edit =
        new EstateEdits.Edit(out, EstateLineJson.readAll(were), List.of(), problems);
    return estate.change(before, edit, "undo", "event " + id, event.required("at"), reason, yes);
  }
}
