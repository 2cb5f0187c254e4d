package io.garonne.model.inventory.importing;

import io.garonne.model.inventory.EstateTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is fed from where: panels and their feeds, and devices with outlets, are metering points;
 * what is plugged into them is connected, or stands below them if it is a point itself.
 */
final class NetBoxPower {
  /** An end of a cable: an outlet or port of a device, or a feed of a panel. */
  private record End(String owner, String name) {
    @Override
    public String toString() {
      return "\"" + name + "\" of \"" + owner + "\"";
    }
  }

  private record Supply(End port, End source, SourceLine line) {}

  private static final Pattern APART = Pattern.compile("\\s*(?:[\\r\\n>]\\s*)+");

  /** NetBox's types of a feed, as the two of a redundant supply are called here. */
  private static final Map<String, String> FEED = Map.of("primary", "A", "redundant", "B");

  private static final Map<String, String> PHASES = Map.of("singlephase", "1", "threephase", "3");

  private final Gathering into;
  private final Map<String, String> siteOfAsset;
  private final Map<String, Set<String>> racks;
  private final Map<String, String> siteOfPanel = new HashMap<>();
  private final Map<End, @Nullable String> letterOfFeed = new HashMap<>();
  private final Map<End, Supply> byPort = new LinkedHashMap<>();
  private final Map<End, Supply> bySource = new HashMap<>();

  NetBoxPower(Gathering into, Map<String, String> siteOfAsset, Map<String, Set<String>> racks) {
    this.into = into;
    this.siteOfAsset = siteOfAsset;
    this.racks = racks;
  }

  void read() {
    into.all(NetBoxImport.PANELS).forEach(this::panel);
    into.all(NetBoxImport.FEEDS).forEach(this::feed);
    into.all(NetBoxImport.PORTS).forEach(line -> plugged(line, own(line), peer(line)));
    into.all(NetBoxImport.OUTLETS).forEach(line -> plugged(line, peer(line), own(line)));
    into.all(NetBoxImport.FEEDS)
        .forEach(line -> plugged(line, peer(line), end(line, "power_panel", "name")));
    Set<End> ports = ends(NetBoxImport.PORTS);
    Set<End> outlets = ends(NetBoxImport.OUTLETS);
    into.all(NetBoxImport.CABLES).forEach(line -> cable(line, ports, outlets));
    Set<String> meters = new LinkedHashSet<>();
    outlets.forEach(outlet -> meters.add(outlet.owner));
    byPort.values().forEach(supply -> meters.add(supply.source.owner));
    meters.removeIf(meter -> !siteOfAsset.containsKey(meter));
    List<Supply> sound = byPort.values().stream().filter(this::sound).toList();
    meters.forEach(meter -> meter(meter, sound));
    sound.stream().filter(supply -> !meters.contains(supply.port.owner)).forEach(this::connection);
  }

  private void panel(SourceLine line) {
    String panel = line.required("name");
    String site = into.site(line, line.text("site"));
    if (siteOfAsset.containsKey(panel)) {
      line.problem("panel \"" + panel + "\" has the name of a device");
    }
    if (into.first(EstateTable.POINTS, panel, line)) {
      siteOfPanel.put(panel, site);
      into.put(EstateTable.POINTS, "device", panel, "site", site, "room", line.text("location"));
    }
  }

  private void feed(SourceLine line) {
    End feed = new End(line.required("power_panel"), line.required("name"));
    String site = siteOfPanel.getOrDefault(feed.owner, "");
    String rack = line.text("rack");
    String status = line.text("status");
    if (site.isEmpty()) {
      line.problem("power panel \"" + feed.owner + "\" is unknown");
    } else {
      NetBoxImport.rackAt(line, rack, site, racks);
    }
    if (status != null && status.toLowerCase(Locale.ROOT).equals("planned")) {
      line.problem("feed " + feed + " is planned: not there yet");
    }
    String letter = mapped(line, "type", FEED);
    String phases = mapped(line, "phase", PHASES);
    String amperage = line.whole("amperage", 1);
    if (into.first(EstateTable.POINTS, feed.toString(), line)) {
      letterOfFeed.put(feed, letter);
      into.put(
          EstateTable.POINTS,
          "device",
          feed.owner,
          "channel",
          feed.name,
          "parent",
          feed.owner,
          "feed",
          letter,
          "breaker_a",
          amperage,
          "phases",
          phases,
          "site",
          site,
          "rack",
          rack);
    }
  }

  private static @Nullable String mapped(
      SourceLine line, String field, Map<String, String> values) {
    String text = line.text(field);
    String value = text == null ? null : values.get(FileKind.plain(text));
    if (text != null && value == null) {
      line.problem(
          field + " \"" + text + "\" is none of " + values.keySet().stream().sorted().toList());
    }
    return value;
  }

  private static End own(SourceLine line) {
    return new End(line.required("device"), line.required("name"));
  }

  /** What is at the other end; null if nothing is said. */
  private static @Nullable End peer(SourceLine line) {
    String text = line.text("peer");
    if (text == null) {
      return null;
    }
    List<String> parts =
        Stream.of(APART.split(text, -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .toList();
    if (parts.size() != 2) {
      line.problem(
          "connection \"" + String.join(" > ", parts) + "\" is not one owner and one name");
      return null;
    }
    return new End(parts.get(0), parts.get(1));
  }

  /** Cables of power are those from a known outlet to a known port; what else there is, is not. */
  private void cable(SourceLine line, Set<End> ports, Set<End> outlets) {
    End a = end(line, "device_a", "a_terminations");
    End b = end(line, "device_b", "b_terminations");
    if (a == null || b == null) {
      return;
    }
    if (ports.contains(a) && outlets.contains(b)) {
      plugged(line, a, b);
    } else if (ports.contains(b) && outlets.contains(a)) {
      plugged(line, b, a);
    }
  }

  private static @Nullable End end(SourceLine line, String owner, String name) {
    String device = line.text(owner);
    String termination = line.text(name);
    return device == null || termination == null ? null : new End(device, termination);
  }

  private Set<End> ends(String kind) {
    Set<End> ends = new LinkedHashSet<>();
    for (SourceLine line : into.all(kind)) {
      End end = end(line, "device", "name");
      if (end != null) {
        ends.add(end);
      }
    }
    return ends;
  }

  private void plugged(SourceLine line, @Nullable End port, @Nullable End source) {
    if (port == null || source == null || line.bad()) {
      return;
    }
    Supply supply = new Supply(port, source, line);
    Supply same = byPort.get(port);
    Supply other = bySource.get(source);
    if (same != null && !same.source.equals(source)) {
      line.problem(
          port
              + " is plugged into "
              + source
              + ", but into "
              + same.source
              + " in "
              + same.line.place());
    } else if (other != null && !other.port.equals(port)) {
      line.problem(source + " feeds " + port + ", but " + other.port + " in " + other.line.place());
    } else if (same == null) {
      byPort.put(port, supply);
      bySource.put(source, supply);
    }
  }

  /** Whether both ends are in what was taken over. */
  private boolean sound(Supply supply) {
    End source = supply.source;
    boolean fromPanel = letterOfFeed.containsKey(source);
    if (!fromPanel && !siteOfAsset.containsKey(source.owner)) {
      supply.line.problem(source + " feeds " + supply.port + ", but was not taken over");
    } else if (!siteOfAsset.containsKey(supply.port.owner)) {
      supply.line.problem(
          supply.port + " is fed from " + source + ", but its device was not taken over");
    } else {
      return true;
    }
    return false;
  }

  /** A device with outlets: a point below the one that feeds it. */
  private void meter(String meter, List<Supply> sound) {
    List<Supply> above = new ArrayList<>();
    sound.stream().filter(supply -> supply.port.owner.equals(meter)).forEach(above::add);
    if (above.size() > 1) {
      above
          .get(1)
          .line
          .problem("\"" + meter + "\" has outlets and is fed twice: it is a point without parent");
    }
    End source = above.size() == 1 ? above.get(0).source : null;
    into.put(
        EstateTable.POINTS,
        "device",
        meter,
        "parent",
        source == null ? null : source.owner,
        "parent_channel",
        source == null ? null : source.name,
        "feed",
        source == null ? null : letterOfFeed.get(source),
        "site",
        siteOfAsset.get(meter));
  }

  private void connection(Supply supply) {
    into.put(
        EstateTable.CONNECTIONS,
        "asset",
        supply.port.owner,
        "device",
        supply.source.owner,
        "channel",
        supply.source.name);
  }
}
