package io.garonne.model.schedule;

/**
 * What is decided and not measured.
 *
 * @param tolerated share of used quarter-hours in which the printer may be off, 0 to 1
 * @param leastWeeks calendar weeks of a kind of day that have to be seen
 * @param worthwhile millijoules a year below which nothing is proposed
 * @param offPower milliwatts of a printer that was never seen off
 * @param offMost milliwatts that it draws at the most then
 * @param wakeLow millijoules of a switch-on at the least, where none was seen
 * @param wake millijoules of a switch-on
 * @param wakeHigh millijoules of a switch-on at the most
 * @param littleUse share of the opening hours' quarter-hours below which a printer has little use
 * @param sharedUse share of them up to which one printer may be used by all of a room
 * @param farBelow share of its class's median pages a month below which a printer is too large
 */
public record ScheduleSettings(
    double tolerated,
    int leastWeeks,
    long worthwhile,
    long offPower,
    long offMost,
    long wakeLow,
    long wake,
    long wakeHigh,
    double littleUse,
    double sharedUse,
    double farBelow) {

  /**
   * Two in a hundred, four weeks, 5 kWh a year. Off is 0.3 W, from none (a time switch before it)
   * to 0.5 W: what Commission Regulation (EU) 2023/826, annex II, allows from May 2027 on and until
   * then. A switch-on is 5 Wh, from 2 to 10: half a minute of heating at 600 W.
   */
  public static final ScheduleSettings DEFAULT =
      new ScheduleSettings(
          0.02, 4, 18_000_000_000L, 300, 500, 7_200_000L, 18_000_000L, 36_000_000L, 0.1, 0.2, 0.25);

  public ScheduleSettings {
    if (!(tolerated >= 0 && tolerated < 1)) {
      throw new IllegalArgumentException("the tolerated share is from 0 to below 1");
    }
    if (leastWeeks < 1 || worthwhile < 0 || offPower < 0 || offMost < offPower) {
      throw new IllegalArgumentException("settings below what makes sense");
    }
    if (wakeLow < 0 || wakeLow > wake || wake > wakeHigh) {
      throw new IllegalArgumentException("energies of a switch-on are not in order");
    }
    if (!(littleUse > 0 && sharedUse > 0 && farBelow > 0)) {
      throw new IllegalArgumentException("shares of use are above 0");
    }
  }

  /** The same with another tolerated share. */
  public ScheduleSettings withTolerated(double share) {
    return new ScheduleSettings(
        share,
        leastWeeks,
        worthwhile,
        offPower,
        offMost,
        wakeLow,
        wake,
        wakeHigh,
        littleUse,
        sharedUse,
        farBelow);
  }
}
