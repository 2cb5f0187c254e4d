package io.garonne.publish.persons;

import io.garonne.model.Scope;
import io.garonne.model.Total;

/**
 * A row of totals that may leave.
 *
 * @param total its figures
 * @param withoutGrouped whether they are without cells of its place that leave only together with
 *     others, or not at all: the same for all its periods of a year, but for what still grows and
 *     is of few persons so far
 */
public record VisibleRow(Total total, boolean withoutGrouped) {
  /** In the place of names: the sum of what leaves only together. */
  public static final String GROUPED = "_grouped";

  /** Whether it is the sum of what leaves only together. */
  public boolean isGrouped() {
    return isGrouped(total.scope());
  }

  /** Whether a scope is that of such a sum. */
  public static boolean isGrouped(Scope scope) {
    return GROUPED.equals(scope.entity())
        || GROUPED.equals(scope.equipmentClass())
        || GROUPED.equals(scope.family());
  }
}
