package io.garonne.model.tree;

/**
 * A metering point against the points below it, over quarter-hours in which it was booked whole.
 *
 * @param own millijoules it says
 * @param below millijoules the points below it say together
 * @param wrong millijoules by which both may be wrong, by the accuracy of their meters
 * @param unshaped millijoules that are only interpolated: they may belong to another quarter-hour
 * @param steps millijoules that the registers count at once, added up over the points
 */
public record Balance(long own, long below, long wrong, long unshaped, long steps) {

  /** Nothing compared yet. */
  public static final Balance ZERO = new Balance(0, 0, 0, 0, 0);

  /** Both together; a register's step is an error of the whole, however long. */
  public Balance plus(Balance other) {
    return new Balance(
        own + other.own,
        below + other.below,
        wrong + other.wrong,
        unshaped + other.unshaped,
        Math.max(steps, other.steps));
  }

  /** Whether the points below say more than the point itself, beyond what both can be wrong by. */
  public boolean isExcess() {
    return below - own > wrong + unshaped + 2 * steps;
  }
}
