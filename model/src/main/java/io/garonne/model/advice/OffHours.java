package io.garonne.model.advice;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a family of equipment of a site used in a month while nobody was there, and what it always
 * draws. Months are put together from halves: what is somebody's own is known for 28 days only, and
 * what was said of a half then is carried on.
 *
 * @param site site
 * @param family family, by its label
 * @param month month, in the site's zone
 * @param provisional whether the month has not ended
 * @param halves the first, and the second once a day of it is over; empty where nothing may be said
 * @param avoidable what is above the best quartile of like sites
 * @param withheld why there are no halves; else null
 */
public record OffHours(
    String site,
    String family,
    YearMonth month,
    boolean provisional,
    List<Half> halves,
    Avoidable avoidable,
    @Nullable NoFigure withheld)
    implements Advice {

  /** What the keys of these records begin with. */
  public static final String KIND = "off-hours";

  public OffHours {
    halves = List.copyOf(halves);
    if (halves.isEmpty() == (withheld == null)) {
      throw new IllegalArgumentException("either halves or why there are none");
    }
  }

  /**
   * Half of a month.
   *
   * @param second whether it is the half from the 16th on
   * @param until the day after the last one that is in it
   * @param units metered units
   * @param personal whether any of them is somebody's own
   * @param personalLeftOut whether some of somebody's own are left out: fewer than five
   * @param energy millijoules booked
   * @param offHours millijoules of these while nobody was there
   * @param knownMillis milliseconds for which energy is known, summed over meters
   * @param expectedMillis milliseconds for which it should be, summed over meters
   * @param offUnitMillis milliseconds of off-hours for which energy is known, summed over units
   * @param basePower milliwatts that all of them together are above for 95 % of the quarter-hours
   * @param meanPower milliwatts that they draw together in the mean of the same quarter-hours
   * @param baseMillis milliseconds from its beginning to {@code until}; 0: base load is not known
   * @param offHoursCost what off-hours cost
   * @param baseCost what the base load costs
   */
  public record Half(
      boolean second,
      LocalDate until,
      int units,
      boolean personal,
      boolean personalLeftOut,
      long energy,
      long offHours,
      long knownMillis,
      long expectedMillis,
      long offUnitMillis,
      long basePower,
      long meanPower,
      long baseMillis,
      Cost offHoursCost,
      Cost baseCost) {
    public Half {
      if (knownMillis < 0 || expectedMillis < knownMillis || offUnitMillis < 0 || baseMillis < 0) {
        throw new IllegalArgumentException("no time");
      }
    }

    /** Millijoules of the base load. */
    long base() {
      return Math.round(basePower / 1000.0 * baseMillis);
    }
  }

  /** What could be saved, or why that cannot be said. */
  public sealed interface Avoidable {
    /**
     * Above the best quartile of like sites.
     *
     * @param energy millijoules, 0 or more
     * @param bestPower milliwatts of a unit in off-hours at the best quartile of sites
     * @param sites how many were compared, this one among them
     * @param cost what it costs
     */
    record Known(long energy, long bestPower, int sites, Cost cost) implements Avoidable {}

    /** Cannot be said. */
    record NotComputable(NoFigure why) implements Avoidable {}
  }

  @Override
  public String key() {
    return Keys.of(KIND, site, family, month.toString());
  }

  private long sum(ToLongFunction<Half> of) {
    return halves.stream().mapToLong(of).reduce(0, Math::addExact);
  }

  /** Millijoules booked. */
  public long energy() {
    return sum(Half::energy);
  }

  /** Millijoules of these while nobody was there. */
  public long offHours() {
    return sum(Half::offHours);
  }

  /** Share of the energy that was used in off-hours; null where there is none. */
  public @Nullable Double offHoursShare() {
    return energy() > 0 ? (double) offHours() / energy() : null;
  }

  /** Milliseconds of off-hours for which energy is known, summed over units. */
  public long offUnitMillis() {
    return sum(Half::offUnitMillis);
  }

  /** Share of the time for which energy is known, 0 to 1. */
  public double knownShare() {
    long expected = sum(Half::expectedMillis);
    return expected == 0 ? 0 : (double) sum(Half::knownMillis) / expected;
  }

  /** Most units metered in a half. */
  public int units() {
    return halves.stream().mapToInt(Half::units).max().orElse(0);
  }

  /** Whether units of somebody's own are left out. */
  public boolean personalLeftOut() {
    return halves.stream().anyMatch(Half::personalLeftOut);
  }

  /** Whether the base load of every half is known. */
  public boolean isBaseKnown() {
    return !halves.isEmpty() && halves.stream().allMatch(half -> half.baseMillis() > 0);
  }

  /** Millijoules of the base load in the days that are in it. */
  public long base() {
    return sum(Half::base);
  }

  /** Milliwatts of the base load, in the mean of the halves; 0 if it is not known. */
  public long basePower() {
    long millis = sum(Half::baseMillis);
    return millis == 0 ? 0 : Math.round(base() * 1000.0 / millis);
  }

  /** Share of what they draw that is base load; null where it is not known. */
  public @Nullable Double baseShare() {
    double drawn =
        halves.stream().mapToDouble(half -> (double) half.meanPower() * half.baseMillis()).sum();
    return isBaseKnown() && drawn > 0 ? base() * 1000.0 / drawn : null;
  }

  /** What off-hours cost. */
  public Cost offHoursCost() {
    return halves.stream()
        .map(Half::offHoursCost)
        .reduce(Cost::plus)
        .orElse(new Cost.Unknown(NoFigure.FEW_UNITS));
  }

  /** What the base load costs. */
  public Cost baseCost() {
    return halves.stream()
        .map(Half::baseCost)
        .reduce(Cost::plus)
        .orElse(new Cost.Unknown(NoFigure.FEW_UNITS));
  }

  /** The same with another avoidable part. */
  public OffHours with(Avoidable other) {
    return new OffHours(site, family, month, provisional, halves, other, withheld);
  }
}
