package io.garonne.twin.years;

import io.garonne.model.PageKinds;
import io.garonne.model.indicator.CellTotal;
import java.util.HashSet;
import java.util.Set;

/** What meters said in a month of an entity and family. */
final class MeteredMonth {
  private final Set<String> units = new HashSet<>();
  private long energy;
  private long millis;
  private long expected;

  void add(String unit, long energy, long known, long there) {
    units.add(unit);
    this.energy += energy;
    millis += known;
    expected += there;
  }

  CellTotal total() {
    return new CellTotal(
        energy,
        energy,
        null,
        0,
        PageKinds.NONE,
        millis,
        millis,
        expected,
        units.size(),
        units.size(),
        true,
        0);
  }
}
