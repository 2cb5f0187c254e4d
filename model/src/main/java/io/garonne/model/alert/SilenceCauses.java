package io.garonne.model.alert;

import io.garonne.model.alert.Remembered.Condition;
import io.garonne.model.alert.Remembered.Heard;
import io.garonne.model.alert.Watched.Known;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What stands between devices and Garonne, and may silence them together. One thread. */
final class SilenceCauses {
  private static final long MINUTE = 60_000L;

  private final AlertSettings settings;

  /** Devices by what they stand behind, as the tables say; made anew once a minute. */
  private final Map<String, List<Known>> behind = new HashMap<>();

  private @Nullable Watched madeOf;
  private long madeIn = Long.MIN_VALUE;

  SilenceCauses(AlertSettings settings) {
    this.settings = settings;
  }

  /** Causes that could have silenced them, the widest first. */
  List<SilenceCause> of(Iterable<String> silent, SilentNow now) {
    Map<String, SilenceCause> sites = new TreeMap<>();
    Map<String, SilenceCause> parents = new TreeMap<>();
    Map<String, SilenceCause> throughs = new TreeMap<>();
    Map<String, SilenceCause> ways = new TreeMap<>();
    Map<String, SilenceCause> places = new TreeMap<>();
    Map<String, SilenceCause> rest = new TreeMap<>();
    for (String device : silent) {
      Known known = now.device(device);
      String site = known.site();
      sites.computeIfAbsent(site, key -> site(site, now));
      for (String parent : known.parents()) {
        Known above = now.known(parent);
        if (above != null && now.isMissing(parent)) {
          parents.computeIfAbsent(parent, key -> parent(above, now));
        }
      }
      if (known.through() != null) {
        throughs.computeIfAbsent(known.through(), name -> through(name, now));
      }
      Heard heard = now.heard(device);
      String via = heard == null ? null : heard.via();
      if (via != null) {
        ways.computeIfAbsent(site + "\t" + via, key -> way(site, via, now));
      }
      String room = known.of().room();
      String rack = known.of().rack();
      if (rack != null) {
        places.computeIfAbsent(rackKey(site, rack), key -> rack(site, room, rack, now));
      }
      if (room != null) {
        places.computeIfAbsent(roomKey(site, room), key -> room(site, room, now));
      }
      rest.computeIfAbsent(site, key -> several(site, now));
    }
    List<SilenceCause> all = new ArrayList<>();
    if (now.heardSites() > 1) {
      all.add(everything(now));
    }
    // What serves several sites is wider than one of them.
    throughs.values().stream().filter(c -> c.place().site() == null).forEach(all::add);
    all.addAll(sites.values());
    all.addAll(parents.values());
    throughs.values().stream().filter(c -> c.place().site() != null).forEach(all::add);
    all.addAll(ways.values());
    all.addAll(
        places.values().stream()
            .sorted(Comparator.comparingInt((SilenceCause c) -> c.place().rack() == null ? 1 : 0))
            .toList());
    all.addAll(rest.values());
    return all;
  }

  /** The cause of a group that was decided on before. */
  SilenceCause of(Condition c, SilentNow now) {
    String[] parts = c.about().split("\t", 3);
    String rest = c.about().substring(c.about().indexOf('\t') + 1);
    return switch (parts[0]) {
      case "site" -> site(rest, now);
      case "parent" -> {
        Known above = now.known(rest);
        yield above == null ? membersOnly(c, now) : parent(above, now);
      }
      case "through" -> through(rest, now);
      case "via" -> way(parts[1], parts[2], now);
      case "rack" -> rack(parts[1], c.alert().place().room(), parts[2], now);
      case "room" -> room(parts[1], parts[2], now);
      case "several" -> several(rest, now);
      case "all" -> everything(now);
      default -> membersOnly(c, now);
    };
  }

  private static SilenceCause everything(SilentNow now) {
    return new SilenceCause(
        Alert.Kind.ALL_SILENT,
        "all",
        Place.ESTATE,
        "nothing is heard from anywhere: the broker, the network or ingest",
        known -> true,
        List.copyOf(now.devices().values()),
        2,
        true);
  }

  private SilenceCause site(String site, SilentNow now) {
    return new SilenceCause(
        Alert.Kind.SITE_SILENT,
        siteKey(site),
        Place.site(site),
        "the whole site is silent: its power or its network",
        known -> known.site().equals(site),
        behind(siteKey(site), now),
        2,
        true);
  }

  private SilenceCause parent(Known above, SilentNow now) {
    String key = parentKey(above.name());
    List<Known> members = new ArrayList<>(behind(key, now));
    members.add(above);
    return new SilenceCause(
        Alert.Kind.GROUP_SILENT,
        key,
        above.place(null),
        "the meter above them is silent, too",
        known -> known.parents().contains(above.name()) || known.name().equals(above.name()),
        members,
        2,
        true);
  }

  private SilenceCause through(String name, SilentNow now) {
    List<Known> members = behind(throughKey(name), now);
    List<String> sites = members.stream().map(Known::site).distinct().limit(2).toList();
    return new SilenceCause(
        Alert.Kind.GROUP_SILENT,
        throughKey(name),
        sites.size() == 1 ? Place.site(sites.get(0)) : Place.ESTATE,
        "most that report through " + name + " are silent: it, its power or its network",
        known -> name.equals(known.through()),
        members,
        2,
        true);
  }

  private SilenceCause way(String site, String via, SilentNow now) {
    Predicate<Known> has =
        known -> {
          Heard heard = now.heard(known.name());
          return known.site().equals(site) && heard != null && via.equals(heard.via());
        };
    return new SilenceCause(
        Alert.Kind.GROUP_SILENT,
        "via\t" + site + "\t" + via,
        Place.site(site),
        "all that report by " + via + ": a gateway, a switch or a poller",
        has,
        behind(siteKey(site), now).stream().filter(has).toList(),
        3,
        true);
  }

  private SilenceCause rack(String site, @Nullable String room, String rack, SilentNow now) {
    return new SilenceCause(
        Alert.Kind.GROUP_SILENT,
        rackKey(site, rack),
        new Place(site, room, rack, null, null, false),
        "all of the rack: its feed or its switch",
        known -> known.site().equals(site) && rack.equals(known.of().rack()),
        behind(rackKey(site, rack), now),
        2,
        true);
  }

  private SilenceCause room(String site, String room, SilentNow now) {
    return new SilenceCause(
        Alert.Kind.GROUP_SILENT,
        roomKey(site, room),
        new Place(site, room, null, null, null, false),
        "all of the room: its feed or its switch",
        known -> known.site().equals(site) && room.equals(known.of().room()),
        behind(roomKey(site, room), now),
        3,
        true);
  }

  private SilenceCause several(String site, SilentNow now) {
    return new SilenceCause(
        Alert.Kind.GROUP_SILENT,
        "several\t" + site,
        Place.site(site),
        "several of the site at once, and nothing known that joins them",
        known -> known.site().equals(site),
        behind(siteKey(site), now),
        settings.several(),
        false);
  }

  private static SilenceCause membersOnly(Condition c, SilentNow now) {
    return new SilenceCause(
        c.alert().kind(),
        c.about(),
        c.alert().place(),
        c.alert().detail(),
        known -> c.members().contains(known.name()),
        c.members().stream().filter(now.devices()::containsKey).map(now::device).toList(),
        1,
        false);
  }

  private static String siteKey(String site) {
    return "site\t" + site;
  }

  private static String parentKey(String above) {
    return "parent\t" + above;
  }

  private static String throughKey(String name) {
    return "through\t" + name;
  }

  private static String rackKey(String site, String rack) {
    return "rack\t" + site + "\t" + rack;
  }

  private static String roomKey(String site, String room) {
    return "room\t" + site + "\t" + room;
  }

  private List<Known> behind(String key, SilentNow now) {
    if (madeOf != now.estate() || madeIn != now.at() / MINUTE) {
      madeOf = now.estate();
      madeIn = now.at() / MINUTE;
      behind.clear();
      now.devices().values().forEach(this::put);
    }
    return behind.getOrDefault(key, List.of());
  }

  private void put(Known known) {
    put(siteKey(known.site()), known);
    known.parents().forEach(parent -> put(parentKey(parent), known));
    if (known.through() != null) {
      put(throughKey(known.through()), known);
    }
    if (known.of().rack() != null) {
      put(rackKey(known.site(), known.of().rack()), known);
    }
    if (known.of().room() != null) {
      put(roomKey(known.site(), known.of().room()), known);
    }
  }

  private void put(String key, Known known) {
    behind.computeIfAbsent(key, of -> new ArrayList<>()).add(known);
  }
}
