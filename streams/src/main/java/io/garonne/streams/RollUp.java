package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.SlotEnergy;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers changes of slots into changes of rows: per device, and per site and class, site, class
 * and the whole estate. Nothing is stored here; one batch of changes at a time. One thread.
 */
final class RollUp {
  private static final Period[] PERIODS = Period.values();

  private final ZoneId estateZone;
  private final Map<DeviceRow, Sums> deviceRows = new LinkedHashMap<>();
  private final Map<GroupRow, Sums> groupRows = new LinkedHashMap<>();
  private final Map<ZoneId, Map<Long, long[]>> starts = new HashMap<>();

  RollUp(ZoneId estateZone) {
    this.estateZone = estateZone;
  }

  /**
   * A row of one device.
   *
   * @param id the row, in the calendar of its zone
   * @param assignment what the device counted for
   */
  record DeviceRow(RowId id, Assignment assignment) {

    String device() {
      return java.util.Objects.requireNonNull(id.scope().device());
    }

    /** Whether it is published: rows in another calendar than the site's are for counting only. */
    boolean isPublished() {
      return id.zone().equals(assignment.zone());
    }

    /** Key in the store. */
    String key() {
      return isPublished() ? id.key() : "in " + id.zone().getId() + " " + id.key();
    }
  }

  /**
   * A row of several devices.
   *
   * @param id the row
   */
  record GroupRow(RowId id) {

    /** Whether what is assigned so counts in this row. */
    boolean holds(Assignment a) {
      Scope scope = id.scope();
      return a.includeInTotals()
          && (scope.entity() == null || scope.entity().equals(a.entity()))
          && (scope.site() == null || scope.site().equals(a.site()))
          && (scope.equipmentClass() == null || scope.equipmentClass().equals(a.equipmentClass()));
    }
  }

  /**
   * Adds a change of one channel's slot.
   *
   * @param fine whether quarter-hours and hours are still corrected
   */
  void change(
      String device, Assignment to, long slot, SlotEnergy before, SlotEnergy after, boolean fine) {
    long[] site = startsOf(slot, to.zone());
    long[] estate = startsOf(slot, estateZone);
    boolean sameZone = to.zone().equals(estateZone);
    for (Period period : PERIODS) {
      if (!fine && period.compareTo(Period.DAY) < 0) {
        continue;
      }
      long start = site[period.ordinal()];
      Sums delta = Sums.of(slot, after, start).minus(Sums.of(slot, before, start));
      add(deviceRow(device, to, period, start, to.zone()), delta);
      if (!to.includeInTotals()) {
        continue;
      }
      long estateStart = estate[period.ordinal()];
      Sums estateDelta = delta;
      if (!sameZone) {
        estateDelta = Sums.of(slot, after, estateStart).minus(Sums.of(slot, before, estateStart));
        add(deviceRow(device, to, period, estateStart, estateZone), estateDelta);
      }
      for (Scope scope : groups(to)) {
        RowId id =
            scope.site() == null
                ? new RowId(scope, period, estateStart, estateZone)
                : new RowId(scope, period, start, to.zone());
        groupRows.merge(new GroupRow(id), scope.site() == null ? estateDelta : delta, Sums::plus);
      }
    }
  }

  ZoneId estateZone() {
    return estateZone;
  }

  Map<DeviceRow, Sums> deviceRows() {
    return deviceRows;
  }

  Map<GroupRow, Sums> groupRows() {
    return groupRows;
  }

  /** Adds one more device, or one fewer, to every group row that the device's row counts in. */
  void changeDevices(GroupRow row, int by) {
    groupRows.merge(row, Sums.ZERO.withDevices(by), Sums::plus);
  }

  void clear() {
    deviceRows.clear();
    groupRows.clear();
    if (starts.values().stream().mapToInt(Map::size).sum() > 100_000) {
      starts.clear();
    }
  }

  private void add(DeviceRow row, Sums delta) {
    deviceRows.merge(row, delta, Sums::plus);
  }

  /** Scopes of several devices that something assigned so counts in. */
  static List<Scope> groups(Assignment a) {
    return List.of(
        new Scope(a.entity(), a.site(), a.equipmentClass(), null),
        new Scope(a.entity(), a.site(), null, null),
        new Scope(null, null, a.equipmentClass(), null),
        Scope.ESTATE);
  }

  static DeviceRow deviceRow(String device, Assignment a, Period period, long start, ZoneId zone) {
    Scope scope = new Scope(a.entity(), a.site(), a.equipmentClass(), device);
    return new DeviceRow(new RowId(scope, period, start, zone), a);
  }

  private long[] startsOf(long slot, ZoneId zone) {
    return starts
        .computeIfAbsent(zone, z -> new HashMap<>())
        .computeIfAbsent(
            slot,
            s -> {
              long[] all = new long[PERIODS.length];
              for (Period period : PERIODS) {
                all[period.ordinal()] = period.startOf(s, zone);
              }
              return all;
            });
  }
}
