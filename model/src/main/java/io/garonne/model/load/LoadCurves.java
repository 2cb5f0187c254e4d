package io.garonne.model.load;

import io.garonne.model.metering.SlotEnergy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Load curves straight from the meter, without the totals between. */
public final class LoadCurves {
  private LoadCurves() {}

  /**
   * Load curves of one channel, without pages.
   *
   * @param slots by start of quarter-hour, milliseconds since 1970 UTC
   */
  public static SortedMap<LocalDate, DayCurve> of(Map<Long, SlotEnergy> slots, ZoneId zone) {
    SortedMap<LocalDate, DayCurve> days = new TreeMap<>();
    slots.forEach(
        (start, energy) -> {
          LocalDate date = Instant.ofEpochMilli(start).atZone(zone).toLocalDate();
          DayCurve day = days.getOrDefault(date, DayCurve.unknown(date, zone));
          days.put(date, day.with(start, energy.energy(), energy.booked(), -1));
        });
    return days;
  }
}
