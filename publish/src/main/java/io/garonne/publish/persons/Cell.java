package io.garonne.publish.persons;

import io.garonne.model.Scope;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What sums are made of: a class of equipment at a site, of an entity. Smaller sums never leave.
 *
 * @param entity whose
 * @param site where
 * @param equipmentClass what
 */
public record Cell(String entity, String site, String equipmentClass) implements Comparable<Cell> {
  private static final Comparator<Cell> ORDER =
      Comparator.comparing(Cell::entity)
          .thenComparing(Cell::site)
          .thenComparing(Cell::equipmentClass);

  /** The cell that a scope is, or null: it is another shape. */
  public static @Nullable Cell of(Scope scope) {
    String entity = scope.entity();
    String site = scope.site();
    String equipmentClass = scope.equipmentClass();
    return entity == null || site == null || equipmentClass == null || scope.device() != null
        ? null
        : new Cell(entity, site, equipmentClass);
  }

  @Override
  public int compareTo(Cell other) {
    return ORDER.compare(this, other);
  }
}
