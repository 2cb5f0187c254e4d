package io.garonne.model.withholding;

import io.garonne.model.Assignment;
import io.garonne.model.Attribution;
import io.garonne.model.Device;
import io.garonne.model.LivePower;
import io.garonne.model.Scope;
import io.garonne.model.inventory.Family;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Which sums of a day or less would tell of a single person, where each is looked at by itself. The
 * power of a class with one workstation is the power of that desk, whatever it is called. So a site
 * and class with a personal device and fewer than three devices in all is withheld where live
 * values are shown or days are stored; so is a larger sum from which fewer than three devices could
 * be found by subtracting what is shown. A computer and two screens may be one person's: of small
 * groups at one site only the largest counts. Pages are judged apart, by the devices with page
 * counters: those of one person's printer are that person's whatever else in its class draws power.
 * Months and years are no time clock and stay.
 */
public final class SmallGroups {
  private static final int ENOUGH = 3;
  private static final Members NOBODY = new Members(0, 0);

  /** Devices in a group and how many of them are personal. */
  private record Members(int devices, int personal) {
    Members plus(Members other) {
      return new Members(devices + other.devices, personal + other.personal);
    }

    boolean tooFew() {
      return personal > 0 && devices < ENOUGH;
    }
  }

  private final Collection<Device> devices;
  private final Map<Attribution, Members> groups;
  // Few of many: asked for every total there is.
  private final Map<String, List<Attribution>> sites;
  // Devices in the largest of a site's groups that are too small, by every scope beyond a site.
  private final Map<Scope, Map<String, Integer>> beyondSites = new HashMap<>();
  private @Nullable SmallGroups printers;
  // Scopes beyond a site in which somebody's own device is.
  private final Set<Scope> personalBeyondSites = new HashSet<>();

  /** Small groups among these: entity, site and class, without assets, with who is in it. */
  private SmallGroups(Collection<Device> devices, Map<Attribution, Members> groups) {
    this(
        devices,
        groups,
        groups.keySet().stream().collect(Collectors.groupingBy(Attribution::site)));
  }

  private SmallGroups(
      Collection<Device> devices,
      Map<Attribution, Members> groups,
      Map<String, List<Attribution>> sites) {
    this.devices = devices;
    this.groups = groups;
    this.sites = sites;
    groups.forEach(this::addBeyondSites);
  }

  private void addBeyondSites(Attribution group, Members members) {
    if (members.personal() == 0) {
      return;
    }
    for (Scope scope : group.groups()) {
      if (scope.site() == null) {
        personalBeyondSites.add(scope);
        if (members.tooFew()) {
          beyondSites
              .computeIfAbsent(scope, s -> new HashMap<>())
              .merge(group.site(), members.devices(), Math::max);
        }
      }
    }
  }

  /**
   * The groups of what is described.
   *
   * @param devices the inventory
   * @param at by the assignments of this instant, milliseconds since 1970 UTC; totals are judged by
   *     those of their own time
   */
  public static SmallGroups of(Collection<Device> devices, long at) {
    return of(devices, at, at + 1);
  }

  /** Who was there at some moment from an instant to another, which is not in it. */
  private static SmallGroups of(Collection<Device> devices, long from, long to) {
    Map<Attribution, Members> groups = new HashMap<>();
    for (Device device : devices) {
      Map<Attribution, Boolean> own = new HashMap<>();
      for (Assignment a : device.assignments()) {
        if (a.includeInTotals() && a.from() < to && from < a.to()) {
          Attribution.of(a)
              .forEach(at -> own.merge(at.withoutAsset(), a.personal(), Boolean::logicalOr));
        }
      }
      own.forEach(
          (group, personal) ->
              groups.merge(group, new Members(1, personal ? 1 : 0), Members::plus));
    }
    return new SmallGroups(devices, groups);
  }

  /** Whether a live value must not be shown; those of devices and racks are not sums of a class. */
  public boolean withholds(LivePower power) {
    Scope scope = new Scope(null, power.site(), power.equipmentClass(), null);
    return power.kind() == LivePower.Kind.SITE_CLASS
        && (withholds(scope) || (power.devices() < ENOUGH && hasPersonal(scope)));
  }

  /**
   * Whether the sum of a scope must not be shown, by who is described.
   *
   * @param scope of several devices, of a shape that {@link Attribution#groups()} gives; the entity
   *     of a site may be left out
   */
  public boolean withholds(Scope scope) {
    int devices =
        scope.site() == null
            ? beyondSites.getOrDefault(scope, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum()
            : near(scope).stream()
                .filter(group -> group.isIn(scope))
                .map(this::members)
                .filter(Members::tooFew)
                .mapToInt(Members::devices)
                .max()
                .orElse(0);
    return tooFew(devices);
  }

  /** The same of the groups of printers only. */
  SmallGroups printers() {
    SmallGroups made = printers;
    if (made == null) {
      made =
          new SmallGroups(
              devices,
              groups.entrySet().stream()
                  .filter(group -> group.getKey().family().equals(Family.PRINTING.label()))
                  .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
      printers = made;
    }
    return made;
  }

  /** Whether a sum has fewer than so many devices that nobody can be told from it. */
  static boolean tooFew(int devices) {
    return devices > 0 && devices < ENOUGH;
  }

  boolean hasPersonal(Scope scope) {
    return scope.site() == null
        ? personalBeyondSites.contains(scope)
        : near(scope).stream()
            .anyMatch(group -> group.isIn(scope) && members(group).personal() > 0);
  }

  /** The groups of a scope's site. */
  private List<Attribution> near(Scope scope) {
    return scope.site() == null ? List.of() : sites.getOrDefault(scope.site(), List.of());
  }

  private Members members(Attribution group) {
    return groups.getOrDefault(group, NOBODY);
  }

  /** The groups of one time after the other, made anew where somebody came or went. */
  final class InTime {
    private final long[] changes =
        devices.stream()
            .flatMap(device -> device.assignments().stream())
            .flatMapToLong(a -> LongStream.of(a.from(), a.to()))
            .sorted()
            .distinct()
            .toArray();
    private int first = -1;
    private int last = -1;
    private @Nullable SmallGroups latest;

    /** Those of who was there at some moment from one instant to another, which is not in it. */
    SmallGroups of(long start, long end) {
      int from = before(start);
      int to = before(end - 1);
      SmallGroups made = latest;
      if (made == null || from != first || to != last) {
        made = SmallGroups.of(devices, start, end);
        latest = made;
        first = from;
        last = to;
      }
      return made;
    }

    /** How many changes there were up to an instant. */
    private int before(long at) {
      int found = Arrays.binarySearch(changes, at);
      return found < 0 ? -found - 1 : found + 1;
    }
  }
}
