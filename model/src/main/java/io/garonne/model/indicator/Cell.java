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
    // By month first: a month's cells lie together.
    int byMonth = month.compareTo(other.month);
    int byEntity = entity.compareTo(other.entity);
    return byMonth != 0 ? byMonth : byEntity != 0 ? byEntity : family.compareTo(other.family);
  }
}
