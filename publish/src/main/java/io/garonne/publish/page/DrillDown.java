package io.garonne.publish.page;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.LivePower;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is below a site: its racks, or the devices of one, or the outlets of a device, with what
 * each draws now against its rating. Never a personal device.
 *
 * @param rooms rooms of the site's racks and devices
 * @param racks racks of the site or room with what they draw
 * @param things devices, or a device's outlets, by name
 */
record DrillDown(SortedSet<String> rooms, List<LivePower> racks, List<Thing> things) {

  /**
   * A device or an outlet.
   *
   * @param name of the device, or of the outlet
   * @param device whose page says more, or null: nothing does
   * @param kind class of its equipment
   * @param power milliwatts, or null: it is silent
   * @param rating milliwatts, or null: nobody has stated it
   * @param at milliseconds since 1970 UTC of its value
   */
  record Thing(
      String name,
      @Nullable String device,
      String kind,
      @Nullable Long power,
      @Nullable Long rating,
      @Nullable Long at) {}

  static DrillDown of(Look look) {
    String site = Objects.requireNonNull(look.asked("site"));
    String device = look.asked("device");
    if (device != null) {
      return new DrillDown(new TreeSet<>(), List.of(), outlets(look, site, device));
    }
    String room = look.asked("room");
    String rack = look.asked("rack");
    SortedSet<String> rooms = new TreeSet<>();
    SortedSet<String> racksThere = new TreeSet<>();
    List<Thing> things = new ArrayList<>();
    for (Device one : look.views().devices().all()) {
      Assignment as = whole(one, look.now());
      if (as == null || !as.site().equals(site)) {
        continue;
      }
      if (as.room() != null) {
        rooms.add(as.room());
      }
      if (room != null && !room.equals(as.room())) {
        continue;
      }
      if (as.rack() != null) {
        racksThere.add(as.rack());
      }
      if (!isPersonal(one, look.now()) && Objects.equals(rack, as.rack())) {
        things.add(thing(look, one.device(), as));
      }
    }
    things.sort(Comparator.comparing(Thing::name));
    List<LivePower> racks =
        rack != null
            ? List.of()
            : look.views().live().all().stream()
                .filter(p -> p.kind() == LivePower.Kind.RACK && p.site().equals(site))
                .filter(p -> room == null || racksThere.contains(String.valueOf(p.rack())))
                .toList();
    return new DrillDown(rooms, racks, things);
  }

  /** Milliwatts of what is looked at; null where it says nothing. */
  static @Nullable Long power(Look look) {
    String device = look.asked("device");
    String rack = look.asked("rack");
    String site = look.asked("site");
    if (device != null) {
      LivePower live = live(look, device);
      return live == null ? null : Long.valueOf(live.power());
    }
    if (rack != null && site != null) {
      LivePower live = look.views().live().of("rack|" + site + "|" + rack);
      return live == null ? null : Long.valueOf(live.power());
    }
    LivePanel panel = LivePanel.of(look.views().live().all(), look.tellsOfPersons(), site);
    return panel.newestAt() == null ? null : Long.valueOf(panel.power());
  }

  private static List<Thing> outlets(Look look, String site, String device) {
    Device known = look.views().devices().of(device);
    Assignment whole = known == null ? null : whole(known, look.now());
    if (known == null
        || whole == null
        || !whole.site().equals(site)
        || isPersonal(known, look.now())) {
      return List.of();
    }
    List<Thing> all = new ArrayList<>();
    all.add(thing(look, device, whole));
    for (LivePower p : look.views().live().from("channel|" + device + "|")) {
      String channel = String.valueOf(p.channel());
      Assignment as = Objects.requireNonNullElse(known.at(channel, look.now()), whole);
      if (p.kind() == LivePower.Kind.CHANNEL && !p.personal()) {
        all.add(
            new Thing(
                look.get("path.channel", channel),
                null,
                as.equipmentClass(),
                p.power(),
                channel.equals(as.channel()) ? rating(as) : null,
                p.at()));
      }
    }
    return all;
  }

  private static Thing thing(Look look, String device, Assignment as) {
    LivePower live = live(look, device);
    return new Thing(
        device,
        device,
        as.equipmentClass(),
        live == null ? null : live.power(),
        rating(as),
        live == null ? null : live.at());
  }

  private static @Nullable LivePower live(Look look, String device) {
    Device known = look.views().devices().of(device);
    return known != null && isPersonal(known, look.now())
        ? null
        : look.views().live().of("device|" + device);
  }

  private static @Nullable Long rating(Assignment as) {
    return as.profile().ratingStated() ? as.profile().ratedPower() : null;
  }

  /** What it counts for as a whole, else its first channel. */
  private static @Nullable Assignment whole(Device device, long now) {
    List<Assignment> at = device.at(now);
    return at.stream()
        .filter(as -> as.channel() == null)
        .findFirst()
        .orElse(at.isEmpty() ? null : at.getFirst());
  }

  private static boolean isPersonal(Device device, long now) {
    return device.at(now).stream().anyMatch(Assignment::personal);
  }
}
