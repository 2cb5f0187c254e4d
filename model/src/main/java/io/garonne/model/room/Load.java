package io.garonne.model.room;

/** How much flows through a metering point or one phase of it, or why that is not known. */
public sealed interface Load {

  /** How a load in amperes came about. */
  enum Basis {
    /** The meter said it: watts for a rating, amperes for a breaker. */
    MEASURED,
    /** Amperes: its power by the voltage it said, at power factor 1: the least there can be. */
    MEASURED_VOLTAGE,
    /** Amperes: its power by the nominal voltage, at power factor 1. */
    NOMINAL_VOLTAGE
  }

  /** Why a load, an imbalance or a headroom is not known; never 0. */
  enum Reason {
    /** Nothing has been said, or the meter has fallen silent. */
    SILENT,
    /** What was said last is older than its interval allows. */
    TOO_OLD,
    /** The meter says neither power nor current. */
    NO_POWER,
    /** Not every phase has a channel of its own that says something. */
    NO_PHASES,
    /** Neither rating nor breaker is stated. */
    NO_LIMIT,
    /** The two feeds have no kind of limit in common, or not the same number of phases. */
    LIMITS_DIFFER,
    /** The group has one feed only. */
    ONE_FEED,
    /** Several points are the same feed of one group: nobody knows which carries what. */
    SEVERAL_FEEDS,
    /** Nothing flows: there is nothing to be unequal. */
    NOTHING_FLOWS
  }

  /**
   * Known.
   *
   * @param value milliwatts against a rating, milliamperes against a breaker; 0 or more
   * @param at when the oldest value in it was said, milliseconds since 1970 UTC
   * @param basis how it came about
   */
  record Known(long value, long at, Basis basis) implements Load {}

  /**
   * Not known.
   *
   * @param reason why
   */
  record Unknown(Reason reason) implements Load {}
}
