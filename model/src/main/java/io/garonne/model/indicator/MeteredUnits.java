package io.garonne.model.indicator;

import io.garonne.model.Assignment;
import io.garonne.model.PointRef;
import io.garonne.model.Scope;
import io.garonne.model.inventory.Asset;
import io.garonne.model.inventory.Connection;
import io.garonne.model.inventory.EquipmentClass;
import io.garonne.model.inventory.EquipmentClasses;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.MeteringPoint;
import io.garonne.model.inventory.Validity;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From days of devices to metered units: what hangs on meters is an asset, or the device itself
 * where none is connected. An asset is metered as a whole: on two power supplies it is the sum of
 * both, and what they measured half of the time they measured half of.
 */
public final class MeteredUnits {
  private final Map<String, EquipmentClass> classes;
  private final Map<String, List<Asset>> assets = new HashMap<>();
  private final Map<String, List<Connection>> connections = new HashMap<>();
  private final Map<String, List<MeteringPoint>> points = new HashMap<>();

  /** By the tables of an estate. */
  public MeteredUnits(Estate estate) {
    classes = estate.classes();
    estate.assets().forEach(a -> list(assets, a.name()).add(a));
    estate.connections().forEach(c -> list(connections, c.asset()).add(c));
    estate.points().forEach(p -> list(points, p.ref().device()).add(p));
  }

  private static <V> List<V> list(Map<String, List<V>> map, String key) {
    return map.computeIfAbsent(key, k -> new ArrayList<>());
  }

  /**
   * What a device counted for one thing, day by day.
   *
   * @param scope the device, with what it counted for
   * @param zone the site's
   * @param isPersonal whether it was somebody's own
   * @param hasPages whether it counted pages on any of the days
   * @param days by local date
   */
  public record DeviceDays(
      Scope scope,
      ZoneId zone,
      boolean isPersonal,
      boolean hasPages,
      SortedMap<LocalDate, Day> days) {

    /** Whether it counts pages and meters no energy: then it is no meter that is silent. */
    boolean isPageCounter() {
      return hasPages && days.values().stream().allMatch(day -> day.bookedMillis() == 0);
    }
  }

  /**
   * A day.
   *
   * @param energy millijoules
   * @param bookedMillis milliseconds inside booked steps, summed over channels
   */
  public record Day(long energy, long bookedMillis) {}

  /**
   * The units that were metered in half a month. Left out is what stands in no total, what meters
   * measure beyond other meters, and what nobody has described.
   */
  public List<StratumSample.Unit> in(HalfMonth half, Collection<DeviceDays> devices) {
    Map<List<String>, List<DeviceDays>> byUnit = new TreeMap<>(StratumSample.BY_NAMES);
    for (DeviceDays device : devices) {
      Scope scope = device.scope();
      String of = scope.equipmentClass();
      String entity = scope.entity();
      if (entity != null
          && !entity.equals(Assignment.UNASSIGNED_SITE)
          && !Assignment.UNMETERED_CLASS.equals(of)
          && !isExcluded(scope, half)) {
        String asset = scope.asset();
        String name =
            asset != null ? "asset " + asset : "device " + Objects.requireNonNull(scope.device());
        byUnit
            .computeIfAbsent(List.of(entity, family(of), name), key -> new ArrayList<>())
            .add(device);
      }
    }
    List<StratumSample.Unit> units = new ArrayList<>();
    Set<String> pageCounters =
        devices.stream()
            .filter(DeviceDays::isPageCounter)
            .map(device -> Objects.requireNonNull(device.scope().device()))
            .collect(Collectors.toSet());
    byUnit.forEach(
        (key, of) -> {
          StratumSample.Unit unit =
              unit(half, key.get(0), key.get(1), key.get(2), of, pageCounters);
          if (unit != null) {
            units.add(unit);
          }
        });
    return units;
  }

  private String family(@Nullable String equipmentClass) {
    EquipmentClass known = equipmentClass == null ? null : classes.get(equipmentClass);
    return (known != null
            ? known.family()
            : EquipmentClasses.familyOf(equipmentClass == null ? "" : equipmentClass))
        .label();
  }

  private StratumSample.@Nullable Unit unit(
      HalfMonth half,
      String entity,
      String family,
      String name,
      List<DeviceDays> of,
      Set<String> pageCounters) {
    String asset = of.get(0).scope().asset();
    Asset line = asset == null ? null : last(asset, half);
    long energy = 0;
    Map<LocalDate, Long> booked = new TreeMap<>();
    ZoneId zone = of.get(0).zone();
    for (DeviceDays device : of) {
      for (Map.Entry<LocalDate, Day> day : device.days().entrySet()) {
        energy += day.getValue().energy();
        booked.merge(day.getKey(), day.getValue().bookedMillis(), Long::sum);
      }
    }
    int quantity = asset == null ? points(of, half) : line == null ? 1 : line.quantity();
    long millis = 0;
    for (Map.Entry<LocalDate, Long> day : booked.entrySet()) {
      long length = lengthOf(day.getKey(), zone);
      millis +=
          asset == null
              ? Math.min(length * quantity, day.getValue())
              : quantity * ofDay(asset, day.getKey(), length, day.getValue(), zone, pageCounters);
    }
    if (millis <= 0) {
      return null;
    }
    String model = line == null || line.model() == null ? StratumSample.REST : line.model();
    return new StratumSample.Unit(
        name,
        entity,
        family,
        model,
        new Stratum.MeteredUnit(quantity, energy, millis),
        of.stream().mapToInt(device -> accuracy(device.scope(), half)).max().orElseThrow(),
        of.stream().anyMatch(DeviceDays::isPersonal));
  }

  /**
   * How much of a day an asset was metered. Its meters of that day count for the time that they
   * were there: two power supplies are two, and a plug that was exchanged for another is one. A
   * printer that says what it printed is no meter beside its plug.
   */
  private long ofDay(
      String asset,
      LocalDate day,
      long length,
      long booked,
      ZoneId zone,
      Set<String> pageCounters) {
    long there = 0;
    long start = startOf(day, zone);
    for (Connection one : connections.getOrDefault(asset, List.of())) {
      if (pageCounters.contains(one.point().device())) {
        continue;
      }
      there +=
          Math.max(
              0,
              Math.min(one.validity().to(), start + length)
                  - Math.max(one.validity().from(), start));
    }
    return there <= length
        ? Math.min(length, booked)
        : Math.min(length, Math.round((double) booked / there * length));
  }

  /** How many points without an asset a device's days are about. */
  private int points(List<DeviceDays> of, HalfMonth half) {
    Scope scope = of.get(0).scope();
    long described =
        pointsOf(scope, half).stream()
            .filter(point -> point.ref().channel() != null && point.includeInTotals())
            .filter(point -> point.equipmentClass() != null)
            .filter(
                point ->
                    Objects.requireNonNull(point.equipmentClass())
                        .name()
                        .equals(scope.equipmentClass()))
            .map(MeteringPoint::ref)
            .distinct()
            .count();
    return (int) Math.max(1, described);
  }

  private static long lengthOf(LocalDate day, ZoneId zone) {
    return startOf(day.plusDays(1), zone) - startOf(day, zone);
  }

  private static long startOf(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private static boolean holdsIn(Validity validity, HalfMonth half, ZoneId zone) {
    return validity.from() < half.endIn(zone) && validity.to() > half.startIn(zone);
  }

  /** The line of an asset that holds last in half a month. */
  private @Nullable Asset last(String asset, HalfMonth half) {
    return assets.getOrDefault(asset, List.of()).stream()
        .filter(line -> holdsIn(line.validity(), half, line.zone()))
        .max(Comparator.comparingLong(line -> line.validity().from()))
        .orElse(null);
  }

  private Set<PointRef> connected(String asset, HalfMonth half) {
    Asset line = last(asset, half);
    ZoneId zone = line == null ? ZoneId.of("UTC") : line.zone();
    Set<PointRef> refs = new HashSet<>();
    connections.getOrDefault(asset, List.of()).stream()
        .filter(connection -> holdsIn(connection.validity(), half, zone))
        .forEach(connection -> refs.add(connection.point()));
    return refs;
  }

  /** The points that a device's days are about: those of its asset, else all of them. */
  private List<MeteringPoint> pointsOf(Scope scope, HalfMonth half) {
    List<MeteringPoint> of =
        points.getOrDefault(Objects.requireNonNull(scope.device()), List.of()).stream()
            .filter(point -> holdsIn(point.validity(), half, point.zone()))
            .toList();
    String asset = scope.asset();
    if (asset == null) {
      return of;
    }
    Set<PointRef> refs = connected(asset, half);
    List<MeteringPoint> own = of.stream().filter(point -> refs.contains(point.ref())).toList();
    // A channel that is only connected has the profile of its device.
    return own.isEmpty()
        ? of.stream().filter(point -> point.ref().channel() == null).toList()
        : own;
  }

  private boolean isExcluded(Scope scope, HalfMonth half) {
    List<MeteringPoint> of = pointsOf(scope, half);
    return !of.isEmpty() && of.stream().noneMatch(MeteringPoint::includeInTotals);
  }

  private int accuracy(Scope scope, HalfMonth half) {
    return pointsOf(scope, half).stream()
        .mapToInt(MeteringPoint::accuracyPpm)
        .max()
        .orElse(MeteringPoint.DEFAULT_ACCURACY_PPM);
  }
}
