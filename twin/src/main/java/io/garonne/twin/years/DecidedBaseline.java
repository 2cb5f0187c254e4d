package io.garonne.twin.years;

import io.garonne.model.indicator.Baseline;
import io.garonne.model.indicator.Cell;
import io.garonne.model.inventory.Family;
import io.garonne.twin.Draw;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Lines as somebody would have decided them for the reference year: wrong by what they say. An
 * entity's family is wrong by the same share in all months, others independently of it.
 */
final class DecidedBaseline {
  /** Half-widths are so many standard deviations. */
  private static final double STANDARD = 1.96;

  private DecidedBaseline() {}

  static Baseline of(SortedMap<Cell, Long> truth, long seed) {
    Map<Cell, Baseline.Reference> lines = new HashMap<>();
    truth.forEach(
        (cell, energy) -> {
          if (cell.month().isBefore(Halves.FIRST.plusYears(1))) {
            double uncertainty = uncertainty(cell.family());
            long key = Draw.hash(seed, cell.entity() + "/" + cell.family());
            double wrong = uncertainty * Draw.of(key, -3).normal() / STANDARD;
            lines.put(cell, new Baseline.Reference(Math.round(energy * (1 + wrong)), uncertainty));
          }
        });
    return Baseline.of(Halves.FIRST, lines);
  }

  /** Server rooms have sub-meters; desks were modelled. */
  private static double uncertainty(String family) {
    return switch (Family.ofLabel(family)) {
      case SERVER_ROOM_IT, SERVER_ROOM_FACILITY -> 0.02;
      case NETWORK -> 0.03;
      case null, default -> 0.06;
    };
  }
}
