package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.Attribution;
import io.garonne.model.Scope;
import io.garonne.model.metering.SlotEnergy;
import io.garonne.model.tree.Pieces;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a page counter's quarter-hour adds to the rows it counts in. Divided among the parts of the
 * assignment by their weights, as energy is, in whole impressions that add up to the counter's. The
 * counter's time is not in it: that counts for each part, and once for what holds them all.
 */
final class Impressions {
  private Impressions() {}

  /** What changes by what it counts for. */
  static Map<Attribution, Sums> byAttribution(Assignment a, SlotEnergy before, SlotEnergy after) {
    Map<Attribution, Sums> change = new LinkedHashMap<>();
    pieces(a, after)
        .all()
        .forEach(piece -> change.merge(piece.to(), impressions(piece.energy()), Sums::plus));
    pieces(a, before)
        .all()
        .forEach(piece -> change.merge(piece.to(), impressions(-piece.energy()), Sums::plus));
    return change;
  }

  /** What changes by the scopes of several devices that it counts in. */
  static Map<Scope, Sums> byScope(Assignment a, SlotEnergy before, SlotEnergy after) {
    Map<Scope, Sums> change = new LinkedHashMap<>();
    pieces(a, after)
        .byScope()
        .forEach((scope, sum) -> change.put(scope, impressions(sum.measured())));
    pieces(a, before)
        .byScope()
        .forEach((scope, sum) -> change.merge(scope, impressions(-sum.measured()), Sums::plus));
    return change;
  }

  private static Pieces pieces(Assignment a, SlotEnergy slot) {
    return Pieces.of(a, slot.energy(), 0);
  }

  private static Sums impressions(long pages) {
    return Sums.ofPages(pages, 0);
  }
}
