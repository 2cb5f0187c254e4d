package io.garonne.twin;

/**
 * Numbers that look drawn by lot and are the same on every machine for the same keys (SplitMix64).
 * Not for several threads.
 */
public final class Draw {
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private long state;

  private Draw(long state) {
    this.state = state;
  }

  /** A sequence of its own for these keys. */
  public static Draw of(long seed, long key) {
    return new Draw(hash(seed, key));
  }

  /** A sequence of its own for these keys. */
  public static Draw of(long seed, long key, long secondKey) {
    return new Draw(hash(hash(seed, key), secondKey));
  }

  /** A number that depends on both keys and shows neither. */
  public static long hash(long seed, long key) {
    return mix(seed * STEP + mix(key + STEP));
  }

  /** A number that depends on the text and the seed. */
  public static long hash(long seed, String text) {
    long hash = seed;
    for (int i = 0; i < text.length(); i++) {
      hash = hash(hash, text.charAt(i));
    }
    return hash;
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  long next() {
    state += STEP;
    return mix(state);
  }

  /** From 0 (inclusive) to 1 (exclusive). */
  public double uniform() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /** A whole number from {@code low} to {@code high}, both inclusive. */
  long between(long low, long high) {
    return low + (long) (uniform() * (high - low + 1));
  }

  /** As {@link #between}, most often in the middle. */
  int around(int low, int high) {
    return (int) ((between(low, high) + between(low, high) + between(low, high)) / 3);
  }

  public boolean chance(double probability) {
    return uniform() < probability;
  }

  /** A whole number whose mean is {@code rate}: one of the two next to it. */
  int count(double rate) {
    int floor = (int) rate;
    return floor + (chance(rate - floor) ? 1 : 0);
  }

  /** From the normal distribution with mean 0 and standard deviation 1 (Box and Muller). */
  public double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * Math.PI * uniform());
  }
}
