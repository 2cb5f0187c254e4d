package io.garonne.model.offhours;

import io.garonne.model.calendar.SiteCalendar;
import io.garonne.model.indicator.HalfMonth;
import io.garonne.model.load.DayCurve;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** How much of each quarter-hour of a site is off-hours. One thread. */
final class OffClock {
  private final SiteCalendar calendar;
  private final ZoneId zone;
  private final Map<HalfMonth, long[]> halves = new HashMap<>();

  OffClock(SiteCalendar calendar, ZoneId zone) {
    this.calendar = calendar;
    this.zone = zone;
  }

  /** Milliseconds of off-hours in each quarter-hour of half a month; not to be changed. */
  long[] in(HalfMonth half) {
    return halves.computeIfAbsent(half, this::fill);
  }

  private long[] fill(HalfMonth half) {
    long start = half.startIn(zone);
    long[] off = new long[Math.toIntExact((half.endIn(zone) - start) / DayCurve.QUARTER)];
    fill(off, start, 0, off.length);
    return off;
  }

  /** Most nights and days are all or nothing: only what is mixed is asked about in pieces. */
  private void fill(long[] off, long start, int from, int to) {
    long length = (to - from) * DayCurve.QUARTER;
    long millis =
        calendar.millisOffHours(start + from * DayCurve.QUARTER, start + to * DayCurve.QUARTER);
    if (to - from == 1) {
      off[from] = millis;
    } else if (millis == length) {
      Arrays.fill(off, from, to, DayCurve.QUARTER);
    } else if (millis > 0) {
      int middle = (from + to) / 2;
      fill(off, start, from, middle);
      fill(off, start, middle, to);
    }
  }
}
