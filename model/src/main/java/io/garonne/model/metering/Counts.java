package io.garonne.model.metering;

/**
 * How often a register did what a register should not. Deltas may be negative: what looked like a
 * reset can turn out to be a glitch.
 *
 * @param resets registers that started again from 0 (M6)
 * @param glitches segments that were voided, or overtaken before a second reading confirmed them
 * @param discontinuities any other opening of a counting segment (M7)
 */
public record Counts(long resets, long glitches, long discontinuities) {
  /** Nothing happened. */
  public static final Counts ZERO = new Counts(0, 0, 0);

  public Counts plus(Counts other) {
    return new Counts(
        resets + other.resets, glitches + other.glitches, discontinuities + other.discontinuities);
  }

  public Counts minus(Counts other) {
    return new Counts(
        resets - other.resets, glitches - other.glitches, discontinuities - other.discontinuities);
  }
}
