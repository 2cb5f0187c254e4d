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

  /** Why an indicator cannot be computed. */
  enum Reason {
    /** There is no baseline. */
    NO_BASELINE,
    /** Nothing was measured both in the reference year and now. */
    NOTHING_COMPARABLE,
    /** The number of users of a month is missing, then or now. */
    NO_USERS
  }
}
