package io.garonne.model;

import java.util.List;

/**
 * Where a metering point stands in a tree of meters.
 *
 * @param above the points above it, the nearest first; empty at the top
 * @param hasChildren whether a point below it has it as its parent
 * @param accuracyPpm how wrong the meter may be, in millionths of what it says; 0 or more
 */
public record TreePlace(List<PointRef> above, boolean hasChildren, int accuracyPpm) {

  /** A point with nothing above or below it. */
  public static final TreePlace ALONE = new TreePlace(List.of(), false, 0);

  public TreePlace {
    above = List.copyOf(above);
    if (accuracyPpm < 0) {
      throw new IllegalArgumentException("accuracy below 0");
    }
  }

  /** Whether it is in a tree at all. */
  public boolean isInTree() {
    return hasChildren || !above.isEmpty();
  }

  /** The top of its tree. */
  public PointRef root(PointRef self) {
    return above.isEmpty() ? self : above.get(above.size() - 1);
  }
}
