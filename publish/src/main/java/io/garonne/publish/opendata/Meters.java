package io.garonne.publish.opendata;

import io.garonne.model.Total;

/**
 * What meters say of a cell in one month; sums of it add up.
 *
 * @param measured millijoules whose shape is known
 * @param interpolated millijoules whose sum is known
 * @param estimated millijoules beside them, in no sum
 * @param allocated millijoules of the energy whose division is an estimate
 * @param coveredMillis milliseconds whose course is known, summed over channels
 * @param registeredMillis milliseconds whose energy a register knows
 * @param expectedMillis milliseconds that should be
 * @param pages impressions
 * @param hasEnergy whether any device was measured; else the energies are no data
 * @param hasPages whether any page counter was read; else the pages are no data
 * @param revision the greatest of its totals
 */
record Meters(
    long measured,
    long interpolated,
    long estimated,
    long allocated,
    long coveredMillis,
    long registeredMillis,
    long expectedMillis,
    long pages,
    boolean hasEnergy,
    boolean hasPages,
    int revision) {
  static final Meters NONE = new Meters(0, 0, 0, 0, 0, 0, 0, 0, false, false, 0);

  static Meters of(Total total) {
    return new Meters(
        total.measured(),
        total.interpolated(),
        total.estimated(),
        total.allocated(),
        total.coveredMillis(),
        total.registeredMillis(),
        total.expectedMillis(),
        total.pages(),
        total.devices() > 0,
        total.hasPages(),
        total.revision());
  }

  /** Millijoules. */
  long energy() {
    return measured + interpolated;
  }

  /** Whether there is anything to publish. */
  boolean isKnown() {
    return hasEnergy || hasPages;
  }

  Meters plus(Meters other) {
    return new Meters(
        Math.addExact(measured, other.measured),
        Math.addExact(interpolated, other.interpolated),
        Math.addExact(estimated, other.estimated),
        Math.addExact(allocated, other.allocated),
        coveredMillis + other.coveredMillis,
        registeredMillis + other.registeredMillis,
        expectedMillis + other.expectedMillis,
        Math.addExact(pages, other.pages),
        hasEnergy || other.hasEnergy,
        hasPages || other.hasPages,
        Math.max(revision, other.revision));
  }

  Meters withoutPages() {
    return new Meters(
        measured,
        interpolated,
        estimated,
        allocated,
        coveredMillis,
        registeredMillis,
        expectedMillis,
        0,
        hasEnergy,
        false,
        revision);
  }
}
