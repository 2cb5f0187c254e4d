package io.garonne.model.tree;

import io.garonne.model.Attribution;
import java.util.List;

/**
 * Energy of a quarter-hour that counts for one thing.
 *
 * @param to what it counts for
 * @param measured millijoules whose shape is known
 * @param interpolated millijoules whose sum is known and whose shape is not
 * @param divisions which divisions it comes from: pieces with a division in common were measured
 *     together and are told apart by an estimate
 */
public record Piece(Attribution to, long measured, long interpolated, List<Integer> divisions) {

  public Piece {
    divisions = List.copyOf(divisions);
  }

  /** Millijoules. */
  public long energy() {
    return measured + interpolated;
  }
}
