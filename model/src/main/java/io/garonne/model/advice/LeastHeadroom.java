package io.garonne.model.advice;

import java.time.YearMonth;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The quarter-hour of a month in which the least was left before one of two feeds could not have
 * carried the load of both: limit − load A − load B.
 *
 * @param site site
 * @param group redundancy group
 * @param phase {@code L1}, {@code L2} or {@code L3}, or null: the whole, or the only one
 * @param unit {@code mW} against ratings, {@code mA} against breakers
 * @param month month of the site's calendar
 * @param limit what one feed may carry, in the unit
 * @param loadA what feed A carried in the mean of that quarter-hour, in the unit
 * @param loadB what feed B carried
 * @param at its start, milliseconds since 1970 UTC
 * @param atLeast whether the loads are the least that they can have been: amperes from power at 230
 *     V and power factor 1, of three phases as if they were loaded alike
 * @param knownPpm share of the month's quarter-hours so far in which both feeds were known, in
 *     millionths
 */
public record LeastHeadroom(
    String site,
    String group,
    @Nullable String phase,
    String unit,
    YearMonth month,
    long limit,
    long loadA,
    long loadB,
    long at,
    boolean atLeast,
    int knownPpm)
    implements Advice {
  private static final Set<String> UNITS = Set.of("mW", "mA");

  public LeastHeadroom {
    if (!UNITS.contains(unit) || limit <= 0 || loadA < 0 || loadB < 0) {
      throw new IllegalArgumentException("a headroom without unit, limit or load");
    }
  }

  /** What was left; below 0: one feed could not have carried both. */
  public long left() {
    long both = loadA + loadB;
    return limit - (both < 0 ? Long.MAX_VALUE : both);
  }

  @Override
  public String key() {
    return Keys.of("headroom", site, group, phase, unit, month.toString());
  }
}
