package io.garonne.publish.persons;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Part;
import io.garonne.model.inventory.Asset;
import io.garonne.model.inventory.Descriptions;
import io.garonne.model.inventory.EquipmentClass;
import io.garonne.model.inventory.Estate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How many persons are behind what was measured of a site's class in a month: never more than there
 * are. Of the devices that the inventory describes only so many count as have been measured, those
 * with the fewest persons first; a line without {@code users} is one person's; one person may have
 * equipment of several classes; one meter is one person's. Devices that nobody has described, and
 * personal equipment that is not described any more, are taken for one person's, however many they
 * are.
 */
public final class Crowd {
  /** A site and class, of one entity or of all. */
  private record Group(@Nullable String entity, String site, String equipmentClass) {}

  /** Devices of a group: whose they are, and how many are nobody's. */
  private static final class Devices {
    private final Map<String, Integer> personal = new TreeMap<>();
    private final Set<String> shared = new HashSet<>();

    Described described() {
      int[] persons = personal.values().stream().mapToInt(Integer::intValue).sorted().toArray();
      Arrays.parallelPrefix(persons, Integer::sum);
      return new Described(persons, shared.size());
    }
  }

  /**
   * What is kept of them.
   *
   * @param persons behind so many of the personal ones, those with the fewest first
   * @param shared how many are nobody's
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
  private record Described(int[] persons, int shared) {}

  private final Estate estate;
  private final Map<String, Device> devices;
  private final Map<String, List<Asset>> assets = new HashMap<>();
  private final Map<YearMonth, Map<Group, Described>> months = new ConcurrentHashMap<>();

  public Crowd(Estate estate) {
    this(estate, Descriptions.of(estate).devices().values());
  }

  /**
   * Where not all devices are in the tables of the estate.
   *
   * @param estate how many use an asset, and which classes are personal; may be empty
   * @param devices as the inventory has them
   */
  public Crowd(Estate estate, Collection<Device> devices) {
    this.estate = estate;
    this.devices = new TreeMap<>();
    devices.forEach(device -> this.devices.put(device.device(), device));
    estate
        .assets()
        .forEach(asset -> assets.computeIfAbsent(asset.name(), n -> new ArrayList<>()).add(asset));
  }

  /**
   * Persons behind a site's class.
   *
   * @param measured devices that were
   */
  public int persons(String site, String equipmentClass, YearMonth month, int measured) {
    return persons(null, site, equipmentClass, month, measured);
  }

  /**
   * Persons behind a site's class in one entity.
   *
   * @param entity whose, or null: all
   * @param measured devices that were
   */
  public int persons(
      @Nullable String entity, String site, String equipmentClass, YearMonth month, int measured) {
    if (measured <= 0) {
      return 0;
    }
    if (equipmentClass.equals(Assignment.UNKNOWN_CLASS)) {
      return 1;
    }
    Described described =
        months.computeIfAbsent(month, this::described).get(new Group(entity, site, equipmentClass));
    if (described == null || described.persons().length == 0) {
      EquipmentClass known = estate.classes().get(equipmentClass);
      boolean own = known != null && known.personal();
      return own && (described == null || measured > described.shared()) ? 1 : 0;
    }
    int theirs = measured - described.shared();
    // One meter is no group, however many use what hangs on it.
    return theirs < 2
        ? 1
        : Math.max(1, described.persons()[Math.min(theirs, described.persons().length) - 1]);
  }

  private Map<Group, Described> described(YearMonth month) {
    Map<Group, Devices> groups = new HashMap<>();
    Set<String> counted = new HashSet<>();
    devices.forEach(
        (name, device) -> {
          for (Assignment a : device.assignments()) {
            if (a.includeInTotals()
                && a.from() < end(month, a.zone())
                && a.to() > start(month, a.zone())) {
              for (Part part : a.parts()) {
                int users = a.personal() ? users(part.asset(), month, counted) : 0;
                for (String entity : new @Nullable String[] {null, part.entity()}) {
                  Devices of =
                      groups.computeIfAbsent(
                          new Group(entity, a.site(), part.equipmentClass()), g -> new Devices());
                  if (a.personal()) {
                    of.personal.merge(name, users, Integer::sum);
                  } else {
                    of.shared.add(name);
                  }
                }
              }
            }
          }
        });
    Map<Group, Described> described = new HashMap<>();
    groups.forEach((group, of) -> described.put(group, of.described()));
    return described;
  }

  /** Of a piece of equipment on several meters only once. */
  private int users(@Nullable String asset, YearMonth month, Set<String> counted) {
    if (asset == null) {
      return 1;
    }
    if (!counted.add(asset)) {
      return 0;
    }
    int fewest = Integer.MAX_VALUE;
    for (Asset line : assets.getOrDefault(asset, List.of())) {
      boolean there =
          line.validity().from() < end(month, line.zone())
              && line.validity().to() > start(month, line.zone());
      if (there) {
        Integer said = line.users();
        fewest = Math.min(fewest, said == null ? 1 : said);
      }
    }
    return fewest == Integer.MAX_VALUE ? 1 : fewest;
  }

  private static long start(YearMonth month, ZoneId zone) {
    return month.atDay(1).atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private static long end(YearMonth month, ZoneId zone) {
    return start(month.plusMonths(1), zone);
  }
}
