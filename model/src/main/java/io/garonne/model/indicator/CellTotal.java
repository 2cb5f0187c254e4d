package io.garonne.model.indicator;

import io.garonne.model.PageKinds;
import io.garonne.model.Total;
import org.jspecify.annotations.Nullable;

/**
 * A month's total of an entity and family, as the indicators use it.
 *
 * @param energy millijoules that meters booked
 * @param high millijoules: the energy, plus the time that is not known at the 95th percentile of
 *     power
 * @param pages impressions that printers counted, or null: none has a counter
 * @param pageCounters devices that counted them
 * @param pageKinds what is known of the pages beside their number
 * @param bookedMillis milliseconds inside booked steps, summed over channels
 * @param knownMillis milliseconds whose energy is known as a whole or in its shape, summed over
 *     channels
 * @param expectedMillis milliseconds of validity of devices, summed over the channels that they
 *     have, but for the time of page counters
 * @param devices devices with booked time
 * @param expected devices that are valid, with energy or with a page counter
 * @param isFinal whether the total is final
 * @param revision publications since it is final
 */
public record CellTotal(
    long energy,
    long high,
    @Nullable Long pages,
    int pageCounters,
    PageKinds pageKinds,
    long bookedMillis,
    long knownMillis,
    long expectedMillis,
    int devices,
    int expected,
    boolean isFinal,
    int revision) {

  /**
   * What a total of a month says. A printer that says what it printed is, as a rule, another device
   * than the plug that meters it, and its time is none in which energy could have been known.
   */
  public static CellTotal of(Total total) {
    return new CellTotal(
        total.energy(),
        total.high(),
        total.hasPages() ? (Long) total.pages() : null,
        total.pageCounters(),
        total.pageKinds(),
        total.bookedMillis(),
        Math.max(total.registeredMillis(), total.coveredMillis()),
        Math.max(0, total.expectedMillis() - total.pagesBookedMillis()),
        total.devices(),
        total.expected(),
        total.status() == Total.Status.FINAL,
        total.revision());
  }
}
