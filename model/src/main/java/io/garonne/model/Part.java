package io.garonne.model;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the things that the energy of a channel counts for.
 *
 * @param asset the piece of equipment, or null if nobody named it
 * @param entity commune or service; the site's own name before entities exist
 * @param equipmentClass equipment class
 * @param family family of the class
 * @param weight its share among the parts of the channel, greater than 0
 */
public record Part(
    @Nullable String asset, String entity, String equipmentClass, String family, long weight) {

  /** Family of classes that nobody has put into one. */
  public static final String OTHER_FAMILY = "other";

  public Part {
    if (weight <= 0) {
      throw new IllegalArgumentException("weight must be above 0");
    }
  }

  /** Whether both count in the same rows of several devices. */
  public boolean countsLike(Part other) {
    return entity.equals(other.entity)
        && equipmentClass.equals(other.equipmentClass)
        && family.equals(other.family);
  }

  /** In a fixed order: equal lists, equal attribution. */
  static List<Part> sorted(List<Part> parts) {
    return parts.stream()
        .sorted(
            Comparator.comparing((Part p) -> p.asset == null ? "" : p.asset)
                .thenComparing(Part::entity)
                .thenComparing(Part::equipmentClass)
                .thenComparing(Part::family)
                .thenComparingLong(Part::weight))
        .toList();
  }
}
