package io.garonne.model.advice;

import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a data centre takes in by what its IT equipment takes in, over whole months.
 *
 * @param site site
 * @param room room, or null: the whole site
 * @param first first month
 * @param last last month
 * @param name what the ratio may be called
 * @param value the figures, or null
 * @param why why there are none, or null
 */
public record PowerUsage(
    String site,
    @Nullable String room,
    YearMonth first,
    YearMonth last,
    Name name,
    @Nullable Value value,
    @Nullable Why why)
    implements Advice {

  /** What a ratio may be called: PUE is a figure of a year (EN 50600-4-2, ISO/IEC 30134-2). */
  public enum Name {
    /** Of twelve full months, at the data centre's boundary. */
    PUE,
    /** At the boundary, of anything else than twelve full months. */
    INTERIM_RATIO,
    /** Of twelve full months, of declared parts: a room within a building. */
    PARTIAL_PUE,
    /** Of declared parts, of anything else than twelve full months. */
    INTERIM_PARTIAL_RATIO
  }

  /** Why there is no ratio. */
  public enum Why {
    /** No metering point has a role of IT equipment. */
    NO_IT_METER,
    /** Neither the total nor any part of the infrastructure has a metering point. */
    NO_TOTAL_AND_NO_PARTS,
    /** Channels of a device with other roles count for the same: give them classes of their own. */
    NOT_SEPARATE,
    /** The meters said nothing in these months. */
    NOTHING_MEASURED,
    /** The IT equipment drew nothing. */
    NO_IT_ENERGY
  }

  /**
   * Figures.
   *
   * @param dc E_DC as metered, millijoules
   * @param it E_IT as metered, millijoules
   * @param ratio E_DC by E_IT, gaps of a meter filled with its mean of the same month; null: a
   *     meter said nothing for a month, and only the interval is known
   * @param low the ratio is at least this, 1 or more
   * @param high the ratio is at most this; null: a meter without a stated rating has gaps
   * @param category 1, 2 or 3: where the IT meters stand; the lowest of them
   * @param fullMonths months that are final and known as far as {@link #FULL_PPM}
   * @param knownPpm share of the meters' time for which the energy is known, in millionths
   * @param generator millijoules that generators gave, by a meter at their output; part of E_DC
   * @param fuel millijoules of fuel that was burnt; part of E_DC only where no generator has a
   *     meter
   * @param parts roles that E_DC is made of
   * @param absent roles of infrastructure that have no meter of their own
   */
  public record Value(
      long dc,
      long it,
      @Nullable Double ratio,
      double low,
      @Nullable Double high,
      int category,
      int fullMonths,
      int knownPpm,
      long generator,
      long fuel,
      List<String> parts,
      List<String> absent) {

    /** Known share of its time above which a final month is full: 99 %, in millionths. */
    public static final int FULL_PPM = 990_000;

    public Value {
      parts = List.copyOf(parts);
      absent = List.copyOf(absent);
    }
  }

  public PowerUsage {
    if ((value == null) == (why == null)) {
      throw new IllegalArgumentException("figures, or why there are none");
    }
    if (first.isAfter(last)) {
      throw new IllegalArgumentException("the first month is after the last");
    }
    boolean whole = name == Name.PUE || name == Name.PARTIAL_PUE;
    if (whole && (value == null || value.fullMonths != 12 || !first.plusMonths(11).equals(last))) {
      throw new IllegalArgumentException("only twelve full months are called PUE");
    }
  }

  /** A bar within a name is written behind a backslash. */
  @Override
  public String key() {
    return "pue|" + Keys.of(site) + "|" + Keys.of(room) + "|" + first + "|" + last;
  }
}
