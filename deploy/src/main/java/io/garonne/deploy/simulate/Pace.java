package io.garonne.deploy.simulate;

/**
 * When a message of the twin's time is due by the wall clock. Both in milliseconds since 1970 UTC.
 *
 * @param twinStart a time of the twin
 * @param wallStart when it is by the wall clock
 * @param speed how much faster the twin's time goes, above 0; infinite: everything is due at once
 */
public record Pace(long twinStart, long wallStart, double speed) {
  /** As fast as it goes. */
  public static final Pace MAX = new Pace(0, 0, Double.POSITIVE_INFINITY);

  /** The twin's time is the wall clock's. */
  public static final Pace LIVE = new Pace(0, 0, 1);

  public Pace {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("speed must be above 0");
    }
  }

  /** When a message of this time is due; {@link Long#MIN_VALUE} if at once. */
  public long due(long at) {
    if (Double.isInfinite(speed)) {
      return Long.MIN_VALUE;
    }
    return speed == 1 ? at - twinStart + wallStart : wallStart + (long) ((at - twinStart) / speed);
  }
}
