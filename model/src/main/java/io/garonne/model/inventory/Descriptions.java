package io.garonne.model.inventory;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Part;
import io.garonne.model.PointRef;
import io.garonne.model.TreePlace;
import io.garonne.model.metering.MeterProfile;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the tables of an estate say of each device: one description with its whole validity list,
 * which is all that metering, totals and the page know of the estate.
 */
public final class Descriptions {
  /** An estate whose parents go round is refused; it must not hang whoever looks at it. */
  private static final int MOST_LEVELS = 64;

  private final Estate estate;
  private final Map<PointRef, List<MeteringPoint>> points = new HashMap<>();
  private final Map<PointRef, List<MeteringPoint>> children = new HashMap<>();

  /** Points of a device that stand above others of the same device at some time. */
  private final Map<String, Set<PointRef>> inlets = new HashMap<>();

  private final Map<PointRef, List<Connection>> connections = new HashMap<>();
  private final Map<String, List<Asset>> assets = new HashMap<>();
  private final Set<String> problems = new LinkedHashSet<>();

  /**
   * Descriptions of an estate.
   *
   * @param devices by name
   * @param problems {@code file:line: text}: what the tables leave open or contradict
   */
  public record Result(Map<String, Device> devices, List<String> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  private Descriptions(Estate estate) {
    this.estate = estate;
    estate.points().forEach(p -> list(points, p.ref()).add(p));
    for (MeteringPoint point : estate.points()) {
      PointRef parent = point.parent();
      if (parent != null) {
        list(children, parent).add(point);
        if (parent.device().equals(point.ref().device())) {
          inlets.computeIfAbsent(parent.device(), d -> new TreeSet<>()).add(parent);
        }
      }
    }
    estate.connections().forEach(c -> list(connections, c.point()).add(c));
    estate.assets().forEach(a -> list(assets, a.name()).add(a));
  }

  private static <K, V> List<V> list(Map<K, List<V>> map, K key) {
    return map.computeIfAbsent(key, k -> new ArrayList<>());
  }

  /** The descriptions of every device that the estate names. */
  public static Result of(Estate estate) {
    Descriptions made = new Descriptions(estate);
    Map<String, Set<PointRef>> refs = new TreeMap<>();
    Stream.concat(made.points.keySet().stream(), made.connections.keySet().stream())
        .forEach(ref -> refs.computeIfAbsent(ref.device(), d -> new TreeSet<>()).add(ref));
    Map<String, Device> devices = new TreeMap<>();
    refs.forEach(
        (device, all) -> {
          List<Assignment> assignments = new ArrayList<>();
          all.forEach(ref -> assignments.addAll(made.assignments(ref)));
          if (!all.contains(new PointRef(device, null))) {
            assignments.addAll(rest(assignments));
          }
          devices.put(device, new Device(device, assignments));
        });
    for (EstateLine event : estate.lines(EstateTable.EVENTS)) {
      String device = event.cell("what");
      if ("forget".equals(event.cell("kind")) && device != null) {
        long before = OffsetDateTime.parse(event.required("at")).toInstant().toEpochMilli();
        devices.merge(
            device,
            new Device(device, List.of(), before, null),
            (known, forgotten) ->
                new Device(
                    device,
                    known.assignments(),
                    Math.max(before, Objects.requireNonNullElse(known.forgetBefore(), before)),
                    null));
      }
    }
    return new Result(devices, new ArrayList<>(made.problems));
  }

  /** The dated assignments of one channel, or of a whole device. */
  private List<Assignment> assignments(PointRef ref) {
    TreeSet<Long> cuts = new TreeSet<>();
    cuts(ref, cuts, new LinkedHashSet<>());
    childrenCuts(ref, cuts, 0);
    List<Assignment> all = new ArrayList<>();
    for (Long from : cuts) {
      Long next = cuts.higher(from);
      if (next == null) {
        break;
      }
      Assignment last = all.isEmpty() ? null : all.get(all.size() - 1);
      Assignment one = assignment(ref, from, next);
      if (one != null && last != null && last.to() == from && same(last, one)) {
        all.set(all.size() - 1, between(last, last.from(), next));
      } else if (one != null) {
        all.add(one);
      }
    }
    return all;
  }

  /**
   * Channels that nobody described, of a device with a channel that stands above others: what they
   * say is within what that one says, so they count in nothing but their device's own totals.
   */
  private static List<Assignment> rest(List<Assignment> described) {
    List<Assignment> rest = new ArrayList<>();
    long until = Long.MIN_VALUE;
    for (Assignment a :
        described.stream()
            .filter(one -> one.tree().hasChildren())
            .sorted(Comparator.comparingLong(Assignment::from))
            .toList()) {
      long from = Math.max(a.from(), until);
      if (from < a.to()) {
        rest.add(
            new Assignment(
                from,
                a.to(),
                null,
                a.site(),
                a.zone(),
                a.room(),
                a.rack(),
                false,
                a.personal(),
                List.of(part(null, a.entity(), "unknown", 1)),
                a.profile(),
                TreePlace.ALONE));
        until = a.to();
      }
    }
    return rest;
  }

  private static boolean same(Assignment a, Assignment b) {
    return between(a, 0, 1).equals(between(b, 0, 1));
  }

  private static Assignment between(Assignment a, long from, long to) {
    return new Assignment(
        from,
        to,
        a.channel(),
        a.site(),
        a.zone(),
        a.room(),
        a.rack(),
        a.includeInTotals(),
        a.personal(),
        a.parts(),
        a.profile(),
        a.tree());
  }

  /** Instants at which anything changes that a point's description depends on. */
  private void cuts(PointRef ref, Set<Long> cuts, Set<PointRef> seen) {
    if (!seen.add(ref)) {
      return;
    }
    for (MeteringPoint point : list(points, ref)) {
      cut(point.validity(), cuts);
      if (point.parent() != null) {
        cuts(point.parent(), cuts, seen);
      }
    }
    if (!connections.getOrDefault(ref, List.of()).isEmpty()) {
      for (PointRef inlet : inlets.getOrDefault(ref.device(), Set.of())) {
        cuts(inlet, cuts, seen);
        childrenCuts(inlet, cuts, 0);
      }
    }
    for (Connection connection : list(connections, ref)) {
      cut(connection.validity(), cuts);
      list(assets, connection.asset()).forEach(asset -> cut(asset.validity(), cuts));
    }
    if (ref.channel() != null) {
      cuts(new PointRef(ref.device(), null), cuts, seen);
    }
  }

  /** Children of an excluded point are those of what stands above it. */
  private void childrenCuts(PointRef ref, Set<Long> cuts, int depth) {
    for (MeteringPoint child : list(children, ref)) {
      cut(child.validity(), cuts);
      if (!child.includeInTotals() && depth < MOST_LEVELS) {
        childrenCuts(child.ref(), cuts, depth + 1);
      }
    }
  }

  private boolean hasChildren(PointRef ref, long at, int depth) {
    return list(children, ref).stream()
        .filter(child -> child.validity().holdsAt(at))
        .anyMatch(
            child ->
                child.includeInTotals()
                    || (depth < MOST_LEVELS && hasChildren(child.ref(), at, depth + 1)));
  }

  private static void cut(Validity validity, Set<Long> cuts) {
    if (!validity.isEmpty()) {
      cuts.add(validity.from());
      cuts.add(validity.to());
    }
  }

  private @Nullable Assignment assignment(PointRef ref, long at, long to) {
    MeteringPoint own = at(ref, at);
    List<Connection> connected =
        list(connections, ref).stream().filter(c -> c.validity().holdsAt(at)).toList();
    if (own == null && connected.isEmpty()) {
      return null;
    }
    // A channel that is only connected has the profile and place of its device.
    MeteringPoint point = own != null ? own : at(new PointRef(ref.device(), null), at);
    List<Asset> hanging = new ArrayList<>();
    for (Connection connection : connected) {
      list(assets, connection.asset()).stream()
          .filter(asset -> asset.validity().holdsAt(at))
          .forEach(hanging::add);
    }
    boolean hasChildren = hasChildren(ref, at, 0);
    EstateLine line = own != null ? own.line() : connected.get(0).line();
    PointRef parent = parent(ref, line, at);
    String site = site(ref, point, parent, hanging, line, at);
    if (site == null) {
      return null;
    }
    ZoneId zone = hanging.isEmpty() ? zoneOf(site, point) : hanging.get(0).zone();
    MeteringPoint standing = standing(ref, point, parent, at);
    return new Assignment(
        at,
        to,
        ref.channel(),
        site,
        zone,
        first(hanging.stream().map(Asset::room), standing == null ? null : standing.room()),
        first(hanging.stream().map(Asset::rack), standing == null ? null : standing.rack()),
        point == null || point.includeInTotals(),
        hanging.isEmpty()
            ? point != null && point.personal()
            : hanging.stream().anyMatch(Asset::personal),
        parts(point, hanging, site, hasChildren),
        point == null ? MeterProfile.DEFAULT : point.profile(),
        new TreePlace(
            above(ref, parent, at),
            hasChildren,
            point == null ? MeteringPoint.DEFAULT_ACCURACY_PPM : point.accuracyPpm()));
  }

  /** An outlet that says nothing of where it is, is where the inlet of its strip is. */
  private @Nullable MeteringPoint standing(
      PointRef ref, @Nullable MeteringPoint point, @Nullable PointRef parent, long at) {
    MeteringPoint next = point;
    PointRef above = parent;
    for (int depth = 0; depth < MOST_LEVELS; depth++) {
      boolean says = next != null && (next.room() != null || next.rack() != null);
      if (says || above == null || !above.device().equals(ref.device())) {
        return next;
      }
      next = at(above, at);
      above = next == null ? null : next.parent();
    }
    return next;
  }

  /**
   * What stands above a point. An outlet that is only connected is within the point that stands
   * above its device's other outlets.
   */
  private @Nullable PointRef parent(PointRef ref, EstateLine line, long at) {
    MeteringPoint own = at(ref, at);
    if (own != null) {
      return own.parent();
    }
    List<PointRef> within =
        inlets.getOrDefault(ref.device(), Set.of()).stream()
            .filter(inlet -> !inlet.equals(ref))
            .filter(
                inlet ->
                    list(children, inlet).stream()
                        .anyMatch(
                            child ->
                                child.ref().device().equals(ref.device())
                                    && child.validity().holdsAt(at)))
            .toList();
    if (within.size() > 1) {
      problems.add(
          line.place()
              + ": "
              + ref
              + " may be within "
              + within.stream().map(PointRef::toString).collect(Collectors.joining(" or "))
              + ": give it a line in points that names its parent");
    }
    if (!within.isEmpty()) {
      return within.get(0);
    }
    MeteringPoint whole = at(new PointRef(ref.device(), null), at);
    return whole == null ? null : whole.parent();
  }

  private @Nullable MeteringPoint at(PointRef ref, long at) {
    return list(points, ref).stream()
        .filter(point -> point.validity().holdsAt(at))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String first(
      Stream<@Nullable String> ofAssets, @Nullable String ofPoint) {
    return ofAssets.filter(Objects::nonNull).findFirst().orElse(ofPoint);
  }

  private ZoneId zoneOf(String site, @Nullable MeteringPoint point) {
    Site known = estate.sites().get(site);
    return known != null ? known.zone() : point == null ? estate.zone() : point.zone();
  }

  /** Where the assets stand, else the point, else what is above it. */
  private @Nullable String site(
      PointRef ref,
      @Nullable MeteringPoint point,
      @Nullable PointRef parent,
      List<Asset> hanging,
      EstateLine line,
      long at) {
    List<String> sites = hanging.stream().map(Asset::site).distinct().toList();
    if (sites.size() > 1) {
      problems.add(
          line.place()
              + ": "
              + ref
              + " serves assets at "
              + String.join(" and ", sites)
              + " at one time");
    }
    if (!sites.isEmpty()) {
      return sites.get(0);
    }
    if (point != null && point.site() != null) {
      return point.site();
    }
    PointRef next = parent;
    for (int depth = 0; next != null && depth < MOST_LEVELS; depth++) {
      MeteringPoint one = at(next, at);
      if (one != null && one.site() != null) {
        return one.site();
      }
      next = one == null ? null : one.parent();
    }
    problems.add(
        line.place() + ": " + ref + " has no site, and no asset that says where it stands");
    return null;
  }

  private List<Part> parts(
      @Nullable MeteringPoint point, List<Asset> hanging, String site, boolean hasChildren) {
    if (hanging.isEmpty()) {
      EquipmentClass of = point == null ? null : point.equipmentClass();
      String entity = point == null ? null : point.entity();
      Site known = estate.sites().get(site);
      String whose = entity != null ? entity : known == null ? site : known.entity();
      return List.of(
          of == null || hasChildren
              ? part(null, whose, hasChildren ? "unmetered" : "unknown", 1)
              : new Part(null, whose, of.name(), of.family().label(), 1));
    }
    boolean declared = hanging.stream().allMatch(asset -> asset.declaredWeeklyWh() != null);
    List<Part> parts = new ArrayList<>();
    for (Asset asset : hanging) {
      Long weekly = asset.declaredWeeklyWh();
      long weight = (declared && weekly != null ? weekly : 1) * asset.quantity();
      parts.add(
          hasChildren
              ? part(asset.name(), asset.entity(), "unmetered", weight)
              : new Part(
                  asset.name(),
                  asset.entity(),
                  asset.equipmentClass().name(),
                  asset.equipmentClass().family().label(),
                  weight));
    }
    return parts;
  }

  private static Part part(@Nullable String asset, String entity, String name, long weight) {
    return new Part(asset, entity, name, EquipmentClasses.familyOf(name).label(), weight);
  }

  private List<PointRef> above(PointRef ref, @Nullable PointRef parent, long at) {
    List<PointRef> above = new ArrayList<>();
    PointRef next = parent;
    for (int depth = 0; next != null && depth < MOST_LEVELS; depth++) {
      MeteringPoint one = at(next, at);
      if (one != null && one.includeInTotals() && !next.equals(ref)) {
        above.add(next);
      }
      next = one == null ? null : one.parent();
    }
    return above;
  }
}
