package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.Attribution;
import io.garonne.model.Device;
import io.garonne.model.Scope;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The inventory of one partition: which device counted for what, and when. One thread. */
final class DeviceTable {
  private static final int MOST_SCOPES = 20_000;

  private final KeyValueStore<String, Device> store;
  private final Map<String, Device> devices = new HashMap<>();
  private final Map<Scope, ScopeValidity> validities = new HashMap<>();
  private final Assignment unassigned;

  DeviceTable(KeyValueStore<String, Device> store, ZoneId estateZone) {
    this.store = store;
    this.unassigned = Assignment.unassigned(estateZone);
    try (KeyValueIterator<String, Device> all = store.all()) {
      all.forEachRemaining(entry -> devices.put(entry.key, entry.value));
    }
  }

  /** What a channel counts for at an instant; the unassigned site if nobody said. */
  Assignment at(ChannelKey channel, long at) {
    return at(devices.get(channel.device()), channel.channel(), at);
  }

  /** The same under an older or newer description of the device. */
  Assignment at(@Nullable Device device, String channel, long at) {
    return at(device, channel, at, unassigned);
  }

  /** The same; outside of its validity a personal device is still somebody's. */
  static Assignment at(@Nullable Device device, String channel, long at, Assignment unassigned) {
    Assignment assignment = device == null ? null : device.at(channel, at);
    if (assignment != null) {
      return assignment;
    }
    boolean personal =
        device != null && device.assignments().stream().anyMatch(Assignment::personal);
    return personal ? unassigned.asPersonal() : unassigned;
  }

  /** Whether the channel, or without one any of the device's, is personal at an instant. */
  boolean isPersonal(String device, @Nullable String channel, long at) {
    if (channel != null) {
      return at(new ChannelKey(device, channel), at).personal();
    }
    Device described = devices.get(device);
    return described != null && described.assignments().stream().anyMatch(Assignment::personal);
  }

  /** Whether a row is of a device that was somebody's own at any time in it. */
  boolean isPersonalIn(RowId row) {
    String name = row.scope().device();
    Device described = name == null ? null : devices.get(name);
    return described != null
        && described.assignments().stream()
            .anyMatch(a -> a.personal() && a.from() < row.end() && a.to() > row.start());
  }

  /** Whether what the device said at an instant is to be forgotten. */
  boolean isForgotten(String device, long at) {
    Device described = devices.get(device);
    Long before = described == null ? null : described.forgetBefore();
    return before != null && at < before;
  }

  boolean isDescribed(String device) {
    return devices.containsKey(device);
  }

  /** Whether at any time some of it does not count in groups. */
  static boolean hasExcluded(@Nullable Device device) {
    return device != null && device.assignments().stream().anyMatch(a -> !a.includeInTotals());
  }

  @Nullable Device get(String device) {
    return devices.get(device);
  }

  /** Replaces a device's description; null takes it out. */
  void put(String name, @Nullable Device device) {
    Device before = devices.get(name);
    for (Scope scope : groups(before, device)) {
      ScopeValidity known = validities.get(scope);
      if (known != null) {
        known.change(before, device);
      }
    }
    if (device == null) {
      devices.remove(name);
      store.delete(name);
    } else {
      devices.put(name, device);
      store.put(name, device);
    }
  }

  Collection<Device> all() {
    return devices.values();
  }

  /** What a device counted for at some time other than one thing, where it counts in groups. */
  List<Attribution> others(String device, Attribution than) {
    Device described = devices.get(device);
    Set<Attribution> all = new LinkedHashSet<>(Attribution.of(unassigned));
    if (described != null) {
      described.assignments().stream()
          .filter(Assignment::includeInTotals)
          .forEach(a -> all.addAll(Attribution.of(a)));
    }
    all.remove(than);
    return List.copyOf(all);
  }

  /**
   * Devices valid in a period, and the sum of their validity within it.
   *
   * @param devices how many
   * @param millis milliseconds, summed over devices
   */
  record Expected(int devices, long millis) {
    static final Expected NOTHING = new Expected(0, 0);

    Expected plus(Expected other) {
      return new Expected(devices + other.devices, millis + other.millis);
    }

    Expected minus(Expected other) {
      return new Expected(devices - other.devices, millis - other.millis);
    }
  }

  /** What is expected of one device in a period while it counts for something. */
  Expected expectedOf(String device, Attribution as, RowId id) {
    Device described = devices.get(device);
    if (described == null) {
      return new Expected(1, id.end() - id.start());
    }
    return expectedOf(described, a -> Attribution.of(a).contains(as), id.start(), id.end());
  }

  private static Expected expectedOf(
      Device device, Predicate<Assignment> in, long start, long end) {
    long millis = 0;
    for (Assignment a : device.assignments()) {
      if (in.test(a) && a.from() < end && a.to() > start) {
        millis += Math.min(end, a.to()) - Math.max(start, a.from());
      }
    }
    return new Expected(millis > 0 ? 1 : 0, millis);
  }

  /**
   * How long in a period a device's own line holds, which stands for all of its channels that have
   * none.
   *
   * @param as what the device counts for
   * @param scope only where this scope counts it, and counts it as that and not as another part
   *     that it counts too; null: in the device's own totals
   */
  static long wholeMillis(
      @Nullable Device device, Attribution as, @Nullable Scope scope, RowId id) {
    if (device == null) {
      return scope == null ? id.end() - id.start() : 0;
    }
    return expectedOf(
            device,
            a -> a.channel() == null && (scope == null ? isOf(a, as) : isFirstIn(scope, a, as)),
            id.start(),
            id.end())
        .millis();
  }

  private static boolean isOf(Assignment a, Attribution as) {
    return Attribution.of(a).contains(as);
  }

  private static boolean isFirstIn(Scope scope, Assignment a, Attribution as) {
    return a.includeInTotals()
        && Attribution.of(a).stream()
            .filter(to -> to.isIn(scope))
            .findFirst()
            .equals(Optional.of(as));
  }

  /** What is expected of this partition in a row. */
  Expected expected(RollUp.GroupRow row) {
    Scope scope = row.id().scope();
    ScopeValidity known = validities.get(scope);
    if (known == null || known.isWorn()) {
      if (validities.size() > MOST_SCOPES) {
        validities.clear();
      }
      known = new ScopeValidity(scope, devices.values());
      validities.put(scope, known);
    }
    return known.in(row.id().start(), row.id().end());
  }

  /** Everything above devices that any of the descriptions counts in. */
  static Set<Scope> groups(@Nullable Device... descriptions) {
    Set<Scope> groups = new LinkedHashSet<>();
    for (Device device : descriptions) {
      if (device != null) {
        device.assignments().stream()
            .filter(Assignment::includeInTotals)
            .flatMap(a -> Attribution.of(a).stream())
            .forEach(to -> groups.addAll(to.groups()));
      }
    }
    return groups;
  }

  /**
   * What a device counted for and does not any more, and what counts in the same groups instead of
   * it: the asset has another name.
   */
  static Map<Scope, Scope> renamed(String device, @Nullable Device before, @Nullable Device now) {
    Set<Attribution> gone = attributions(before);
    Set<Attribution> come = attributions(now);
    gone.removeAll(attributions(now));
    come.removeAll(attributions(before));
    Map<Scope, Scope> renamed = new HashMap<>();
    for (Attribution old : gone) {
      come.stream()
          .filter(other -> other.groups().equals(old.groups()))
          .findFirst()
          .ifPresent(other -> renamed.put(old.ofDevice(device), other.ofDevice(device)));
    }
    return renamed;
  }

  private static Set<Attribution> attributions(@Nullable Device device) {
    Set<Attribution> all = new LinkedHashSet<>();
    if (device != null) {
      device.assignments().forEach(a -> all.addAll(Attribution.of(a)));
    }
    return all;
  }
}
