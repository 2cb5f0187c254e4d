package io.garonne.model.indicator;

import io.garonne.model.PointRef;
import io.garonne.model.inventory.Asset;
import io.garonne.model.inventory.Connection;
import io.garonne.model.inventory.EquipmentClass;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.Family;
import io.garonne.model.inventory.MeteringPoint;
import io.garonne.model.inventory.Validity;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Units in service by the inventory: assets, and devices that no asset is connected to. It, not
 * what reports, says how large a stratum is. One thread.
 */
public final class UnitsInService {
  private final List<Service> services = new ArrayList<>();
  private final Set<List<String>> known = new HashSet<>();
  private final Map<HalfMonth, Map<List<String>, SortedMap<String, Count>>> counted =
      new HashMap<>();

  /**
   * How many, and for how long.
   *
   * @param units units in service at any time in half a month
   * @param millis milliseconds of it in which they were, summed over units
   */
  public record Count(int units, long millis) {
    /** None. */
    public static final Count NONE = new Count(0, 0);

    Count plus(Count other) {
      return new Count(units + other.units, millis + other.millis);
    }
  }

  /** Units alike for some time. */
  private record Service(
      String unit,
      String entity,
      String family,
      String model,
      int quantity,
      boolean personal,
      long from,
      long to,
      ZoneId zone) {

    boolean isIn(HalfMonth half) {
      return from < half.endIn(zone) && to > half.startIn(zone);
    }
  }

  private UnitsInService() {}

  /** Those of an estate. */
  public static UnitsInService of(Estate estate) {
    UnitsInService made = new UnitsInService();
    estate.assets().forEach(made::add);
    Map<PointRef, List<Validity>> connected = new HashMap<>();
    // A whole device is no unit by itself while assets hang on its channels.
    Map<String, List<Validity>> ofDevice = new HashMap<>();
    for (Connection connection : estate.connections()) {
      connected
          .computeIfAbsent(connection.point(), ref -> new ArrayList<>())
          .add(connection.validity());
      ofDevice
          .computeIfAbsent(connection.point().device(), device -> new ArrayList<>())
          .add(connection.validity());
    }
    Set<PointRef> parents = new HashSet<>();
    estate.points().forEach(point -> addIfThere(parents, point.parent()));
    for (MeteringPoint point : estate.points()) {
      if (point.includeInTotals() && !parents.contains(point.ref())) {
        List<Validity> others =
            point.ref().channel() == null
                ? ofDevice.getOrDefault(point.ref().device(), List.of())
                : connected.getOrDefault(point.ref(), List.of());
        point.validity().without(others).forEach(alone -> made.add(point, alone, estate));
      }
    }
    return made;
  }

  private static void addIfThere(Set<PointRef> parents, @Nullable PointRef parent) {
    if (parent != null) {
      parents.add(parent);
    }
  }

  private void add(Asset asset) {
    LocalDate first = asset.commissioned();
    LocalDate last = asset.retired();
    long from = first == null ? Long.MIN_VALUE : startOf(first, asset.zone());
    long to = last == null ? Long.MAX_VALUE : startOf(last.plusDays(1), asset.zone());
    add(
        new Service(
            "asset " + asset.name(),
            asset.entity(),
            asset.equipmentClass().family().label(),
            asset.model() == null ? StratumSample.REST : asset.model(),
            asset.quantity(),
            asset.personal(),
            Math.max(from, asset.validity().from()),
            Math.min(to, asset.validity().to()),
            asset.zone()));
  }

  private void add(MeteringPoint point, Validity alone, Estate estate) {
    EquipmentClass of = point.equipmentClass();
    String site = point.site();
    String entity = point.entity();
    if (entity == null && site != null && estate.sites().get(site) != null) {
      entity = estate.sites().get(site).entity();
    }
    String whose = entity != null ? entity : site;
    if (whose != null) {
      add(
          new Service(
              "point " + point.ref(),
              whose,
              (of == null ? Family.OTHER : of.family()).label(),
              StratumSample.REST,
              1,
              point.personal(),
              alone.from(),
              alone.to(),
              point.zone()));
    }
  }

  private void add(Service service) {
    known.add(List.of(service.entity(), service.family()));
    if (service.from() < service.to()) {
      services.add(service);
    }
  }

  /** Whether the inventory names equipment of a family of an entity, in service or not. */
  public boolean names(String entity, String family) {
    return known.contains(List.of(entity, family));
  }

  /** Every entity and family of which the inventory names equipment, in service or not. */
  public Set<List<String>> named() {
    return Collections.unmodifiableSet(known);
  }

  /** Whether any unit of a family of an entity is somebody's own in half a month. */
  public boolean hasPersonal(String entity, String family, HalfMonth half) {
    return services.stream()
        .anyMatch(
            s ->
                s.personal()
                    && s.entity().equals(entity)
                    && s.family().equals(family)
                    && s.isIn(half));
  }

  /** What an entity has of a family in half a month, by model; empty if nothing. */
  public SortedMap<String, Count> in(String entity, String family, HalfMonth half) {
    return counted
        .computeIfAbsent(half, this::count)
        .getOrDefault(List.of(entity, family), new TreeMap<>());
  }

  private Map<List<String>, SortedMap<String, Count>> count(HalfMonth half) {
    // A unit that moved within an entity is one unit with the time of both places.
    Map<List<String>, Count> byUnit = new TreeMap<>(StratumSample.BY_NAMES);
    for (Service service : services) {
      long from = Math.max(service.from(), half.startIn(service.zone()));
      long to = Math.min(service.to(), half.endIn(service.zone()));
      if (from < to) {
        byUnit.merge(
            List.of(service.entity(), service.family(), service.model(), service.unit()),
            new Count(service.quantity(), service.quantity() * (to - from)),
            (a, b) -> new Count(Math.max(a.units(), b.units()), a.millis() + b.millis()));
      }
    }
    Map<List<String>, SortedMap<String, Count>> all = new HashMap<>();
    byUnit.forEach(
        (key, count) ->
            all.computeIfAbsent(key.subList(0, 2), cell -> new TreeMap<>())
                .merge(key.get(2), count, Count::plus));
    return all;
  }

  private static long startOf(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
