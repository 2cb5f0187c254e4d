package io.garonne.model.inventory;

import io.garonne.model.calendar.CalendarLine;
import io.garonne.model.calendar.SiteCalendar;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The estate as its tables describe it: what is measured, whose it is, where it stands, and from
 * when.
 *
 * @param lines every line, by key
 * @param classes equipment classes by name: the default ones, and what the table says
 * @param sites by name
 * @param assets every dated line of every asset
 * @param points every dated line of every metering point, those of the short form among them
 * @param connections which asset hangs on which channel, and when
 * @param zone of sites that name none
 */
public record Estate(
    Map<String, EstateLine> lines,
    Map<String, EquipmentClass> classes,
    Map<String, Site> sites,
    List<Asset> assets,
    List<MeteringPoint> points,
    List<Connection> connections,
    ZoneId zone) {

  /** Users below which a shared printer is somebody's own. */
  public static final int FEW_USERS = 5;

  public Estate {
    lines = Collections.unmodifiableMap(new TreeMap<>(lines));
    classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
    sites = Collections.unmodifiableMap(new TreeMap<>(sites));
    assets = List.copyOf(assets);
    points = List.copyOf(points);
    connections = List.copyOf(connections);
  }

  /**
   * What lines say together.
   *
   * @param estate from the lines that are in order
   * @param problems {@code file:line: text}; an estate with any should be refused as a whole
   */
  public record Result(Estate estate, List<String> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /** Reads the lines of all tables; never throws. Of lines with one key the last one holds. */
  public static Result of(Collection<EstateLine> lines, ZoneId zone) {
    return new EstateReader(lines, zone).read();
  }

  /** The lines of a table, by key. */
  public List<EstateLine> lines(EstateTable table) {
    return lines.values().stream().filter(line -> line.table() == table).toList();
  }

  /** The lines of an asset, by time. */
  public List<Asset> asset(String name) {
    return assets.stream()
        .filter(asset -> asset.name().equals(name))
        .sorted(Comparator.comparingLong(asset -> asset.validity().from()))
        .toList();
  }

  /** The zone of a site; that of the estate if nobody has described the site. */
  public ZoneId zoneOf(String site) {
    Site known = sites.get(site);
    return known == null ? zone : known.zone();
  }

  /** When people are at a site, and when it is closed. */
  public SiteCalendar calendar(String site) {
    Site known = sites.get(site);
    List<CalendarLine> all = new ArrayList<>();
    for (EstateLine line : lines(EstateTable.CALENDAR)) {
      if (CalendarLine.parse(line.cells()) instanceof CalendarLine.Parsed.Line(CalendarLine of)) {
        all.add(of);
      }
    }
    return SiteCalendar.of(
        site,
        known == null ? null : known.group(),
        known == null ? null : known.schoolZone(),
        zoneOf(site),
        all);
  }

  /** The equipment with its history of use: of each asset the line that holds last. */
  public List<Unit> units() {
    Map<String, Asset> last = new TreeMap<>();
    for (Asset asset : assets) {
      last.merge(asset.name(), asset, (a, b) -> a.validity().from() > b.validity().from() ? a : b);
    }
    return last.values().stream().map(Asset::unit).toList();
  }

  /** All lines but some, and others. */
  public List<EstateLine> linesWith(Collection<EstateLine> removed, Collection<EstateLine> added) {
    Map<String, EstateLine> all = new TreeMap<>(lines);
    removed.forEach(line -> all.remove(line.key()));
    added.forEach(line -> all.put(line.key(), line));
    return new ArrayList<>(all.values());
  }
}
