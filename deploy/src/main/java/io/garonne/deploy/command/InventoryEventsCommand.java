package io.garonne.deploy.command;

import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.util.Comparator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what people did to the estate. */
@Command(name = "events", description = "Lists what people did to the estate, the newest last.")
public final class InventoryEventsCommand implements Callable<Integer> {
  @Mixin private EstateOptions estate = new EstateOptions();

  @Override
  public Integer call() {
    estate.estate().lines(EstateTable.EVENTS).stream()
        .sorted(Comparator.comparing(line -> line.required("id")))
        .forEach(InventoryEventsCommand::print);
    return 0;
  }

  private static void print(EstateLine event) {
    System.out.println(
        String.join(
            "  ",
            event.required("id"),
            event.required("kind"),
            event.required("at"),
            event.cells().getOrDefault("what", ""),
            "by " + event.cells().getOrDefault("author", "unknown"),
            event.cells().getOrDefault("reason", "")));
  }
}
