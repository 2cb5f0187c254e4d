package io.garonne.model;

import java.util.List;

/**
 * Where a metering point stands in a tree of meters.
 *
 * @param above the points above it, the nearest first; empty at the top
 * @param hasChildren whether a point below it has it as its parent
 * @param accuracyPpm how wrong the meter may be, in millionths of what it says; 0 or more
 * @param withPersonal whether any point of its tree belongs to one person's desk: what the tree
 *     remembers lives as short as that point's own data
 */
public record TreePlace(
    List<PointRef> above, boolean hasChildren, int accuracyPpm, boolean withPersonal) {

  /** A point with nothing above or below it. */
  public static final TreePlace ALONE = new TreePlace(List.of(), false, 0, false);

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

  /** The same point in a tree with a personal point. */
  public TreePlace asWithPersonal() {
    return new TreePlace(above, hasChildren, accuracyPpm, true);
  }

  /** Whether a tree makes the same of it under both. */
  boolean countsLike(TreePlace other) {
    return above.equals(other.above)
        && hasChildren == other.hasChildren
        && accuracyPpm == other.accuracyPpm;
  }
}
