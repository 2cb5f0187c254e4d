package io.garonne.streams;

import io.garonne.model.PageKinds;
import io.garonne.model.metering.PageCounter;
import io.garonne.model.metering.SlotEnergy;

/**
 * A page counter's quarter-hour beside those of its device's other page counters, which decide what
 * of it counts.
 *
 * @param counter what it counts
 * @param slot what it booked, in impressions or sheets where energy has millijoules
 * @param booked which counters of the device booked any of the quarter-hour
 */
record PageSlot(PageCounter counter, SlotEnergy slot, PageCounter.Booked booked) {

  /** Milliseconds inside booked steps that are the device's. */
  long time() {
    return counter.countsTime(booked) ? slot.booked() : 0;
  }

  /**
   * What a piece of it adds.
   *
   * @param count of what it counts
   * @param sheetRate impressions for a hundred sheets; 0: not declared
   */
  Sums sums(long count, long sheetRate) {
    PageKinds kinds = counter.kinds(count, booked, sheetRate);
    return Sums.ofPages(counter.counts(booked) ? count : 0, kinds);
  }
}
