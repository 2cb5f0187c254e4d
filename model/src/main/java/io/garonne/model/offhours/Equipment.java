package io.garonne.model.offhours;

import io.garonne.model.Assignment;
import io.garonne.model.PointRef;
import io.garonne.model.Scope;
import io.garonne.model.inventory.Asset;
import io.garonne.model.inventory.Connection;
import io.garonne.model.inventory.EquipmentClass;
import io.garonne.model.inventory.EquipmentClasses;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.Family;
import io.garonne.model.inventory.MeteringPoint;
import io.garonne.model.load.DayCurve;
import io.garonne.model.load.LoadHistory;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the tables say of equipment whose load curves are looked at. */
public final class Equipment {
  private final Map<String, EquipmentClass> classes;
  private final Map<String, List<Asset>> assets = new HashMap<>();
  private final Map<String, List<Connection>> connections = new HashMap<>();
  private final Map<String, List<MeteringPoint>> points = new HashMap<>();
  private final Set<PointRef> parents = new HashSet<>();

  /** By the tables of an estate. */
  public Equipment(Estate estate) {
    classes = estate.classes();
    estate.assets().forEach(a -> list(assets, a.name()).add(a));
    estate.connections().forEach(c -> list(connections, c.asset()).add(c));
    for (MeteringPoint point : estate.points()) {
      list(points, point.ref().device()).add(point);
      PointRef parent = point.parent();
      if (parent != null) {
        parents.add(parent);
      }
    }
  }

  private static <V> List<V> list(Map<String, List<V>> map, String key) {
    return map.computeIfAbsent(key, k -> new ArrayList<>());
  }

  /** Time, in milliseconds since 1970 UTC, the end exclusive. */
  record Time(long from, long to) {
    boolean has(long at) {
      return from <= at && at < to;
    }
  }

  /** The family that the equipment of a scope is of. */
  public Family family(Scope scope) {
    String name = scope.equipmentClass();
    if (Assignment.UNMETERED_CLASS.equals(name)) {
      return Family.UNMETERED;
    }
    EquipmentClass known = name == null ? null : classes.get(name);
    return known != null
        ? known.family()
        : EquipmentClasses.familyOf(Objects.requireNonNullElse(name, ""));
  }

  /**
   * Whether it is described, and in the sums: what a second meter measures again must not be in
   * them twice. A meter above others measures what they do; how much it measures beyond them is not
   * in its load curve.
   */
  public boolean counts(Scope scope) {
    List<MeteringPoint> of = points.getOrDefault(Objects.requireNonNull(scope.device()), List.of());
    return scope.site() != null
        && !Assignment.UNASSIGNED_SITE.equals(scope.site())
        && !Assignment.UNMETERED_CLASS.equals(scope.equipmentClass())
        && (of.isEmpty()
            || of.stream().anyMatch(p -> p.includeInTotals() && !parents.contains(p.ref())));
  }

  /** Whether it counts pages and meters no energy: then it is no meter that is silent. */
  static boolean isPageCounter(LoadHistory history) {
    boolean pages = false;
    for (DayCurve day : history.days().values()) {
      for (int quarter = 0; quarter < day.quarters(); quarter++) {
        if (day.booked(quarter) > 0) {
          return false;
        }
        pages |= day.pages(quarter) >= 0;
      }
    }
    return pages;
  }

  /** Tells the unit behind a meter from others: the asset, or the device where none is known. */
  public static String unit(Scope scope) {
    return scope.asset() != null ? "asset " + scope.asset() : "device " + scope.device();
  }

  /** The line of an asset that holds at an instant, or (after its end) did last. */
  public @Nullable Asset asset(Scope scope, long at) {
    String name = scope.asset();
    return name == null
        ? null
        : assets.getOrDefault(name, List.of()).stream()
            .filter(line -> line.validity().from() <= at)
            .max(Comparator.comparingLong(line -> line.validity().from()))
            .orElse(null);
  }

  /** How many units are behind a meter. */
  public int quantity(Scope scope, long at) {
    Asset asset = asset(scope, at);
    return asset == null ? 1 : asset.quantity();
  }

  /**
   * When a device should have been measured at its place, by the tables; where they do not say, in
   * the days of its load curves.
   */
  List<Time> expected(LoadHistory history) {
    Scope scope = history.scope();
    List<Time> times = new ArrayList<>();
    String name = scope.asset();
    if (name != null) {
      for (Asset asset : assets.getOrDefault(name, List.of())) {
        if (asset.site().equals(scope.site())) {
          for (Connection one : connections.getOrDefault(name, List.of())) {
            if (one.point().device().equals(scope.device())) {
              add(times, inService(asset), one.validity().from(), one.validity().to());
            }
          }
        }
      }
    }
    if (times.isEmpty()) {
      for (MeteringPoint point :
          points.getOrDefault(Objects.requireNonNull(scope.device()), List.of())) {
        if (point.site() == null || point.site().equals(scope.site())) {
          times.add(new Time(point.validity().from(), point.validity().to()));
        }
      }
    }
    if (times.isEmpty() && !history.days().isEmpty()) {
      ZoneId zone = history.zone();
      times.add(
          new Time(
              history.days().firstKey().atStartOfDay(zone).toInstant().toEpochMilli(),
              history.days().lastKey().plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli()));
    }
    return times;
  }

  private static Time inService(Asset asset) {
    long from = asset.validity().from();
    long to = asset.validity().to();
    if (asset.commissioned() != null) {
      from =
          Math.max(
              from, asset.commissioned().atStartOfDay(asset.zone()).toInstant().toEpochMilli());
    }
    if (asset.retired() != null) {
      to =
          Math.min(
              to,
              asset.retired().plusDays(1).atStartOfDay(asset.zone()).toInstant().toEpochMilli());
    }
    return new Time(from, to);
  }

  private static void add(List<Time> times, Time one, long from, long to) {
    Time both = new Time(Math.max(one.from(), from), Math.min(one.to(), to));
    if (both.from() < both.to()) {
      times.add(both);
    }
  }
}
