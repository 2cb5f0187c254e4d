package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.Attribution;
import io.garonne.model.Scope;
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
  static Map<Attribution, Sums> byAttribution(Assignment a, PageSlot before, PageSlot after) {
    Map<Attribution, Sums> change = new LinkedHashMap<>();
    long rate = a.profile().sheetRate();
    pieces(a, after)
        .all()
        .forEach(piece -> change.merge(piece.to(), after.sums(piece.energy(), rate), Sums::plus));
    pieces(a, before)
        .all()
        .forEach(piece -> change.merge(piece.to(), before.sums(-piece.energy(), rate), Sums::plus));
    return change;
  }

  /** What changes by the scopes of several devices that it counts in. */
  static Map<Scope, Sums> byScope(Assignment a, PageSlot before, PageSlot after) {
    Map<Scope, Sums> change = new LinkedHashMap<>();
    long rate = a.profile().sheetRate();
    pieces(a, after)
        .byScope()
        .forEach((scope, sum) -> change.put(scope, after.sums(sum.measured(), rate)));
    pieces(a, before)
        .byScope()
        .forEach(
            (scope, sum) -> change.merge(scope, before.sums(-sum.measured(), rate), Sums::plus));
    return change;
  }

  private static Pieces pieces(Assignment a, PageSlot page) {
    return Pieces.of(a, page.slot().energy(), 0);
  }
}
