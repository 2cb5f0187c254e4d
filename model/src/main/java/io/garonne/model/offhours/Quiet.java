package io.garonne.model.offhours;

import io.garonne.model.Scope;
import io.garonne.model.load.DayCurve;
import io.garonne.model.load.LoadHistory;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * What one meter says of whether somebody used what is behind it.
 *
 * @param scope what it measured
 * @param personal whether that is somebody's own
 * @param from first day that was looked at
 * @param until the day after the last one
 * @param isMetered whether any energy is known in these days
 * @param knownShare share of their time that is known, 0 to 1
 * @param pagesShare share of their quarter-hours in which a page counter was read
 * @param hasPrinted whether anything was printed
 * @param isQuiet whether no quarter-hour was above the floor beyond noise
 * @param power milliwatts in the mean
 */
record Quiet(
    Scope scope,
    boolean personal,
    LocalDate from,
    LocalDate until,
    boolean isMetered,
    double knownShare,
    double pagesShare,
    boolean hasPrinted,
    boolean isQuiet,
    long power) {
  /** Share of the time that must be known of it. */
  private static final double ENOUGH_KNOWN = 0.9;

  /** The lowest share of quarter-hours that the floor is below of. */
  private static final double FLOOR_QUANTILE = 0.05;

  /** Milliwatts that many plugs are wrong by: they report in steps of 2 W. */
  private static final long NOISE = 3_000;

  /** Share of the floor that equipment at rest varies by. */
  private static final double NOISE_SHARE = 0.1;

  /** Looks at the days from one to before another. */
  static Quiet of(LoadHistory history, LocalDate from, LocalDate until) {
    long energy = 0;
    long booked = 0;
    long length = 0;
    long quarters = 0;
    long read = 0;
    boolean printed = false;
    long highest = Long.MIN_VALUE;
    long[] powers = new long[Math.toIntExact(from.until(until, ChronoUnit.DAYS)) * 100];
    int n = 0;
    for (LocalDate day = from; day.isBefore(until); day = day.plusDays(1)) {
      DayCurve curve = history.days().getOrDefault(day, DayCurve.unknown(day, history.zone()));
      length += curve.quarters() * DayCurve.QUARTER;
      quarters += curve.quarters();
      for (int quarter = 0; quarter < curve.quarters(); quarter++) {
        energy += curve.energy(quarter);
        booked += curve.booked(quarter);
        read += curve.pages(quarter) >= 0 ? 1 : 0;
        printed |= curve.pages(quarter) > 0;
        if (curve.isKnown(quarter)) {
          powers[n++] = curve.power(quarter);
          highest = Math.max(highest, curve.power(quarter));
        }
      }
    }
    long floor = n == 0 ? 0 : HalfCurve.quantile(Arrays.copyOf(powers, n), FLOOR_QUANTILE);
    return new Quiet(
        history.scope(),
        history.personal(),
        from,
        until,
        booked > 0,
        (double) booked / length,
        (double) read / quarters,
        printed,
        n > 0 && highest <= floor + Math.max(NOISE, Math.round(floor * NOISE_SHARE)),
        booked == 0 ? 0 : Math.round(energy * 1000.0 / booked));
  }

  /** Whether enough is known of it. */
  boolean isJudged() {
    return knownShare >= ENOUGH_KNOWN;
  }

  /** Whether its impressions were counted nearly all the time. */
  boolean isCounted() {
    return pagesShare >= ENOUGH_KNOWN;
  }
}
