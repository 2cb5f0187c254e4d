package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.Attribution;
import io.garonne.model.Causes;
import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.SlotEnergy;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;

/**
 * Gathers changes of slots into changes of rows: per device and what it counted for, and per site
 * and class, site, entity, family, class and the whole estate. Nothing is stored here; one batch of
 * changes at a time. One thread.
 */
final class RollUp {
  private static final Period[] PERIODS = Period.values();

  private final ZoneId estateZone;
  private final Map<DeviceRow, Change> deviceRows = new LinkedHashMap<>();
  private final Map<GroupRow, Change> groupRows = new LinkedHashMap<>();
  private Causes because = Causes.UNKNOWN;
  private final Map<ZoneId, Map<Long, long[]>> starts = new HashMap<>();

  /** By the assignment itself: comparing it would cost more than it saves. One batch at a time. */
  private final IdentityHashMap<Assignment, Place> places = new IdentityHashMap<>();

  RollUp(ZoneId estateZone) {
    this.estateZone = estateZone;
  }

  /**
   * What is to be added to a row, and why.
   *
   * @param sums what changes
   */
  record Change(Sums sums, Causes causes) {
    Change plus(Change other) {
      return new Change(sums.plus(other.sums), causes.plus(other.causes));
    }
  }

  /** Why what is added from now on changes. */
  void because(Causes causes) {
    because = causes;
  }

  /**
   * A row of one device.
   *
   * @param id the row, in the calendar of its zone
   * @param to what the device counted for
   * @param included whether it counts in rows of several devices
   * @param personal whether it belonged to one person's desk
   */
  record DeviceRow(RowId id, Attribution to, boolean included, boolean personal) {

    String device() {
      return Objects.requireNonNull(id.scope().device());
    }

    /** Whether it is published: rows in another calendar than the site's are for counting only. */
    boolean isPublished() {
      return id.zone().equals(to.zone());
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

    /** Whether any part of what is assigned so counts in this row. */
    boolean holds(Assignment a) {
      return a.includeInTotals() && Attribution.of(a).stream().anyMatch(to -> to.isIn(id.scope()));
    }
  }

  /**
   * Adds a change of one channel's slot. In a tree of meters only the times count here: what its
   * energy counts for is not known before the whole tree is.
   *
   * @param channel the channel of the device
   * @param fine whether quarter-hours and hours are still corrected
   */
  void change(
      String device,
      String channel,
      Assignment to,
      long slot,
      SlotEnergy before,
      SlotEnergy after,
      boolean fine) {
    change(
        device,
        to,
        slot,
        own(channel, to, before, after),
        to.includeInTotals() ? groups(to, before, after) : Map.of(),
        start -> Sums.timesOf(slot, after, start).minus(Sums.timesOf(slot, before, start)),
        fine);
  }

  /**
   * Adds a change of a channel's page counter in one slot. No tree of meters has a say in it: what
   * a printer printed is in no other printer's count.
   *
   * @param before what the counter had booked
   * @param fine whether quarter-hours and hours are still corrected
   */
  void changePages(
      String device, Assignment to, long slot, PageSlot before, PageSlot after, boolean fine) {
    Sums time = Sums.ofPageTime(after.time() - before.time());
    change(
        device,
        to,
        slot,
        Impressions.byAttribution(to, before, after),
        to.includeInTotals() ? Impressions.byScope(to, before, after) : Map.of(),
        start -> time,
        fine);
  }

  /** Adds what is divided among rows, and the times, which are not, from the start of a period. */
  private void change(
      String device,
      Assignment to,
      long slot,
      Map<Attribution, Sums> own,
      Map<Scope, Sums> inGroups,
      LongFunction<Sums> timesFrom,
      boolean fine) {
    boolean sameZone = to.zone().equals(estateZone);
    for (Period period : PERIODS) {
      if (!fine && isFine(period)) {
        continue;
      }
      long start = startsOf(slot, to.zone())[period.ordinal()];
      long estateStart = startsOf(slot, estateZone)[period.ordinal()];
      Sums times = timesFrom.apply(start);
      Sums estateTimes = sameZone ? times : timesFrom.apply(estateStart);
      own.forEach(
          (one, sums) -> {
            add(deviceRow(device, to, one, period, start, to.zone()), times.plus(sums));
            if (!sameZone && to.includeInTotals()) {
              add(
                  deviceRow(device, to, one, period, estateStart, estateZone),
                  estateTimes.plus(sums));
            }
          });
      inGroups.forEach(
          (scope, sums) -> {
            if (isFine(period) && !scope.hasFineTotals()) {
              return;
            }
            boolean local = scope.site() != null;
            RowId id =
                local
                    ? new RowId(scope, period, start, to.zone())
                    : new RowId(scope, period, estateStart, estateZone);
            add(new GroupRow(id), (local ? times : estateTimes).plus(sums));
          });
    }
  }

  /** What changes by what it counts for; nearly every channel counts for one thing. */
  private Map<Attribution, Sums> own(
      String channel, Assignment to, SlotEnergy before, SlotEnergy after) {
    Sums ofChannel =
        to.channel() == null
            ? Sums.ofChannel(channel, after.booked() - before.booked())
            : Sums.ZERO;
    if (to.parts().size() == 1) {
      return Map.of(placeOf(to).only(), Sums.of(Energies.of(after.minus(before))).plus(ofChannel));
    }
    Map<Attribution, Sums> own =
        sums(
            Energies.change(Energies.byAttribution(to, before), Energies.byAttribution(to, after)));
    own.replaceAll((as, sums) -> sums.plus(ofChannel));
    return own;
  }

  /** What an assignment with one part counts for, and where. */
  private record Place(Attribution only, List<Scope> groups) {}

  private Place placeOf(Assignment to) {
    return places.computeIfAbsent(
        to,
        a -> {
          Attribution only = Attribution.of(a).get(0);
          return new Place(only, only.groups());
        });
  }

  private Map<Scope, Sums> groups(Assignment to, SlotEnergy before, SlotEnergy after) {
    if (to.parts().size() == 1) {
      Sums by = Sums.of(besideTree(to, Energies.of(after.minus(before))));
      Map<Scope, Sums> all = new LinkedHashMap<>();
      placeOf(to).groups().forEach(scope -> all.put(scope, by));
      return all;
    }
    Map<Scope, Energies> all =
        Energies.change(Energies.byScope(to, before), Energies.byScope(to, after));
    all.replaceAll((scope, energies) -> besideTree(to, energies));
    return sums(all);
  }

  /** What counts in groups without what a tree of meters will make of it. */
  private static Energies besideTree(Assignment to, Energies energies) {
    if (to.tree().hasChildren()) {
      return Energies.ZERO;
    }
    return to.tree().isInTree() ? energies.estimatedOnly() : energies;
  }

  private static <K> Map<K, Sums> sums(Map<K, Energies> energies) {
    Map<K, Sums> all = new LinkedHashMap<>();
    energies.forEach((key, of) -> all.put(key, Sums.of(of)));
    return all;
  }

  /**
   * Adds energies to the rows of a scope.
   *
   * @param zone of the site the scope is of; another scope's rows are in the estate's calendar
   * @param fine whether quarter-hours and hours are still corrected
   */
  void change(Scope scope, ZoneId zone, long slot, Energies by, boolean fine) {
    for (Period period : PERIODS) {
      if (!isFine(period) || (fine && scope.hasFineTotals())) {
        add(new GroupRow(row(scope, zone, period, slot)), Sums.of(by));
      }
    }
  }

  /** The row of a scope that a slot is in. */
  RowId row(Scope scope, ZoneId zone, Period period, long slot) {
    ZoneId calendar = scope.site() == null ? estateZone : zone;
    return new RowId(scope, period, startsOf(slot, calendar)[period.ordinal()], calendar);
  }

  private static boolean isFine(Period period) {
    return period.compareTo(Period.DAY) < 0;
  }

  ZoneId estateZone() {
    return estateZone;
  }

  Map<DeviceRow, Change> deviceRows() {
    return deviceRows;
  }

  Map<GroupRow, Change> groupRows() {
    return groupRows;
  }

  /** How many rows have changes that wait. */
  int size() {
    return deviceRows.size() + groupRows.size();
  }

  /** Adds one more device, or one fewer, to a row of several. */
  void changeDevices(GroupRow row, int by) {
    add(row, Sums.ZERO.withDevices(by, 0));
  }

  /** The same of devices with page counters. */
  void changePageCounters(GroupRow row, int by) {
    add(row, Sums.ZERO.withDevices(0, by));
  }

  /** Adds time that is expected of channels beyond the first of each device. */
  void changeFurther(GroupRow row, long millis) {
    add(row, Sums.ZERO.withFurther(millis));
  }

  /** The rows of a device that a slot is in, in every calendar that it counts in. */
  List<DeviceRow> rowsOf(String device, Assignment to, long slot) {
    List<DeviceRow> rows = new ArrayList<>();
    for (ZoneId zone :
        to.zone().equals(estateZone) ? List.of(estateZone) : List.of(to.zone(), estateZone)) {
      long[] starts = startsOf(slot, zone);
      for (Period period : PERIODS) {
        for (Attribution one : Attribution.of(to)) {
          rows.add(deviceRow(device, to, one, period, starts[period.ordinal()], zone));
        }
      }
    }
    return rows;
  }

  void clear() {
    deviceRows.clear();
    groupRows.clear();
    places.clear();
    if (starts.values().stream().mapToInt(Map::size).sum() > 100_000) {
      starts.clear();
    }
  }

  private void add(DeviceRow row, Sums delta) {
    deviceRows.merge(row, new Change(delta, because), Change::plus);
  }

  private void add(GroupRow row, Sums delta) {
    groupRows.merge(row, new Change(delta, because), Change::plus);
  }

  static DeviceRow deviceRow(
      String device, Assignment a, Attribution to, Period period, long start, ZoneId zone) {
    return new DeviceRow(
        new RowId(to.ofDevice(device), period, start, zone), to, a.includeInTotals(), a.personal());
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
