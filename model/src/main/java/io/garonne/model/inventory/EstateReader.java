package io.garonne.model.inventory;

import io.garonne.model.PointRef;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes an estate of lines, and finds what does not go together in them. */
final class EstateReader {
  private final ZoneId zone;
  private final Map<String, EstateLine> lines = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();
  private final LineCells cells = new LineCells(this::problem);
  private final LineProfile profile = new LineProfile(cells, this::problem);
  private final EstateNames names;
  private final List<Asset> assets = new ArrayList<>();
  private final List<MeteringPoint> points = new ArrayList<>();
  private final List<Connection> connections = new ArrayList<>();
  private final Map<String, ZoneId> zoneOfDevice = new HashMap<>();
  private final Map<String, List<Asset>> assetLines = new HashMap<>();

  EstateReader(Collection<EstateLine> all, ZoneId zone) {
    this.zone = zone;
    all.forEach(line -> lines.put(line.key(), line));
    boolean anySites = all.stream().anyMatch(line -> line.table() == EstateTable.SITES);
    this.names = new EstateNames(zone, anySites, this::problem);
  }

  Estate.Result read() {
    lines(EstateTable.ENTITIES).forEach(names::entity);
    lines(EstateTable.SITES).forEach(names::site);
    lines(EstateTable.DEVICES).forEach(names::zoneOfDevice);
    lines(EstateTable.CLASSES).forEach(names::equipmentClass);
    lines(EstateTable.ASSETS).forEach(this::asset);
    assets.forEach(a -> assetLines.computeIfAbsent(a.name(), n -> new ArrayList<>()).add(a));
    lines(EstateTable.CONNECTIONS)
        .forEach(
            line -> {
              List<Asset> of = assetLines.get(line.required("asset"));
              if (of != null) {
                zoneOfDevice.putIfAbsent(line.required("device"), of.get(0).zone());
              }
            });
    lines(EstateTable.POINTS).forEach(line -> point(line, "parent"));
    lines(EstateTable.DEVICES).forEach(line -> point(line, ""));
    lines(EstateTable.CONNECTIONS).forEach(this::connection);
    Overlaps overlaps = new Overlaps(assets, points, connections, this::problem);
    overlaps.lines();
    overlaps.shortForm();
    new PointParents(points, this::problem).check();
    overlaps.feeds();
    new OtherTables(names.listedSites(), rooms(), this::problem).check(lines.values());
    Estate estate =
        new Estate(lines, names.classes(), names.sites(), assets, points, connections, zone);
    problems.addAll(ProgrammeTables.of(estate).problems());
    return new Estate.Result(estate, problems);
  }

  private List<EstateLine> lines(EstateTable table) {
    return lines.values().stream().filter(line -> line.table() == table).toList();
  }

  private void problem(EstateLine line, String text) {
    problems.add(line.place() + ": " + text);
  }

  private void asset(EstateLine line) {
    String name = line.required("asset");
    Site site = names.siteOf(line, line.required("site"));
    EquipmentClass equipmentClass = names.classOf(line, line.required("equipment_class"));
    String entity = line.cell("entity");
    names.checkEntity(line, entity);
    Integer users = cells.whole(line, "users");
    Integer quantity = cells.whole(line, "quantity");
    LocalDate purchased = cells.date(line, "purchased");
    LocalDate commissioned = cells.date(line, "commissioned");
    LocalDate retired = cells.date(line, "retired");
    LocalDate first = commissioned == null ? purchased : commissioned;
    if (first != null && retired != null && retired.isBefore(first)) {
      problem(line, "retired on " + retired + ", before " + first);
    }
    if (name.equals(line.cell("replaces"))) {
      problem(line, "asset " + name + " replaces itself");
    }
    Validity validity = cells.validity(line, site.zone());
    boolean personal = equipmentClass.personal();
    if (equipmentClass.family() == Family.PRINTING && users != null) {
      personal = users < Estate.FEW_USERS;
    }
    String functional = line.cell("functional");
    assets.add(
        new Asset(
            name,
            equipmentClass,
            quantity == null ? 1 : quantity,
            entity == null ? site.entity() : entity,
            site.name(),
            site.zone(),
            line.cell("room"),
            line.cell("rack"),
            line.cell("model"),
            users,
            first,
            retired,
            line.cell("retired_to"),
            functional == null ? null : functional.equals("1"),
            cells.scaled(line, "declared_weekly_kwh", 1000),
            cells.flag(line, "personal", personal),
            "public".equals(line.cell("publication")),
            validity,
            line));
  }

  private void point(EstateLine line, String parentColumn) {
    PointRef ref = new PointRef(line.required("device"), line.cell("channel"));
    String siteName = line.cell("site");
    Site site = siteName == null ? null : names.siteOf(line, siteName);
    ZoneId pointZone = site == null ? zoneOfDevice.getOrDefault(ref.device(), zone) : site.zone();
    String parent = parentColumn.isEmpty() ? null : line.cell(parentColumn);
    String entity = line.cell("entity");
    names.checkEntity(line, entity);
    String name = line.cell("equipment_class");
    EquipmentClass equipmentClass = name == null ? null : names.classOf(line, name);
    Long accuracy = cells.scaled(line, "accuracy_percent", 10_000);
    if (accuracy != null && accuracy > 1_000_000) {
      problem(line, "accuracy_percent is above 100");
      accuracy = null;
    }
    boolean personal = equipmentClass != null && equipmentClass.personal();
    points.add(
        new MeteringPoint(
            ref,
            parent == null ? null : new PointRef(parent, line.cell("parent_channel")),
            profile.of(line),
            accuracy == null ? MeteringPoint.DEFAULT_ACCURACY_PPM : (int) (long) accuracy,
            cells.flag(line, "include_in_totals", true),
            siteName,
            pointZone,
            entity == null && site != null ? site.entity() : entity,
            line.cell("room"),
            line.cell("rack"),
            equipmentClass,
            cells.flag(line, "personal", personal),
            cells.validity(line, pointZone),
            line));
  }

  private void connection(EstateLine line) {
    String asset = line.required("asset");
    List<Asset> known = assetLines.getOrDefault(asset, List.of());
    PointRef ref = new PointRef(line.required("device"), line.cell("channel"));
    Validity said =
        cells.validity(
            line, zoneAt(line.cell("from"), 0, known, ref), zoneAt(line.cell("to"), 1, known, ref));
    if (known.isEmpty()) {
      problem(line, "asset \"" + asset + "\" is not in the table assets");
      return;
    }
    // Without a date it holds for as long as the asset is there.
    Validity validity =
        new Validity(
            line.cell("from") == null
                ? known.stream().mapToLong(a -> a.validity().from()).min().orElseThrow()
                : said.from(),
            line.cell("to") == null
                ? known.stream().mapToLong(a -> a.validity().to()).max().orElseThrow()
                : said.to());
    List<Validity> outside = validity.without(known.stream().map(Asset::validity).toList());
    if (!outside.isEmpty()) {
      problem(
          line,
          "asset "
              + asset
              + " has no line that holds "
              + Validity.text(outside, known.get(0).zone()));
    }
    connections.add(new Connection(asset, ref, validity, line));
  }

  /**
   * The zone of a connection's date: that of the site where its asset stands then.
   *
   * @param before milliseconds before the date that count: 1 for an end, which is exclusive
   */
  private ZoneId zoneAt(@Nullable String cell, long before, List<Asset> lines, PointRef ref) {
    if (cell == null) {
      return zone;
    }
    List<ZoneId> zones =
        lines.stream()
            .filter(a -> a.validity().holdsAt(Validity.instant(cell, a.zone(), 0) - before))
            .map(Asset::zone)
            .distinct()
            .toList();
    if (zones.size() == 1) {
      return zones.get(0);
    }
    // At two sites or none, each by its own clock: the clock is that of the channel's site.
    return points.stream()
        .filter(point -> point.site() != null && point.ref().device().equals(ref.device()))
        .map(MeteringPoint::zone)
        .findFirst()
        .orElse(lines.isEmpty() ? zone : lines.get(0).zone());
  }

  /** Rooms of each site that an asset or a metering point stands in. */
  private Map<String, Set<String>> rooms() {
    Map<String, Set<String>> rooms = new HashMap<>();
    for (EstateLine line : lines.values()) {
      String site = line.table() == EstateTable.FUELS ? null : line.cell("site");
      String room = line.table() == EstateTable.FUELS ? null : line.cell("room");
      if (site != null && room != null) {
        rooms.computeIfAbsent(site, any -> new TreeSet<>()).add(room);
      }
    }
    return rooms;
  }
}
