package io.garonne.model.room;

import io.garonne.model.Assignment;
import io.garonne.model.Scope;
import io.garonne.model.advice.AdviceRule;
import io.garonne.model.advice.IdleServer;
import io.garonne.model.advice.Keeping;
import io.garonne.model.advice.Worth;
import io.garonne.model.inventory.EquipmentClass;
import io.garonne.model.inventory.Estate;
import io.garonne.model.load.DayCurve;
import io.garonne.model.load.LoadHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Servers that have been at the floor of their own distribution for long. By quarter-hours, all
 * power supplies of a server together:
 *
 * <ul>
 *   <li>the floor is the 5th percentile of the mean powers of all quarter-hours that are kept, the
 *       top the 99th: neither a restart nor a measuring error moves them;
 *   <li>a quarter-hour is at the floor up to 10 % above it, or 5 W if that is more: the steps of a
 *       PDU;
 *   <li>a day is idle if 95 % of its quarter-hours are at the floor (a nightly backup does not wake
 *       it), and known if 75 % of them are;
 *   <li>the time at the floor is every known day from the newest back to the first that is not
 *       idle; it is told from 14 days on, while the newest known day is at most 2 days old;
 *   <li>it can do more if its top is 20 % and 10 W above the floor; else it has never been above
 *       it, which needs 28 known days to be said;
 *   <li>below 5 W it is off, and not idle.
 * </ul>
 *
 * A server that shares its channel with something else has no distribution of its own.
 */
public final class IdleRule implements AdviceRule {
  private static final String SERVER = "server";
  private static final int FLAT_DAYS = 28;
  private static final long OFF_MILLIWATTS = 5_000;

  /** No server draws a megawatt: whatever said so, this is no server's curve. */
  private static final long MOST_MILLIWATTS = 1_000_000_000L;

  private static final long YEAR_SECONDS = 365L * 86_400L;

  private final Estate estate;
  private final RoomPlaces places;
  private final Keeping keeping;
  private final Instant now;
  private final Map<String, Worth> worth = new HashMap<>();
  private final Map<String, Server> servers = new TreeMap<>();

  /** For an estate, as it is now. */
  public IdleRule(Estate estate, Instant now) {
    this.estate = estate;
    this.now = now;
    this.places = new RoomPlaces(estate, Set.of(), now.toEpochMilli());
    this.keeping = new Keeping(estate);
  }

  /** What is known of one server. */
  private static final class Server {
    private final Scope scope;
    private final Assignment as;
    private final ZoneId zone;
    private final Quarters quarters;
    private final Set<String> devices = new TreeSet<>();

    Server(Scope scope, Assignment as, int curves) {
      this.quarters = new Quarters(curves);
      this.scope = scope;
      this.as = as;
      this.zone = as.zone();
    }
  }

  @Override
  public void look(LoadHistory history) {
    Scope scope = history.scope();
    Assignment as = places.current(scope);
    boolean other = history.personal() || places.isShared(scope);
    if (as == null || other || !isServer(scope.equipmentClass())) {
      return;
    }
    String device = Objects.requireNonNull(scope.device());
    String asset = scope.asset();
    String name = asset == null ? "device " + device : "asset " + asset;
    Server server =
        servers.computeIfAbsent(
            name, n -> new Server(scope, as, asset == null ? 1 : places.curvesOf(asset)));
    server.devices.add(device);
    long end = now.toEpochMilli();
    history
        .days()
        .values()
        .forEach(day -> server.quarters.add(scope, day, start -> start + DayCurve.QUARTER <= end));
  }

  private boolean isServer(@Nullable String name) {
    EquipmentClass of = name == null ? null : estate.classes().get(name);
    return SERVER.equals(name) || (of != null && "Server".equals(of.numecoevalType()));
  }

  @Override
  public List<IdleServer> advice() {
    List<IdleServer> all = new ArrayList<>();
    for (Server server : servers.values()) {
      IdleServer idle = idle(server);
      if (idle != null) {
        all.add(idle);
      }
    }
    return all;
  }

  /** One local day: how many quarter-hours are known and at the floor, and their powers' sum. */
  private record Day(int known, int atFloor, long power, long quarters) {
    Day plus(Day other) {
      return new Day(known + other.known, atFloor + other.atFloor, power + other.power, quarters);
    }

    boolean isKnown() {
      return known * 4L >= quarters * 3;
    }

    boolean isIdle() {
      return atFloor * 100L >= known * 95L;
    }
  }

  private @Nullable IdleServer idle(Server server) {
    long[] powers = server.quarters.sorted();
    if (powers.length == 0) {
      return null;
    }
    long floor = percentile(powers, 5);
    long top = percentile(powers, 99);
    if (floor < OFF_MILLIWATTS || top > MOST_MILLIWATTS) {
      return null;
    }
    NavigableMap<LocalDate, Day> days = days(server, floor + Math.max(floor / 10, 5_000));
    days.values().removeIf(day -> !day.isKnown());
    LocalDate today = LocalDate.ofInstant(now, server.zone);
    if (days.isEmpty() || days.lastKey().isBefore(today.minusDays(2))) {
      return null;
    }
    LocalDate since = days.lastKey();
    int idle = 0;
    long power = 0;
    long known = 0;
    for (Map.Entry<LocalDate, Day> day : days.descendingMap().entrySet()) {
      if (!day.getValue().isIdle()) {
        break;
      }
      since = day.getKey();
      idle++;
      power += day.getValue().power();
      known += day.getValue().known();
    }
    boolean more = top >= floor + Math.max(floor / 5, 10_000);
    if (idle < IdleServer.DAYS || (!more && days.size() < FLAT_DAYS)) {
      return null;
    }
    return found(server, more, floor, top, since, idle, power / known, today);
  }

  private IdleServer found(
      Server server,
      boolean more,
      long floor,
      long top,
      LocalDate since,
      int days,
      long mean,
      LocalDate today) {
    Scope scope = server.scope;
    String asset = scope.asset();
    Collection<String> names = asset == null ? server.devices : List.of(asset);
    return new IdleServer(
        server.as.site(),
        server.as.room(),
        server.as.rack(),
        asset,
        new ArrayList<>(server.devices),
        more ? IdleServer.Kind.IDLE : IdleServer.Kind.NEVER_ABOVE_FLOOR,
        floor,
        top,
        since,
        days,
        // mW × s = mJ
        Math.multiplyExact(mean, YEAR_SECONDS),
        worth.computeIfAbsent(server.as.site(), site -> Worth.of(estate, site, today)),
        keeping.on(today, names));
  }

  private static NavigableMap<LocalDate, Day> days(Server server, long atMost) {
    NavigableMap<LocalDate, Day> days = new TreeMap<>();
    server.quarters.each(
        (start, power, whole) -> {
          if (whole) {
            LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(start), server.zone);
            days.merge(day, new Day(1, power <= atMost ? 1 : 0, power, 0), Day::plus);
          }
        });
    days.replaceAll(
        (day, one) ->
            new Day(
                one.known, one.atFloor, one.power, DayCurve.unknown(day, server.zone).quarters()));
    return days;
  }

  /** The smallest of them that so many per cent do not exceed (nearest rank). */
  private static long percentile(long[] sorted, int percent) {
    int rank = Math.ceilDiv(Math.multiplyExact(sorted.length, percent), 100);
    return sorted[Math.max(0, rank - 1)];
  }
}
