package io.garonne.model.room;

import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What devices that are nobody's own counted in months that are over. */
final class DeviceMonths {
  /** Share of a month above whole channels that is rounding, and no further channel. */
  private static final double ROUNDING = 0.01;

  private final NavigableMap<YearMonth, Map<Scope, Total>> months = new TreeMap<>();
  private final Map<Scope, Integer> channels = new HashMap<>();

  /** Of totals, in any order; those that are no months of devices are not looked at. */
  DeviceMonths(Collection<Total> totals, Instant now) {
    for (Total total : totals) {
      boolean over = total.end() <= now.toEpochMilli();
      boolean ofDevice = total.scope().device() != null && !total.personal();
      if (over && ofDevice && total.period() == Period.MONTH) {
        YearMonth month = YearMonth.from(Instant.ofEpochMilli(total.start()).atZone(total.zone()));
        Scope scope = RoomPlaces.plain(total.scope());
        months.computeIfAbsent(month, m -> new HashMap<>()).put(scope, total);
        double whole = (double) total.bookedMillis() / (total.end() - total.start());
        channels.merge(scope, (int) Math.max(1, Math.ceil(whole - ROUNDING)), Math::max);
      }
    }
  }

  /** The months of which anything is there. */
  NavigableMap<YearMonth, Map<Scope, Total>> months() {
    return months;
  }

  /** A row of a month, or null. */
  @Nullable Total total(YearMonth month, Scope scope) {
    return months.getOrDefault(month, Map.of()).get(scope);
  }

  /** Of how many channels a row is: the most that have ever been booked in it at once. */
  int channels(Scope scope) {
    return channels.getOrDefault(scope, 1);
  }
}
