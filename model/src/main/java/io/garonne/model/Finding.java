package io.garonne.model;

import org.jspecify.annotations.Nullable;

/**
 * Something a person should look at.
 *
 * @param kind what happened
 * @param device the device, or null
 * @param channel the channel, or null
 * @param at event time, milliseconds since 1970 UTC
 * @param detail one line for a person, in English
 * @param value the value that was refused, in milliwatts, or null: it is not about one
 * @param limit what it was held against, in milliwatts, or null
 */
public record Finding(
    Kind kind,
    @Nullable String device,
    @Nullable String channel,
    long at,
    String detail,
    @Nullable Long value,
    @Nullable Long limit) {

  /** A finding that is not about a value. */
  public Finding(
      Kind kind, @Nullable String device, @Nullable String channel, long at, String detail) {
    this(kind, device, channel, at, detail, null, null);
  }

  /** Kinds of alert. */
  public enum Kind {
    /** M7: a register jumped; nothing was booked over the jump. */
    DISCONTINUITY,
    /** M6: a register restarted. */
    RESET,
    /** M2: power but no register reading for longer than the greatest gap. */
    REGISTER_MISSING,
    /** Power above the default rating. */
    POWER_ABOVE_RATING,
    /** M1: a power that cannot be; it is kept with its reading and counts in nothing. */
    IMPLAUSIBLE,
    /** M11: a reading beyond the horizon. */
    TOO_LATE,
    /** The meters below a meter say more than it does, beyond what they can be wrong by. */
    TREE_EXCESS,
    /** Energy that came too late for its tree of meters, and counts in no group. */
    TREE_TOO_OLD,
    /** A printer that counts impressions has a declared duplex rate, which is not used. */
    DUPLEX_RATE_UNUSED,
    /** A device nobody has described. */
    UNKNOWN_DEVICE,
    /** A ledger equation does not hold. */
    LEDGER_MISMATCH
  }
}
