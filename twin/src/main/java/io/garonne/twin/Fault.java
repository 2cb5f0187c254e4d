package io.garonne.twin;

import java.time.Duration;
import java.util.Locale;

/**
 * What can go wrong on request. Everything drawn is seeded; the true energy is known all the same.
 */
public enum Fault {
  /** A message is sent a second time, up to two seconds later. */
  DUPLICATES(Unit.SHARE, null, "share of messages sent twice"),
  /** A message arrives late; its own time is right. */
  LATE(Unit.SHARE, Duration.ofHours(2), "share of messages sent up to MAX late"),
  /** A message says that the register stands at 0, the next one that it does not. */
  ZEROS(Unit.SHARE, null, "share of messages with a stray register of 0"),
  /** A reading is taken later than its turn, by up to this share of the interval. */
  JITTER(Unit.SHARE, null, "readings are taken up to this share of the interval late"),
  /** The device says nothing, but goes on drawing power. */
  GAPS(Unit.PER_DAY, Duration.ofHours(1), "times per device and day silent for up to MAX"),
  /** The register starts again from 0 while the device goes on reporting. */
  RESETS(Unit.PER_DAY, null, "times per device and day the register starts again from 0"),
  /** The device's clock is wrong for up to two hours, then right again. */
  CLOCK_STEPS(
      Unit.PER_DAY, Duration.ofMinutes(15), "times per device and day the clock is off by MAX"),
  /** The device is away for up to three minutes and comes back with its register. */
  RESTARTS(Unit.PER_DAY, null, "times per device and day restarted, register kept"),
  /** The device is away for up to three minutes and comes back with a register of 0. */
  COLD_RESTARTS(Unit.PER_DAY, null, "times per device and day restarted, register lost"),
  /**
   * Nothing on the site draws or reports; every fifth device has lost its register afterwards. The
   * only fault that changes the true energy.
   */
  POWER_CUTS(Unit.PER_DAY, Duration.ofHours(2), "times per site and day without current"),
  /** The device holds its messages back, then sends them all at once. */
  BURSTS(Unit.PER_DAY, Duration.ofMinutes(15), "times per device and day held back up to MAX");

  /** What a fault's rate counts. */
  public enum Unit {
    /** From 0 to 1. */
    SHARE,
    /** Mean number per local day, from 0 to 100. */
    PER_DAY
  }

  private final Unit unit;
  private final Duration longest;
  private final String meaning;

  Fault(Unit unit, @org.jspecify.annotations.Nullable Duration longest, String meaning) {
    this.unit = unit;
    this.longest = longest == null ? Duration.ZERO : longest;
    this.meaning = meaning;
  }

  /** As written in a specification: {@code clock-steps}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Unit unit() {
    return unit;
  }

  /** Greatest length or size if none is asked for; zero where a fault has none. */
  public Duration longest() {
    return longest;
  }

  /** One line for a person. */
  public String meaning() {
    return meaning;
  }
}
