package io.garonne.model.alert;

import io.garonne.model.alert.Remembered.Condition;
import io.garonne.model.alert.Remembered.Heard;
import io.garonne.model.alert.Watched.Known;
import io.garonne.model.inventory.Family;
import io.garonne.model.metering.MeterProfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which devices say nothing any more, and what has probably silenced them together. Silent ones are
 * collected for a short time; then the widest cause is taken that nothing heard since speaks
 * against. Those that fall silent later join it. One thread.
 */
final class SilenceWatch {
  private static final long PPM = 1_000_000L;

  /** So many of somebody's own behind one alert are a group; fewer are persons. */
  private static final int FEW_PERSONS = 5;

  static final List<Alert.Kind> GROUPS =
      List.of(Alert.Kind.ALL_SILENT, Alert.Kind.SITE_SILENT, Alert.Kind.GROUP_SILENT);

  private final AlertSettings settings;
  private final AlertBook book;

  /** When devices were first noticed to be silent, by device. */
  private final Map<String, Long> noticed = new TreeMap<>();

  /** Since when members of groups are heard again, by device. */
  private final Map<String, Long> back = new HashMap<>();

  /** Ids of open alerts of whose members only some names are known. */
  private final Set<String> incomplete = new HashSet<>();

  private long started = Long.MIN_VALUE;

  SilenceWatch(AlertSettings settings, AlertBook book) {
    this.settings = settings;
    this.book = book;
  }

  /** Of this alert only the record is known: who stands behind it is looked for. */
  void complete(String id) {
    incomplete.add(id);
  }

  /** What is known at one look. */
  private record Now(
      Map<String, Known> devices, Map<String, Heard> heard, Watched estate, long at) {

    long lastHeard(String device) {
      Heard of = heard.get(device);
      return of == null ? Long.MIN_VALUE : of.at();
    }
  }

  /**
   * A possible cause.
   *
   * @param kind what it would be
   * @param about what it would be about
   * @param place where
   * @param detail how people read it
   * @param has whether a device stands behind it
   * @param least silent devices below which it is none
   * @param mustBeMost whether most of what is behind it must be silent
   */
  private record Cause(
      Alert.Kind kind,
      String about,
      Place place,
      String detail,
      java.util.function.Predicate<Known> has,
      int least,
      boolean mustBeMost) {}

  /**
   * Looks at who is silent.
   *
   * @param heard what was heard, by device
   */
  void look(Map<String, Heard> heard, Watched estate, long at) {
    if (started == Long.MIN_VALUE) {
      started = at;
    }
    Now now = new Now(estate.devices(at), heard, estate, at);
    Set<String> taken = new HashSet<>();
    holdSingle(now, taken);
    NavigableSet<String> fresh = fresh(now, taken);
    holdGroups(now, taken, fresh);
    noticed.keySet().retainAll(fresh);
    fresh.forEach(device -> noticed.putIfAbsent(device, at));
    long due = at - settings.collectFor().toMillis();
    if (noticed.values().stream().anyMatch(since -> since <= due)) {
      decide(now, fresh, due);
    }
  }

  /** Devices that have an alert of their own keep it, whatever joins them later. */
  private void holdSingle(Now now, Set<String> taken) {
    for (Condition c : new ArrayList<>(book.all())) {
      String device = c.alert().place().device();
      if (c.alert().isOpen() && device != null && c.about().equals(about(device))) {
        taken.add(device);
        if (isStillSilent(device, now)) {
          book.keep(Alert.Kind.DEVICE_SILENT, c.about());
        }
      }
    }
  }

  private static String about(String device) {
    return "device\t" + device;
  }

  /** Whether nothing was heard of a device that an alert is about already, whatever the hour. */
  private static boolean isStillSilent(String device, Now now) {
    Known known = now.devices().get(device);
    Heard heard = now.heard().get(device);
    if (known == null || !known.isIncluded() || (heard != null && heard.isOff())) {
      return false;
    }
    return heard == null || heard.isLost() || heard.at() + known.maxGap() < now.at();
  }

  /** Silent devices that no alert of their own is about, in order. */
  private NavigableSet<String> fresh(Now now, Set<String> taken) {
    NavigableSet<String> fresh = new TreeSet<>();
    now.heard()
        .forEach(
            (device, heard) -> {
              Known known = now.devices().get(device);
              if (known != null && !taken.contains(device) && isSilent(known, heard, now)) {
                fresh.add(device);
              }
            });
    return fresh;
  }

  /** After a start nothing has been missed yet: its own silence is nobody else's. */
  private boolean isSilent(Known known, Heard heard, Now now) {
    boolean isOverdue = Math.max(heard.at(), started) + known.maxGap() < now.at();
    return !heard.isOff()
        && (heard.isLost() || isOverdue)
        && now.estate()
            .isExpected(known, settings, Math.min(heard.at() + known.maxGap(), now.at()), now.at());
  }

  /**
   * Goes on with open groups: takes in who joins, lets go who is back; they leave {@code fresh}.
   */
  private void holdGroups(Now now, Set<String> taken, NavigableSet<String> fresh) {
    for (Alert.Kind kind : GROUPS) {
      for (Condition c : new ArrayList<>(book.all())) {
        if (c.alert().isOpen() && c.alert().kind() == kind) {
          holdGroup(c, now, taken, fresh);
        }
      }
    }
  }

  private void holdGroup(Condition c, Now now, Set<String> taken, NavigableSet<String> fresh) {
    Cause cause = cause(c, now);
    NavigableSet<String> members = new TreeSet<>();
    NavigableSet<String> silent = new TreeSet<>();
    Set<String> before = new TreeSet<>(c.members());
    if (incomplete.remove(c.alert().id())) {
      now.devices().values().stream()
          .filter(cause.has())
          .map(Known::name)
          .filter(device -> !taken.contains(device) && isStillSilent(device, now))
          .forEach(before::add);
    }
    for (String device : before) {
      if (isStillSilent(device, now)) {
        back.remove(device);
        members.add(device);
        silent.add(device);
      } else {
        long since = back.computeIfAbsent(device, d -> now.at());
        if (now.at() - since < settings.clearFor().toMillis()) {
          members.add(device);
        } else {
          back.remove(device);
        }
      }
    }
    for (String device : List.copyOf(fresh)) {
      if (cause.has().test(Objects.requireNonNull(now.devices().get(device)))
          && members.add(device)) {
        silent.add(device);
      }
    }
    fresh.removeAll(members);
    if (goesOn(cause, silent, now)) {
      book.hold(held(cause, members, c.alert().since(), now));
    }
  }

  /** A cause that has been told goes on until most of what is behind it is heard again. */
  private boolean goesOn(Cause cause, NavigableSet<String> silent, Now now) {
    if (silent.isEmpty()) {
      return false;
    }
    return cause.mustBeMost()
        ? silent.size() >= alive(cause, silent, now)
        : silent.size() * 2 >= cause.least();
  }

  private void decide(Now now, NavigableSet<String> fresh, long due) {
    for (Cause cause : causes(now, fresh)) {
      NavigableSet<String> silent = new TreeSet<>();
      fresh.stream().filter(d -> behind(cause, d, now)).forEach(silent::add);
      if (silent.isEmpty()) {
        continue;
      }
      NavigableSet<String> all = new TreeSet<>(silent);
      List<Condition> narrower = narrower(cause, now, all);
      if (all.size() >= cause.least() && (!cause.mustBeMost() || isMost(cause, all, now))) {
        narrower.forEach(c -> book.absorb(c, now.at()));
        endOwn(cause, all, now);
        book.hold(held(cause, all, newest(all, now), now));
        fresh.removeAll(all);
      }
    }
    for (String device : List.copyOf(fresh)) {
      if (Objects.requireNonNullElse(noticed.get(device), now.at()) <= due) {
        book.hold(single(Objects.requireNonNull(now.devices().get(device)), now));
        fresh.remove(device);
      }
    }
    noticed.keySet().retainAll(fresh);
  }

  /** A meter whose silence is why others are silent is not told of apart from them. */
  private void endOwn(Cause cause, NavigableSet<String> all, Now now) {
    String device = cause.place().device();
    Condition own = device == null ? null : book.open(Alert.Kind.DEVICE_SILENT, about(device));
    if (device != null && own != null) {
      all.add(device);
      book.absorb(own, now.at());
    }
  }

  private static boolean behind(Cause cause, String device, Now now) {
    return cause.has().test(Objects.requireNonNull(now.devices().get(device)));
  }

  /** Open groups all of which stand behind a wider cause; their members are added. */
  private List<Condition> narrower(Cause cause, Now now, NavigableSet<String> all) {
    List<Condition> found = new ArrayList<>();
    for (Condition c : book.all()) {
      Alert a = c.alert();
      boolean isGroup = a.isOpen() && GROUPS.contains(a.kind());
      if (isGroup
          && !c.about().equals(cause.about())
          && c.members().stream()
              .allMatch(d -> now.devices().containsKey(d) && behind(cause, d, now))) {
        found.add(c);
        all.addAll(c.members());
      }
    }
    return found;
  }

  /** Whether most of what could have been heard since the last of them was not. */
  private boolean isMost(Cause cause, NavigableSet<String> silent, Now now) {
    long alive = alive(cause, silent, now);
    if (cause.kind() == Alert.Kind.ALL_SILENT) {
      // A single device that gets through says that the way is open.
      return alive == 0 && sites(silent, now) > 1;
    }
    return silent.size() * PPM >= settings.mostPpm() * (silent.size() + alive);
  }

  /** How many devices were heard since; of those that are due later nothing is known. */
  private static long alive(Cause cause, NavigableSet<String> silent, Now now) {
    long cut = Math.max(newest(silent, now), firstMissed(silent, now));
    return now.devices().values().stream()
        .filter(cause.has())
        .filter(known -> !silent.contains(known.name()))
        .filter(
            known -> {
              MeterProfile profile = known.of().profile();
              boolean onChange = profile.reporting() == MeterProfile.Reporting.ON_CHANGE;
              long due = onChange ? known.maxGap() : 2 * profile.interval();
              long last = now.lastHeard(known.name());
              return last > cut && now.at() - last <= due;
            })
        .count();
  }

  /**
   * When the first of them should have spoken again. Whatever has silenced them may have come as
   * late as that: who spoke before, and has nothing to say since, is not known to be alive.
   */
  private static long firstMissed(Collection<String> devices, Now now) {
    return devices.stream()
        .filter(device -> now.lastHeard(device) > Long.MIN_VALUE)
        .map(now.devices()::get)
        .filter(
            known ->
                known != null
                    && known.of().profile().reporting() == MeterProfile.Reporting.PERIODIC)
        .mapToLong(known -> now.lastHeard(known.name()) + known.of().profile().interval())
        .min()
        .orElse(Long.MIN_VALUE);
  }

  private static long newest(Collection<String> devices, Now now) {
    return devices.stream()
        .mapToLong(now::lastHeard)
        .filter(at -> at > Long.MIN_VALUE)
        .max()
        .orElse(now.at());
  }

  /** Causes that could have silenced them, the widest first. */
  private List<Cause> causes(Now now, NavigableSet<String> fresh) {
    Map<String, Cause> sites = new TreeMap<>();
    Map<String, Cause> parents = new TreeMap<>();
    Map<String, Cause> throughs = new TreeMap<>();
    Map<String, Cause> ways = new TreeMap<>();
    Map<String, Cause> places = new TreeMap<>();
    Map<String, Cause> rest = new TreeMap<>();
    for (String device : fresh) {
      Known known = Objects.requireNonNull(now.devices().get(device));
      put(sites, site(known.site()));
      for (String parent : known.parents()) {
        Known above = now.devices().get(parent);
        if (above != null && isMissing(parent, now)) {
          put(parents, parent(above));
        }
      }
      if (known.through() != null) {
        put(throughs, through(known.through(), now));
      }
      Heard heard = now.heard().get(device);
      if (heard != null && heard.via() != null) {
        put(ways, way(known.site(), heard.via(), now));
      }
      if (known.of().rack() != null) {
        put(places, rack(known.of().site(), known.of().room(), known.of().rack()));
      }
      if (known.of().room() != null) {
        put(places, room(known.of().site(), known.of().room()));
      }
      put(rest, several(known.site()));
    }
    List<Cause> all = new ArrayList<>();
    if (sites(now.heard().keySet(), now) > 1) {
      all.add(everything());
    }
    // What serves several sites is wider than one of them.
    throughs.values().stream().filter(c -> c.place().site() == null).forEach(all::add);
    all.addAll(sites.values());
    all.addAll(parents.values());
    throughs.values().stream().filter(c -> c.place().site() != null).forEach(all::add);
    all.addAll(ways.values());
    all.addAll(
        places.values().stream()
            .sorted(Comparator.comparingInt((Cause c) -> c.place().rack() == null ? 1 : 0))
            .toList());
    all.addAll(rest.values());
    return all;
  }

  private static void put(Map<String, Cause> causes, Cause cause) {
    causes.putIfAbsent(cause.about(), cause);
  }

  private static boolean isMissing(String device, Now now) {
    return now.heard().containsKey(device) && isStillSilent(device, now);
  }

  private static long sites(Collection<String> devices, Now now) {
    return devices.stream()
        .map(now.devices()::get)
        .filter(known -> known != null && known.isIncluded())
        .map(Known::site)
        .distinct()
        .count();
  }

  private static Cause everything() {
    return new Cause(
        Alert.Kind.ALL_SILENT,
        "all",
        Place.ESTATE,
        "nothing is heard from anywhere: the broker, the network or ingest",
        known -> true,
        2,
        true);
  }

  private static Cause site(String site) {
    return new Cause(
        Alert.Kind.SITE_SILENT,
        "site\t" + site,
        Place.site(site),
        "the whole site is silent: its power or its network",
        known -> known.site().equals(site),
        2,
        true);
  }

  private static Cause parent(Known above) {
    return new Cause(
        Alert.Kind.GROUP_SILENT,
        "parent\t" + above.name(),
        above.place(null),
        "the meter above them is silent, too",
        known -> known.parents().contains(above.name()) || known.name().equals(above.name()),
        2,
        false);
  }

  private static Cause through(String name, Now now) {
    List<String> sites =
        now.devices().values().stream()
            .filter(known -> name.equals(known.through()))
            .map(Known::site)
            .distinct()
            .limit(2)
            .toList();
    return new Cause(
        Alert.Kind.GROUP_SILENT,
        "through\t" + name,
        sites.size() == 1 ? Place.site(sites.get(0)) : Place.ESTATE,
        "most that report through " + name + " are silent: it, its power or its network",
        known -> name.equals(known.through()),
        2,
        true);
  }

  private static Cause way(String site, String via, Now now) {
    return new Cause(
        Alert.Kind.GROUP_SILENT,
        "via\t" + site + "\t" + via,
        Place.site(site),
        "all that report by " + via + ": a gateway, a switch or a poller",
        known -> {
          Heard heard = now.heard().get(known.name());
          return known.site().equals(site) && heard != null && via.equals(heard.via());
        },
        3,
        true);
  }

  private static Cause rack(String site, @Nullable String room, String rack) {
    return new Cause(
        Alert.Kind.GROUP_SILENT,
        "rack\t" + site + "\t" + rack,
        new Place(site, room, rack, null, null, false),
        "all of the rack: its feed or its switch",
        known -> known.site().equals(site) && rack.equals(known.of().rack()),
        2,
        true);
  }

  private static Cause room(String site, String room) {
    return new Cause(
        Alert.Kind.GROUP_SILENT,
        "room\t" + site + "\t" + room,
        new Place(site, room, null, null, null, false),
        "all of the room: its feed or its switch",
        known -> known.site().equals(site) && room.equals(known.of().room()),
        3,
        true);
  }

  private Cause several(String site) {
    return new Cause(
        Alert.Kind.GROUP_SILENT,
        "several\t" + site,
        Place.site(site),
        "several of the site at once, and nothing known that joins them",
        known -> known.site().equals(site),
        settings.several(),
        false);
  }

  /** The cause of a group that was decided on before. */
  private Cause cause(Condition c, Now now) {
    String[] parts = c.about().split("\t", 3);
    return switch (parts[0]) {
      case "site" -> site(c.about().substring("site\t".length()));
      case "parent" -> {
        String name = c.about().substring("parent\t".length());
        Known above = now.devices().get(name);
        yield above == null ? membersOnly(c) : parent(above);
      }
      case "through" -> through(c.about().substring("through\t".length()), now);
      case "via" -> way(parts[1], parts[2], now);
      case "rack" -> rack(parts[1], c.alert().place().room(), parts[2]);
      case "room" -> room(parts[1], parts[2]);
      case "several" -> several(c.about().substring("several\t".length()));
      case "all" -> everything();
      default -> membersOnly(c);
    };
  }

  private static Cause membersOnly(Condition c) {
    return new Cause(
        c.alert().kind(),
        c.about(),
        c.alert().place(),
        c.alert().detail(),
        known -> c.members().contains(known.name()),
        1,
        false);
  }

  private static AlertBook.Held held(
      Cause cause, NavigableSet<String> members, long since, Now now) {
    List<Known> known = members.stream().map(now.devices()::get).filter(Objects::nonNull).toList();
    boolean isRoom =
        known.stream()
            .map(Known::family)
            .anyMatch(f -> f == Family.SERVER_ROOM_IT || f == Family.SERVER_ROOM_FACILITY);
    boolean isPersonal =
        known.size() < FEW_PERSONS
            && !known.isEmpty()
            && known.stream().allMatch(Known::isPersonal);
    Severity severity =
        isPersonal
            ? Severity.INFO
            : isRoom || cause.kind() == Alert.Kind.ALL_SILENT
                ? Severity.CRITICAL
                : Severity.WARNING;
    Place p = cause.place();
    return new AlertBook.Held(
        cause.kind(),
        cause.about(),
        severity,
        new Place(
            p.site(), p.room(), p.rack(), p.device(), p.channel(), p.personal() || isPersonal),
        since,
        null,
        null,
        null,
        cause.detail(),
        now.estate().names(members, now.at()),
        members);
  }

  private static AlertBook.Held single(Known known, Now now) {
    long last = now.lastHeard(known.name());
    return new AlertBook.Held(
        Alert.Kind.DEVICE_SILENT,
        about(known.name()),
        known.isPersonal() ? Severity.INFO : Severity.WARNING,
        known.place(null),
        last,
        null,
        known.maxGap(),
        "ms",
        "nothing heard since, and it should have said something within the limit");
  }
}
