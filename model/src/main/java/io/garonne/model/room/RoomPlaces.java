package io.garonne.model.room;

import io.garonne.model.Assignment;
import io.garonne.model.Attribution;
import io.garonne.model.Device;
import io.garonne.model.PointRef;
import io.garonne.model.Scope;
import io.garonne.model.inventory.Descriptions;
import io.garonne.model.inventory.Estate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which load curves are whose: a device has curves for what its channels count for, and of each
 * branch of a tree of meters the topmost one within a rack or a device is all there is.
 */
final class RoomPlaces {
  private final Map<Scope, Set<Place>> places = new HashMap<>();
  private final Set<Scope> shared = new HashSet<>();
  private final Map<Scope, Assignment> current = new HashMap<>();
  private final Map<Place, Set<Scope>> curves = new HashMap<>();
  private final Map<String, Set<PointRef>> tops = new HashMap<>();

  /**
   * A rack, or a power strip.
   *
   * @param site site
   * @param rack rack; of a device, empty if it is in none
   * @param device device, or empty: the rack
   */
  record Place(String site, String rack, String device) {}

  private record At(String device, Assignment as) {
    PointRef ref() {
      return new PointRef(device, as.channel());
    }
  }

  /**
   * Of an estate at an instant.
   *
   * @param strips devices that are looked at by themselves
   * @param at milliseconds since 1970 UTC
   */
  RoomPlaces(Estate estate, Set<String> strips, long at) {
    Map<String, List<At>> racks = new HashMap<>();
    for (Device device : Descriptions.of(estate).devices().values()) {
      List<At> all =
          device.at(at).stream()
              .filter(as -> as.includeInTotals() && !as.personal())
              .map(as -> new At(device.device(), as))
              .toList();
      for (At one : all) {
        String rack = one.as.rack();
        if (rack != null) {
          racks.computeIfAbsent(one.as.site() + "|" + rack, r -> new ArrayList<>()).add(one);
        }
        scopes(one).forEach(scope -> current.putIfAbsent(scope, one.as));
        if (one.as.parts().size() > 1) {
          shared.addAll(scopes(one));
        }
      }
      if (strips.contains(device.device())) {
        topmost(all).forEach(one -> put(one, device.device()));
        tops.put(device.device(), topmost(all).stream().map(At::ref).collect(Collectors.toSet()));
      }
    }
    racks.values().forEach(all -> topmost(all).forEach(one -> put(one, "")));
  }

  private static List<At> topmost(Collection<At> all) {
    Set<PointRef> refs = all.stream().map(At::ref).collect(Collectors.toSet());
    return all.stream()
        .filter(one -> one.as.tree().above().stream().noneMatch(refs::contains))
        .toList();
  }

  private void put(At one, String device) {
    String rack = one.as.rack();
    Place place = new Place(one.as.site(), rack == null ? "" : rack, device);
    for (Scope scope : scopes(one)) {
      places.computeIfAbsent(scope, k -> new HashSet<>()).add(place);
      curves.computeIfAbsent(place, k -> new HashSet<>()).add(scope);
    }
  }

  private static Set<Scope> scopes(At one) {
    return Attribution.of(one.as).stream()
        .map(to -> to.ofDevice(one.device))
        .collect(Collectors.toSet());
  }

  /** The scope by which a curve is known here: its family says nothing that its class does not. */
  static Scope plain(Scope of) {
    return new Scope(of.entity(), of.site(), of.equipmentClass(), of.device(), null, of.asset());
  }

  /** The racks and strips whose load a curve is a part of. */
  Set<Place> of(Scope curve) {
    return places.getOrDefault(plain(curve), Set.of());
  }

  /** How many curves the load of a rack or strip is made of, whether they say anything or not. */
  int curvesOf(Place place) {
    return curves.getOrDefault(place, Set.of()).size();
  }

  /** How many curves an asset has, whether they say anything or not. */
  int curvesOf(String asset) {
    return (int) current.keySet().stream().filter(scope -> asset.equals(scope.asset())).count();
  }

  /** Whether what a strip's curve is of flows through this point and no other. */
  boolean isAlone(PointRef point) {
    return Set.of(point).equals(tops.get(point.device()));
  }

  /** By what a curve counts now, or null: it does not, as what has moved has another one. */
  @Nullable Assignment current(Scope curve) {
    return current.get(plain(curve));
  }

  /** Whether the curve is a share of what several things draw together. */
  boolean isShared(Scope curve) {
    return shared.contains(plain(curve));
  }
}
