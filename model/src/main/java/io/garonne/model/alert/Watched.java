package io.garonne.model.alert;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.PointRef;
import io.garonne.model.calendar.Period;
import io.garonne.model.calendar.SiteCalendar;
import io.garonne.model.inventory.Descriptions;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.inventory.Family;
import io.garonne.model.inventory.MeteringPoint;
import io.garonne.model.room.Phase;
import io.garonne.model.room.PowerPoint;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the tables of the estate say of that which is watched. One thread. */
public final class Watched {
  private static final long MINUTE = 60_000L;

  private final Estate estate;
  private final Map<String, Device> devices;

  /** Lines that say through what a device reports, by device, that of the whole device first. */
  private final Map<String, List<MeteringPoint>> reached = new HashMap<>();

  private final Map<String, SiteCalendar> calendars = new HashMap<>();
  private final Map<String, Hours> hours = new HashMap<>();
  private final Map<String, Known> known = new TreeMap<>();
  private long knownIn = Long.MIN_VALUE;
  private List<PowerPoint> powerPoints = List.of();
  private final Map<PointRef, PowerPoint> byRef = new HashMap<>();
  private long powerPointsIn = Long.MIN_VALUE;

  private Watched(Estate estate) {
    this.estate = estate;
    this.devices = Descriptions.of(estate).devices();
    for (MeteringPoint point : estate.points()) {
      if (point.line().table() == EstateTable.POINTS
          && point.line().cell("reached_through") != null) {
        reached.computeIfAbsent(point.ref().device(), device -> new ArrayList<>()).add(point);
      }
    }
    reached.values().forEach(of -> of.sort(Comparator.comparing(MeteringPoint::ref)));
  }

  /** What is watched of an estate. */
  public static Watched of(Estate estate) {
    return new Watched(estate);
  }

  /**
   * What holds for a device now.
   *
   * @param name the device
   * @param of the first of its assignments, by channel
   * @param isIncluded whether any of it counts in totals
   * @param isPersonal whether any of it is somebody's own
   * @param isAbove whether it measures what other meters measure, too
   * @param family of what it measures
   * @param maxGap milliseconds after which its silence means something
   * @param parents other devices above it, the nearest first
   * @param through the switch, gateway, access point or poller through which it reports, or null:
   *     not said
   */
  record Known(
      String name,
      Assignment of,
      boolean isIncluded,
      boolean isPersonal,
      boolean isAbove,
      Family family,
      long maxGap,
      List<String> parents,
      @Nullable String through) {

    String site() {
      return of.site();
    }

    Place place(@Nullable String channel) {
      return new Place(of.site(), of.room(), of.rack(), name, channel, isPersonal);
    }
  }

  /**
   * What a site's calendar says of a minute.
   *
   * @param isClosed a closure covers the day
   * @param isOff nobody is there
   * @param hasWorks works are planned for it
   */
  record Hours(long minute, boolean isClosed, boolean isOff, boolean hasWorks) {}

  /** Devices that the tables describe at an instant, by name; looked at once a minute. */
  Map<String, Known> devices(long now) {
    if (now / MINUTE != knownIn) {
      knownIn = now / MINUTE;
      known.clear();
      for (Device device : devices.values()) {
        Known one = known(device, now);
        if (one != null) {
          known.put(one.name(), one);
        }
      }
    }
    return known;
  }

  private @Nullable String through(String device, long now) {
    return reached.getOrDefault(device, List.of()).stream()
        .filter(point -> point.validity().holdsAt(now))
        .map(point -> point.line().cell("reached_through"))
        .findFirst()
        .orElse(null);
  }

  private @Nullable Known known(Device device, long now) {
    List<Assignment> all =
        device.at(now).stream()
            .sorted(Comparator.comparing((Assignment a) -> a.channel() == null ? "" : a.channel()))
            .toList();
    if (all.isEmpty()) {
      return null;
    }
    Assignment first =
        all.stream().filter(Assignment::includeInTotals).findFirst().orElse(all.get(0));
    Set<String> parents = new LinkedHashSet<>();
    all.forEach(a -> a.tree().above().forEach(ref -> parents.add(ref.device())));
    parents.remove(device.device());
    Family family = Family.ofLabel(first.parts().get(0).family());
    return new Known(
        device.device(),
        first,
        all.stream().anyMatch(Assignment::includeInTotals),
        all.stream().anyMatch(Assignment::personal),
        all.stream().anyMatch(a -> a.tree().hasChildren()),
        family == null ? Family.OTHER : family,
        all.stream().mapToLong(a -> a.profile().maxGap()).max().orElseThrow(),
        List.copyOf(parents),
        through(device.device(), now));
  }

  /** Points as one who looks after a room sees them; they begin and end on quarter-hours. */
  List<PowerPoint> powerPoints(long now) {
    if (Period.slotOf(now) != powerPointsIn) {
      powerPointsIn = Period.slotOf(now);
      powerPoints = PowerPoint.of(estate, now);
      byRef.clear();
      powerPoints.forEach(point -> byRef.put(point.ref(), point));
    }
    return powerPoints;
  }

  /**
   * The current at which the breaker trips that is nearest to a channel, or to a device without
   * one: milliamperes, of all phases where the channel is none of them; null: none is stated.
   */
  @Nullable Long breaker(PointRef ref, long now) {
    List<PowerPoint> all = powerPoints(now);
    PowerPoint own = byRef.get(ref);
    PowerPoint nearest = own == null ? byRef.get(new PointRef(ref.device(), null)) : own;
    if (all.isEmpty() || nearest == null) {
      return null;
    }
    Long breaker = nearest.breaker();
    for (PointRef above : nearest.above()) {
      PowerPoint next = byRef.get(above);
      if (breaker == null && next != null) {
        nearest = next;
        breaker = next.breaker();
      }
    }
    boolean isWhole = nearest.phases() == 3 && Phase.ofChannel(ref.channel()) == null;
    return breaker == null || !isWhole ? breaker : (Long) (3 * breaker);
  }

  /** What the calendar of a site says. */
  Hours hours(String site, long at) {
    String key = site + "|" + at / MINUTE;
    if (hours.size() > 10_000) {
      hours.clear();
    }
    return hours.computeIfAbsent(
        key,
        k -> {
          SiteCalendar calendar = calendars.computeIfAbsent(site, estate::calendar);
          LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(at), zone(site));
          return new Hours(
              at / MINUTE,
              calendar.isClosed(day),
              calendar.isOffHours(at),
              !calendar.works(at).isEmpty());
        });
  }

  /** The zone of a site. */
  ZoneId zone(String site) {
    var of = estate.sites().get(site);
    return of == null ? estate.zone() : of.zone();
  }

  /** Whether a device is, or has ever been, somebody's own. */
  boolean isSomebodys(@Nullable String name) {
    Device device = name == null ? null : devices.get(name);
    return device != null && device.assignments().stream().anyMatch(Assignment::personal);
  }

  /** Whether the tables describe a device now, and have never described it as somebody's own. */
  boolean isNobodysOwn(String name, long now) {
    return devices(now).containsKey(name) && !isSomebodys(name);
  }

  /**
   * Whether the silence of a device would mean something now. What fell silent in a closure has
   * been switched off: it is missed once people are back.
   *
   * @param since when it fell silent, milliseconds since 1970 UTC
   */
  boolean isExpected(Known device, AlertSettings settings, long since, long now) {
    if (!device.isIncluded() || hours(device.site(), now).isClosed()) {
      return false;
    }
    boolean isSwitchedOff =
        settings.switchedOff().contains(device.family()) || hours(device.site(), since).isClosed();
    long before = now - settings.afterOpening().toMillis();
    return !isSwitchedOff
        || !(hours(device.site(), now).isOff() || hours(device.site(), before).isOff());
  }

  /** Names of those that are nobody's own, at most so many as an alert names. */
  List<String> names(Iterable<String> devices, long now) {
    Set<String> names = new TreeSet<>();
    for (String name : devices) {
      Known one = devices(now).get(name);
      if (one != null && !one.isPersonal()) {
        names.add(name);
      }
    }
    return names.stream().limit(Alert.NAMES).toList();
  }
}
