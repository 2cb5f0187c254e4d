package io.garonne.model.indicator;

/** An indicator, or why there is none. */
public sealed interface Result permits Comparison, Result.NotComputable {

  /**
   * It cannot be computed: this stands where the figure would.
   *
   * @param reason why
   * @param detail what is missing, such as a month
   */
  record NotComputable(Reason reason, String detail) implements Result {}

  /** Why something cannot be computed. */
  enum Reason {
    /** There is no baseline, and no twelve complete months that could stand in for it. */
    NO_BASELINE,
    /** Nothing has been measured, ever or in these months: what is gone is 0, and says nothing. */
    NOTHING_MEASURED,
    /** No month after the reference year has ended. */
    REFERENCE_NOT_OVER,
    /** Nothing was measured both in the reference year and now. */
    NOTHING_COMPARABLE,
    /** What was measured both in the reference year and now was adjusted to 0 or less. */
    REFERENCE_NOT_POSITIVE,
    /** The number of users of a month is not known, then or now. */
    NO_USERS,
    /** The number of users of a month is known and is 0, then or now. */
    NOBODY,
    /** Manufacturing was not supplied: of a year, or of an entity and family in one of the two. */
    NO_MANUFACTURING,
    /** A year's carbon factor is missing. */
    NO_FACTOR,
    /** No printer counted impressions, then or now. */
    NO_IMPRESSIONS,
    /** There are too few pairs of a month and the same a year before. */
    TOO_FEW_PAIRS,
    /** Degree days of a month are missing. */
    NO_DEGREE_DAYS,
    /** Degree days explain too little of the cooling. */
    FIT_TOO_WEAK,
    /** The calendar year is not over: manufacturing is known by year. */
    YEAR_NOT_OVER,
    /** The reference year is no calendar year: manufacturing is known by year. */
    REFERENCE_IN_TWO_YEARS,
    /** Nobody has said what is to be reached by when. */
    NO_TARGET
  }
}
