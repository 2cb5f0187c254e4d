package io.garonne.model.inventory;

import io.garonne.model.calendar.CalendarLine;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Tables that describe no equipment; those of the target are {@link ProgrammeTables}.
 *
 * @param sites those that a line may name; empty: any
 * @param rooms of each site that an asset or a metering point stands in
 * @param problem is told what does not go together
 */
record OtherTables(
    Collection<String> sites,
    Map<String, Set<String>> rooms,
    BiConsumer<EstateLine, String> problem) {

  void check(Collection<EstateLine> lines) {
    for (EstateLine line : lines) {
      switch (line.table()) {
        case CALENDAR -> calendar(line);
        case TARIFFS -> {
          if (!line.required("site").equals("*")) {
            knownSite(line);
          }
        }
        case ACTIONS -> knownSite(line);
        case RETENTION -> retention(line);
        case FUELS -> {
          knownSite(line);
          fuelRoom(line);
        }
        default -> {}
      }
    }
  }

  private void knownSite(EstateLine line) {
    String site = line.required("site");
    if (!sites.isEmpty() && !sites.contains(site)) {
      problem.accept(line, "site \"" + site + "\" is not known");
    }
  }

  /** What is burnt for a room that nothing stands in would be in no sum, and nobody would see. */
  private void fuelRoom(EstateLine line) {
    String site = line.required("site");
    String room = line.cell("room");
    Set<String> known = rooms.getOrDefault(site, Set.of());
    if (room != null && !known.contains(room)) {
      problem.accept(
          line,
          "room \""
              + room
              + "\" is not known at site "
              + site
              + (known.isEmpty()
                  ? ": no asset or metering point there has a room"
                  : "; known: " + String.join(", ", known)));
    }
  }

  private void calendar(EstateLine line) {
    switch (CalendarLine.parse(line.cells())) {
      case CalendarLine.Parsed.Refused(List<String> why) ->
          why.forEach(one -> problem.accept(line, one));
      case CalendarLine.Parsed.Line(CalendarLine of) -> {
        if (of.target() instanceof CalendarLine.Target.Site) {
          knownSite(line);
        }
      }
    }
  }

  private void retention(EstateLine line) {
    String data = line.required("data");
    int longest = new BigDecimal(line.required("days")).compareTo(BigDecimal.valueOf(30));
    boolean mixed = data.equals("readings") || data.equals("dead-letters");
    if (mixed && longest > 0) {
      problem.accept(
          line,
          data
              + " of any device live 30 days at most, not "
              + line.cell("days")
              + ": they may be a personal device's");
    } else if (!mixed && line.required("personal").equals("1") && longest != 0) {
      problem.accept(line, "a personal device's totals live 30 days, not " + line.cell("days"));
    }
  }
}
