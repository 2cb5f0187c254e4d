package io.garonne.model.indicator;

import io.garonne.model.PageKinds;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a cell.
 *
 * @param estimate its energy
 * @param units units in service at any time in the month, by the inventory
 * @param metered how many of them a meter saw
 * @param accuracy millijoules of the energy that meters may be wrong by, all in one direction; what
 *     is extrapolated from them is wrong with them
 * @param high millijoules: measured, plus metered units' unknown time at the 95th percentile of
 *     their power
 * @param pages impressions that printers counted, or null: none has a counter; 0 where all printers
 *     are gone
 * @param pageCounters how many of the units these are of; 0 if that is not known, and then they
 *     count as those of all
 * @param pageKinds what is known of the pages beside their number
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
    int pageCounters,
    PageKinds pageKinds,
    double knownShare,
    Publishable publishable,
    int revision) {

  /** Whether it is 0 because nothing is left of it: neither a meter nor a counter said so. */
  boolean isGone() {
    return estimate instanceof Estimate.Known && units == 0 && metered == 0 && pageCounters == 0;
  }

  /** The same with another estimate. */
  CellState with(Estimate other) {
    return new CellState(
        other,
        units,
        metered,
        accuracy,
        high,
        pages,
        pageCounters,
        pageKinds,
        knownShare,
        publishable,
        revision);
  }

  /**
   * Impressions of every unit: those without a counter print as many as those with one. How units
   * differ is not known.
   *
   * @return impressions in place of millijoules, or null: no printer counted any
   */
  public Estimate.@Nullable Known impressions() {
    if (pages == null) {
      return null;
    }
    if (pageCounters == 0 || pageCounters >= units) {
      return new Estimate.Known(pages, 0, 0);
    }
    return new Estimate.Known(
        pages,
        Math.round((double) pages * (units - pageCounters) / pageCounters),
        Double.POSITIVE_INFINITY);
  }
}
