package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.Attribution;
import io.garonne.model.Causes;
import io.garonne.model.Device;
import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes sure that everything the inventory expects has a total for its days, months and years, so
 * that a silent site still gets its day. One thread.
 */
final class SilentPeriods {
  private static final long DAY = 86_400_000L;
  private static final int MOST_REMEMBERED = 100_000;

  private final DeviceTable devices;
  private final GroupShares shares;
  private final ZoneId estateZone;
  private final Set<RowId> opened = new HashSet<>();

  SilentPeriods(DeviceTable devices, GroupShares shares, ZoneId estateZone) {
    this.devices = devices;
    this.shares = shares;
    this.estateZone = estateZone;
  }

  /**
   * Opens the periods that have begun.
   *
   * @param from wall clock until when that has been done, milliseconds since 1970 UTC
   * @param now wall clock, milliseconds since 1970 UTC
   */
  void open(long from, long now) {
    long first = Math.max(from, now - TotalsBook.FINE_RETENTION);
    for (long at = first; at < now; at += DAY) {
      open(at);
    }
    open(now);
    if (opened.size() > MOST_REMEMBERED) {
      opened.clear();
    }
  }

  private void open(long at) {
    for (Device device : devices.all()) {
      for (Assignment a : device.at(at)) {
        if (a.includeInTotals()) {
          Attribution.of(a).forEach(to -> open(to, at));
        }
      }
    }
  }

  private void open(Attribution to, long at) {
    for (Scope scope : to.groups()) {
      ZoneId zone = scope.site() == null ? estateZone : to.zone();
      for (Period period : List.of(Period.DAY, Period.MONTH, Period.YEAR)) {
        RowId id = new RowId(scope, period, period.startOf(at, zone), zone);
        if (opened.add(id) && !shares.isThere(id)) {
          shares.change(
              new RollUp.GroupRow(id),
              new RollUp.Change(Sums.ZERO, Causes.of(Causes.Cause.PROGRESS)),
              at);
        }
      }
    }
  }
}
