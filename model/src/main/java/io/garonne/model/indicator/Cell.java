package io.garonne.model.indicator;

import java.time.YearMonth;

/**
 * What is compared: one entity's equipment of one family, in one month.
 *
 * @param entity entity
 * @param family family, by its label
 * @param month month
 */
public record Cell(String entity, String family, YearMonth month) implements Comparable<Cell> {

  /** The same in another month. */
  public Cell in(YearMonth other) {
    return new Cell(entity, family, other);
  }

  @Override
  public int compareTo(Cell other) {
    int byEntity = entity.compareTo(other.entity);
    int byFamily = family.compareTo(other.family);
    return byEntity != 0 ? byEntity : byFamily != 0 ? byFamily : month.compareTo(other.month);
  }
}
