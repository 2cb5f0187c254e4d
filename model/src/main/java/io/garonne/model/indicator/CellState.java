package io.garonne.model.indicator;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a cell.
 *
 * @param estimate its energy
 * @param units units in service at any time in the month, by the inventory
 * @param metered how many of them a meter saw
 * @param accuracy millijoules that meters may be wrong by, all in one direction
 * @param high millijoules: measured, plus metered units' unknown time at the 95th percentile of
 *     their power
 * @param pages impressions, or null: no printer counted any
 * @param knownShare share of the metered units' time whose energy is known, 0 to 1
 * @param publishable whether it may be published
 * @param revision publications of its total since that is final
 */
public record CellState(
    Estimate estimate,
    int units,
    int metered,
    long accuracy,
    long high,
    @Nullable Long pages,
    double knownShare,
    Publishable publishable,
    int revision) {

  /** The same with another estimate. */
  CellState with(Estimate other) {
    return new CellState(
        other, units, metered, accuracy, high, pages, knownShare, publishable, revision);
  }
}
