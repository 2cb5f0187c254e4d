package io.garonne.model.advice;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * The greatest mean power of a quarter-hour of a month.
 *
 * @param site site
 * @param room room, or null
 * @param rack rack, or null: the device is in none
 * @param device device, or null: the whole rack
 * @param month month of the site's calendar
 * @param power milliwatts in that quarter-hour; at least so much where not all was known
 * @param at its start, milliseconds since 1970 UTC
 * @param limit milliwatts that the device is rated for, or null: not stated, or a rack
 * @param knownPpm share of the month's quarter-hours so far in which all of it was known, in
 *     millionths
 */
public record PeakLoad(
    String site,
    @Nullable String room,
    @Nullable String rack,
    @Nullable String device,
    YearMonth month,
    long power,
    long at,
    @Nullable Long limit,
    int knownPpm)
    implements Advice {

  public PeakLoad {
    if (device == null && rack == null) {
      throw new IllegalArgumentException("neither a device nor a rack");
    }
  }

  @Override
  public String key() {
    return device == null
        ? "rack|" + Keys.of(site) + "|" + Keys.of(rack) + "|" + month
        : "pdu|" + Keys.of(device) + "|" + month;
  }
}
