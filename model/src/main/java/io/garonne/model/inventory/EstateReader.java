package io.garonne.model.inventory;

import io.garonne.model.Assignment;
import io.garonne.model.PointRef;
import io.garonne.model.Reading;
import io.garonne.model.Units;
import io.garonne.model.calendar.CalendarLine;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.metering.PageCounter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes an estate of lines, and finds what does not go together in them. */
final class EstateReader {
  /** Points above one another that a description keeps. */
  private static final int HIGHEST = 64;

  private final ZoneId zone;
  private final Map<String, EstateLine> lines = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, EquipmentClass> classes =
      new LinkedHashMap<>(EquipmentClasses.DEFAULTS);
  private final Map<String, Site> sites = new TreeMap<>();
  private final Map<String, EstateLine> entities = new TreeMap<>();
  private final List<Asset> assets = new ArrayList<>();
  private final List<MeteringPoint> points = new ArrayList<>();
  private final List<Connection> connections = new ArrayList<>();
  private final Map<String, ZoneId> zoneOfDevice = new HashMap<>();
  private final Map<String, List<Asset>> assetLines = new HashMap<>();
  private final boolean anySites;

  EstateReader(Collection<EstateLine> all, ZoneId zone) {
    this.zone = zone;
    all.forEach(line -> lines.put(line.key(), line));
    this.anySites = all.stream().anyMatch(line -> line.table() == EstateTable.SITES);
  }

  Estate.Result read() {
    lines(EstateTable.ENTITIES).forEach(line -> entities.put(line.required("entity"), line));
    lines(EstateTable.SITES).forEach(this::site);
    lines(EstateTable.DEVICES).forEach(this::zoneOfDevice);
    lines(EstateTable.CLASSES).forEach(this::equipmentClass);
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
    overlaps();
    shortForm();
    parents();
    feeds();
    new OtherTables(listedSites(), rooms(), problems).check(lines.values());
    Estate estate = new Estate(lines, classes, sites, assets, points, connections, zone);
    problems.addAll(ProgrammeTables.of(estate).problems());
    return new Estate.Result(estate, problems);
  }

  private List<EstateLine> lines(EstateTable table) {
    return lines.values().stream().filter(line -> line.table() == table).toList();
  }

  private void problem(EstateLine line, String text) {
    problems.add(line.place() + ": " + text);
  }

  // --- Places ---

  private void site(EstateLine line) {
    String name = line.required("site");
    String of = line.cell("zone");
    String entity = line.cell("entity");
    checkEntity(line, entity);
    if (name.equals("*") || name.equals(Assignment.UNASSIGNED_SITE) || name.contains(":")) {
      problem(line, "site \"" + name + "\" is a name with a meaning of its own: choose another");
    }
    sites.put(
        name,
        new Site(
            name,
            of == null ? zone : ZoneId.of(of),
            entity == null ? name : entity,
            "public".equals(line.cell("publication")),
            line.cell("group"),
            line.cell("school_zone")));
  }

  /** A site that only the short form names: it may give its zone. */
  private void zoneOfDevice(EstateLine line) {
    String name = line.required("site");
    String of = line.cell("zone");
    Site known = sites.get(name);
    if (of != null && known != null && !known.zone().equals(ZoneId.of(of))) {
      problem(line, "site " + name + " has zone " + of + ", but elsewhere " + known.zone());
    } else if (of != null && known == null) {
      sites.put(name, new Site(name, ZoneId.of(of), name, false, null, null));
    }
  }

  private Site siteOf(EstateLine line, String name) {
    Site known = sites.get(name);
    if (known != null) {
      return known;
    }
    if (anySites) {
      problem(line, "site \"" + name + "\" is not in the table sites");
    }
    return new Site(name, zone, name, false, null, null);
  }

  /** Sites that a line may name; empty if no table lists them, and any will do. */
  private Set<String> listedSites() {
    return anySites ? sites.keySet() : Set.of();
  }

  private void checkEntity(EstateLine line, @Nullable String entity) {
    if (entity != null && !entities.isEmpty() && !entities.containsKey(entity)) {
      problem(line, "entity \"" + entity + "\" is not in the table entities");
    }
  }

  private void equipmentClass(EstateLine line) {
    String name = line.required("equipment_class");
    EquipmentClass known = classes.get(name);
    String family = line.cell("family");
    String years = line.cell("target_years");
    String type = line.cell("numecoeval_type");
    Family of = known == null ? Family.OTHER : known.family();
    boolean personal = known != null && known.personal();
    classes.put(
        name,
        new EquipmentClass(
            name,
            family == null ? of : Objects.requireNonNullElse(Family.ofLabel(family), of),
            type == null && known != null ? known.numecoevalType() : type,
            flag(line, "personal", personal),
            years != null ? new BigDecimal(years) : known == null ? null : known.targetYears()));
  }

  private EquipmentClass classOf(EstateLine line, String name) {
    EquipmentClass known = classes.get(name);
    if (known == null) {
      known = classes.get(name.toLowerCase(Locale.ROOT));
    }
    if (known != null) {
      return known;
    }
    // Whose class is not known may be somebody's own: nothing is taken for granted.
    problem(
        line,
        "equipment class \""
            + name
            + "\" is not known; known are "
            + String.join(", ", classes.keySet())
            + "; the table classes can add one");
    return new EquipmentClass(name, Family.OTHER, null, false, null);
  }

  // --- Assets ---

  private void asset(EstateLine line) {
    String name = line.required("asset");
    Site site = siteOf(line, line.required("site"));
    EquipmentClass equipmentClass = classOf(line, line.required("equipment_class"));
    String entity = line.cell("entity");
    checkEntity(line, entity);
    Integer users = whole(line, "users");
    Integer quantity = whole(line, "quantity");
    LocalDate purchased = date(line, "purchased");
    LocalDate commissioned = date(line, "commissioned");
    LocalDate retired = date(line, "retired");
    LocalDate first = commissioned == null ? purchased : commissioned;
    if (first != null && retired != null && retired.isBefore(first)) {
      problem(line, "retired on " + retired + ", before " + first);
    }
    if (name.equals(line.cell("replaces"))) {
      problem(line, "asset " + name + " replaces itself");
    }
    Validity validity = validity(line, site.zone());
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
            scaled(line, "declared_weekly_kwh", 1000),
            flag(line, "personal", personal),
            "public".equals(line.cell("publication")),
            validity,
            line));
  }

  // --- Points ---

  private void point(EstateLine line, String parentColumn) {
    PointRef ref = new PointRef(line.required("device"), line.cell("channel"));
    String siteName = line.cell("site");
    Site site = siteName == null ? null : siteOf(line, siteName);
    ZoneId pointZone = site == null ? zoneOfDevice.getOrDefault(ref.device(), zone) : site.zone();
    String parent = parentColumn.isEmpty() ? null : line.cell(parentColumn);
    String entity = line.cell("entity");
    checkEntity(line, entity);
    String name = line.cell("equipment_class");
    EquipmentClass equipmentClass = name == null ? null : classOf(line, name);
    Long accuracy = scaled(line, "accuracy_percent", 10_000);
    if (accuracy != null && accuracy > 1_000_000) {
      problem(line, "accuracy_percent is above 100");
      accuracy = null;
    }
    boolean personal = equipmentClass != null && equipmentClass.personal();
    points.add(
        new MeteringPoint(
            ref,
            parent == null ? null : new PointRef(parent, line.cell("parent_channel")),
            profile(line),
            accuracy == null ? MeteringPoint.DEFAULT_ACCURACY_PPM : (int) (long) accuracy,
            flag(line, "include_in_totals", true),
            siteName,
            pointZone,
            entity == null && site != null ? site.entity() : entity,
            line.cell("room"),
            line.cell("rack"),
            equipmentClass,
            flag(line, "personal", personal),
            validity(line, pointZone),
            line));
  }

  private MeterProfile profile(EstateLine line) {
    Long rated = scaled(line, "rated_power_w", 1000);
    boolean onChange = "on-change".equals(line.cell("reporting"));
    String register = line.cell("register");
    long gap = onChange ? MeterProfile.DEFAULT_MAX_GAP_ON_CHANGE : MeterProfile.DEFAULT_MAX_GAP;
    MeterProfile profile =
        new MeterProfile(
            rated == null ? MeterProfile.DEFAULT_RATED_POWER : rated,
            rated != null,
            scaled(line, "resolution_wh", Units.MILLIJOULES_PER_WH),
            scaled(line, "register_modulus_wh", Units.MILLIJOULES_PER_WH),
            register == null
                ? MeterProfile.Register.AUTO
                : MeterProfile.Register.valueOf(register.toUpperCase(Locale.ROOT)),
            onChange ? MeterProfile.Reporting.ON_CHANGE : MeterProfile.Reporting.PERIODIC,
            Objects.requireNonNullElse(
                scaled(line, "interval_s", 1000), MeterProfile.DEFAULT_INTERVAL),
            Objects.requireNonNullElse(scaled(line, "max_gap_s", 1000), gap));
    Long sheetRate = sheetRate(line);
    return sheetRate == null ? profile : profile.withSheetRate(sheetRate);
  }

  /** Impressions for a hundred sheets: an estimate, so somebody has to say where it comes from. */
  private @Nullable Long sheetRate(EstateLine line) {
    String said = line.cell("duplex_rate");
    boolean hasSource = line.cell("duplex_rate_source") != null;
    if (said == null) {
      if (hasSource) {
        problem(line, "duplex_rate_source without a duplex_rate");
      }
      return null;
    }
    Long rate = scaled(line, "duplex_rate", PageCounter.SIMPLEX);
    if (rate == null
        || rate < PageCounter.SIMPLEX
        || rate > PageCounter.DUPLEX
        || new BigDecimal(said).stripTrailingZeros().scale() > 2) {
      problem(line, "duplex_rate, impressions per sheet, is 1.00 to 2.00 with two decimals");
      return null;
    }
    String channel = line.cell("channel");
    if (channel != null && !channel.equals(Reading.SHEETS_CHANNEL)) {
      problem(
          line,
          "duplex_rate is of channel sheets, or of the device: channel "
              + channel
              + " counts no paper");
      return null;
    }
    if (!hasSource) {
      problem(line, "duplex_rate without a duplex_rate_source: who says so");
      return null;
    }
    return rate;
  }

  private void connection(EstateLine line) {
    String asset = line.required("asset");
    List<Asset> known = assetLines.getOrDefault(asset, List.of());
    PointRef ref = new PointRef(line.required("device"), line.cell("channel"));
    Validity said =
        validity(
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
          line, "asset " + asset + " has no line that holds " + text(outside, known.get(0).zone()));
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

  // --- What does not go together ---

  private void overlaps() {
    Map<String, List<Dated>> all = new TreeMap<>();
    assets.forEach(a -> add(all, "asset " + a.name(), a.validity(), a.line()));
    points.forEach(p -> add(all, "metering point " + p.ref(), p.validity(), p.line()));
    connections.forEach(
        c -> add(all, "connection " + c.asset() + " to " + c.point(), c.validity(), c.line()));
    all.forEach(
        (what, dated) -> {
          for (int i = 0; i < dated.size(); i++) {
            for (Dated earlier : dated.subList(0, i)) {
              if (dated.get(i).validity().overlaps(earlier.validity())) {
                problem(
                    dated.get(i).line(),
                    "validity of " + what + " overlaps that of " + earlier.line().place());
              }
            }
          }
        });
  }

  private record Dated(Validity validity, EstateLine line) {}

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

  /**
   * Of a redundancy group that is named, each feed is one point at a time (of each channel, as
   * phases are): with two nobody knows which carries what. A point below another of the same feed
   * is no second one.
   */
  private void feeds() {
    Map<String, List<MeteringPoint>> all = new TreeMap<>();
    for (MeteringPoint point : points) {
      String feed = point.line().cell("feed");
      String group = point.line().cell("redundancy_group");
      if (feed != null && group != null) {
        String key = String.join("|", String.valueOf(point.site()), group, feed);
        all.computeIfAbsent(key + "|" + point.ref().channel(), k -> new ArrayList<>()).add(point);
      }
    }
    for (List<MeteringPoint> feeds : all.values()) {
      for (int i = 1; i < feeds.size(); i++) {
        MeteringPoint one = feeds.get(i);
        feeds.subList(0, i).stream()
            .filter(other -> other.validity().overlaps(one.validity()))
            .filter(other -> !other.ref().equals(one.parent()) && !one.ref().equals(other.parent()))
            .findFirst()
            .ifPresent(
                other ->
                    problem(
                        one.line(),
                        one.ref()
                            + " is a second feed "
                            + one.line().cell("feed")
                            + " of redundancy_group "
                            + one.line().cell("redundancy_group")
                            + ", beside "
                            + other.ref()
                            + ": give each pair of feeds a group"));
      }
    }
  }

  private static void add(
      Map<String, List<Dated>> all, String what, Validity validity, EstateLine line) {
    if (!validity.isEmpty()) {
      all.computeIfAbsent(what, w -> new ArrayList<>()).add(new Dated(validity, line));
    }
  }

  /** A device of the short form is one point without assets: nothing else describes it. */
  private void shortForm() {
    Map<String, List<MeteringPoint>> shortForm = new HashMap<>();
    points.stream()
        .filter(p -> p.line().table() == EstateTable.DEVICES)
        .forEach(p -> shortForm.computeIfAbsent(p.ref().device(), d -> new ArrayList<>()).add(p));
    // A point without channel is found by overlaps() already.
    points.stream()
        .filter(p -> p.ref().channel() != null)
        .forEach(p -> alone(shortForm, p.ref(), p.validity(), p.line()));
    connections.forEach(c -> alone(shortForm, c.point(), c.validity(), c.line()));
  }

  private void alone(
      Map<String, List<MeteringPoint>> shortForm,
      PointRef ref,
      Validity validity,
      EstateLine line) {
    for (MeteringPoint device : shortForm.getOrDefault(ref.device(), List.of())) {
      if (device.validity().overlaps(validity)) {
        problem(
            line,
            ref + " is described at that time by the short form, too: " + device.line().place());
      }
    }
  }

  private void parents() {
    Map<PointRef, List<MeteringPoint>> byRef = new HashMap<>();
    points.forEach(p -> byRef.computeIfAbsent(p.ref(), r -> new ArrayList<>()).add(p));
    for (MeteringPoint point : points) {
      PointRef parent = point.parent();
      if (parent == null) {
        continue;
      }
      List<Validity> missing =
          point
              .validity()
              .without(
                  byRef.getOrDefault(parent, List.of()).stream()
                      .map(MeteringPoint::validity)
                      .toList());
      // The whole of a device is not its channel: the branch would count twice.
      Optional<MeteringPoint> whole =
          parent.channel() == null
              ? Optional.empty()
              : byRef.getOrDefault(new PointRef(parent.device(), null), List.of()).stream()
                  .filter(p -> missing.stream().anyMatch(p.validity()::overlaps))
                  .findFirst();
      if (whole.isPresent()) {
        problem(
            point.line(),
            "its parent "
                + parent
                + " is no metering point "
                + text(missing, point.zone())
                + ", only the whole of "
                + parent.device()
                + " is: "
                + whole.get().line().place());
      } else if (missing.equals(List.of(point.validity()))) {
        problem(point.line(), "its parent " + parent + " is no metering point in that time");
      } else {
        goUp(point, parent, byRef);
      }
    }
  }

  /** A point that is above another one at some time. */
  private record Above(PointRef ref, Validity validity, int height) {}

  /**
   * Whether going up from a point leads back to it at one and the same time, or too far. A circle
   * further up is not its own. The way ends there, as each point is looked at once for each time.
   */
  private void goUp(
      MeteringPoint start, PointRef parent, Map<PointRef, List<MeteringPoint>> byRef) {
    Map<PointRef, List<Validity>> seen = new HashMap<>();
    Deque<Above> open = new ArrayDeque<>();
    open.push(new Above(parent, start.validity(), 1));
    int highest = 0;
    while (!open.isEmpty()) {
      Above one = open.pop();
      if (one.ref.equals(start.ref())) {
        problem(start.line(), start.ref() + " is above itself: parents go round in a circle");
        return;
      }
      List<Validity> before = seen.computeIfAbsent(one.ref, r -> new ArrayList<>());
      for (Validity left : one.validity.without(before)) {
        before.add(left);
        highest = Math.max(highest, one.height);
        for (MeteringPoint line : byRef.getOrDefault(one.ref, List.of())) {
          if (line.parent() != null && line.validity().overlaps(left)) {
            open.push(new Above(line.parent(), line.validity().within(left), one.height + 1));
          }
        }
      }
    }
    if (highest > HIGHEST) {
      problem(start.line(), "more than " + HIGHEST + " metering points are above " + start.ref());
    }
  }

  private static String text(List<Validity> times, ZoneId zone) {
    return times.stream().map(time -> time.text(zone)).collect(Collectors.joining(", "));
  }

  // --- Cells ---

  private Validity validity(EstateLine line, ZoneId of) {
    return validity(line, of, of);
  }

  private Validity validity(EstateLine line, ZoneId ofFrom, ZoneId ofTo) {
    Validity validity = Validity.of(line, ofFrom, ofTo);
    if (validity.isEmpty()) {
      problem(line, "from (inclusive) is not before to (exclusive), in whole quarter-hours");
    }
    return validity;
  }

  private static boolean flag(EstateLine line, String column, boolean ifBlank) {
    String cell = line.cell(column);
    return cell == null ? ifBlank : cell.equals("1");
  }

  private @Nullable Integer whole(EstateLine line, String column) {
    String cell = line.cell(column);
    if (cell == null) {
      return null;
    }
    if (cell.length() > 9) {
      problem(line, column + " \"" + cell + "\" is too large");
      return 1;
    }
    return Integer.valueOf(cell);
  }

  private static @Nullable LocalDate date(EstateLine line, String column) {
    String cell = line.cell(column);
    return cell == null ? null : LocalDate.parse(cell);
  }

  private @Nullable Long scaled(EstateLine line, String column, long factor) {
    String cell = line.cell(column);
    if (cell == null) {
      return null;
    }
    try {
      long value =
          new BigDecimal(cell)
              .multiply(BigDecimal.valueOf(factor))
              .setScale(0, RoundingMode.HALF_EVEN)
              .longValueExact();
      if (value > 0 || column.equals("accuracy_percent")) {
        return value;
      }
      problem(line, column + " \"" + cell + "\" is too small");
    } catch (ArithmeticException e) {
      problem(line, column + " \"" + cell + "\" is too large");
    }
    return null;
  }

  /** Tables that describe no equipment; those of the target are {@link ProgrammeTables}. */
  private record OtherTables(
      Collection<String> sites, Map<String, Set<String>> rooms, List<String> problems) {

    void check(Collection<EstateLine> lines) {
      for (EstateLine line : lines) {
        switch (line.table()) {
          case CALENDAR -> calendar(line);
          case TARIFFS -> {
            if (!line.required("site").equals("*")) {
              knownSite(line);
            }
          }
          case ACTIONS -> knownSite(line);
          case RETENTION -> retention(line);
          case FUELS -> {
            knownSite(line);
            fuelRoom(line);
          }
          default -> {}
        }
      }
    }

    private void problem(EstateLine line, String text) {
      problems.add(line.place() + ": " + text);
    }

    private void knownSite(EstateLine line) {
      String site = line.required("site");
      if (!sites.isEmpty() && !sites.contains(site)) {
        problem(line, "site \"" + site + "\" is not known");
      }
    }

    /** What is burnt for a room that nothing stands in would be in no sum, and nobody would see. */
    private void fuelRoom(EstateLine line) {
      String site = line.required("site");
      String room = line.cell("room");
      Set<String> known = rooms.getOrDefault(site, Set.of());
      if (room != null && !known.contains(room)) {
        problem(
            line,
            "room \""
                + room
                + "\" is not known at site "
                + site
                + (known.isEmpty()
                    ? ": no asset or metering point there has a room"
                    : "; known: " + String.join(", ", known)));
      }
    }

    private void calendar(EstateLine line) {
      switch (CalendarLine.parse(line.cells())) {
        case CalendarLine.Parsed.Refused(List<String> why) ->
            why.forEach(one -> problem(line, one));
        case CalendarLine.Parsed.Line(CalendarLine of) -> {
          if (of.target() instanceof CalendarLine.Target.Site) {
            knownSite(line);
          }
        }
      }
    }

    private void retention(EstateLine line) {
      String data = line.required("data");
      int longest = new BigDecimal(line.required("days")).compareTo(BigDecimal.valueOf(30));
      boolean mixed = data.equals("readings") || data.equals("dead-letters");
      if (mixed && longest > 0) {
        problem(
            line,
            data
                + " of any device live 30 days at most, not "
                + line.cell("days")
                + ": they may be a personal device's");
      } else if (!mixed && line.required("personal").equals("1") && longest != 0) {
        problem(line, "a personal device's totals live 30 days, not " + line.cell("days"));
      }
    }
  }
}
