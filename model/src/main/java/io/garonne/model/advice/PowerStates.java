package io.garonne.model.advice;

import org.jspecify.annotations.Nullable;

/**
 * In which states a printer was, as its power tells; never that it printed.
 *
 * @param off milliwatts when it is off, or null: never seen
 * @param sleep milliwatts when it sleeps, or null: it never sleeps
 * @param awake milliwatts when it is awake and does nothing, or null: never seen by itself
 * @param offMillis milliseconds off
 * @param sleepMillis milliseconds asleep
 * @param awakeMillis milliseconds awake, also at work
 * @param idleEnergy millijoules that it drew for being off, asleep or awake
 * @param activeEnergy millijoules beyond: heating and work
 */
public record PowerStates(
    @Nullable Long off,
    @Nullable Long sleep,
    @Nullable Long awake,
    long offMillis,
    long sleepMillis,
    long awakeMillis,
    long idleEnergy,
    long activeEnergy) {

  /** Whether it is never seen asleep. */
  public boolean neverSleeps() {
    return sleep == null;
  }

  /** Millijoules altogether. */
  public long energy() {
    return Math.addExact(idleEnergy, activeEnergy);
  }
}
