package io.garonne.model.inventory;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.Units;
import io.garonne.model.metering.MeterProfile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The simple table of an estate: a CSV file with a header, one line per device and validity.
 *
 * <p>Only {@code device}, {@code site} and {@code equipment_class} are required. {@code from}
 * (inclusive) and {@code to} (exclusive) are dates, meaning local midnight of the site's zone, or
 * instants, cut down to the quarter-hour; empty means always and until further notice. A site has
 * one zone: a line that leaves it out has that of the site's other lines, else the default. {@code
 * include_in_totals} (1) and {@code personal} (0) are flags; numbers are above 0 and may have a
 * decimal comma in a file separated by semicolons.
 */
public final class InventoryTable {
  /** Every column, in the order in which {@link #format} writes them. */
  public static final List<String> COLUMNS =
      List.of(
          "device",
          "site",
          "equipment_class",
          "zone",
          "rack",
          "from",
          "to",
          "include_in_totals",
          "personal",
          "register",
          "reporting",
          "resolution_wh",
          "rated_power_w",
          "register_modulus_wh",
          "interval_s",
          "max_gap_s");

  /**
   * What a table says.
   *
   * @param devices sorted by name, from the lines that are in order
   * @param problems {@code file:line: text}; a table with any should be refused as a whole
   */
  public record Result(List<Device> devices, List<String> problems) {
    public Result {
      devices = List.copyOf(devices);
      problems = List.copyOf(problems);
    }
  }

  private record Line(int number, Assignment assignment) {}

  private record SiteZone(ZoneId zone, int line) {}

  private final String file;
  private final ZoneId defaultZone;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, SiteZone> zones = new HashMap<>();
  private final Map<String, List<Line>> lines = new TreeMap<>();

  private InventoryTable(String file, ZoneId defaultZone) {
    this.file = file;
    this.defaultZone = defaultZone;
  }

  /**
   * Reads a table; never throws.
   *
   * @param fileName as problems should name it
   * @param defaultZone zone of sites that state none
   */
  public static Result parse(String text, String fileName, ZoneId defaultZone) {
    InventoryTable table = new InventoryTable(fileName, defaultZone);
    table.read(Csv.parse(text, fileName));
    List<Device> devices = new ArrayList<>();
    table.lines.forEach((device, lines) -> devices.add(table.device(device, lines)));
    return new Result(devices, table.problems);
  }

  private void read(Csv.Table csv) {
    problems.addAll(csv.problems());
    if (csv.rows().isEmpty()) {
      problems.add(file + ":1: no header; known columns: " + String.join(", ", COLUMNS));
      return;
    }
    Map<String, Integer> columns = columns(csv.rows().get(0));
    if (!columns.keySet().containsAll(COLUMNS.subList(0, 3))) {
      return;
    }
    List<Cells> all = new ArrayList<>();
    for (Csv.Row row : csv.rows().subList(1, csv.rows().size())) {
      int expected = csv.rows().get(0).fields().size();
      Cells cells = new Cells(row, columns, csv.separator() == ';', file, problems);
      if (row.fields().size() == expected) {
        all.add(cells);
        zone(cells);
      } else {
        cells.problem(row.fields().size() + " fields, but the header has " + expected);
      }
    }
    all.forEach(this::line);
  }

  private Map<String, Integer> columns(Csv.Row header) {
    String place = file + ":" + header.line() + ": ";
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (int i = 0; i < header.fields().size(); i++) {
      String name = header.fields().get(i).strip().toLowerCase(Locale.ROOT);
      if (!COLUMNS.contains(name)) {
        problems.add(
            place
                + "unknown column \""
                + name
                + "\"; known columns: "
                + String.join(", ", COLUMNS));
      } else if (columns.put(name, i) != null) {
        problems.add(place + "column " + name + " twice");
      }
    }
    for (String required : COLUMNS.subList(0, 3)) {
      if (!columns.containsKey(required)) {
        problems.add(place + "column " + required + " is missing");
      }
    }
    return columns;
  }

  private void zone(Cells cells) {
    ZoneId zone = cells.zone("zone");
    String site = cells.text("site");
    if (zone == null || site == null) {
      return;
    }
    SiteZone known = zones.putIfAbsent(site, new SiteZone(zone, cells.line()));
    if (known != null && !known.zone.equals(zone)) {
      cells.problem(
          "site " + site + " has zone " + zone + ", but " + known.zone + " in line " + known.line);
    }
  }

  private void line(Cells cells) {
    String device = cells.required("device");
    String site = cells.required("site");
    String equipmentClass = cells.required("equipment_class");
    ZoneId zone = zones.getOrDefault(site, new SiteZone(defaultZone, 0)).zone;
    long from = cells.instant("from", zone, Long.MIN_VALUE);
    long to = cells.instant("to", zone, Long.MAX_VALUE);
    boolean included = cells.flag("include_in_totals", true);
    boolean personal = cells.flag("personal", false);
    MeterProfile profile = profile(cells);
    if (from >= to && !cells.bad()) {
      cells.problem("from (inclusive) is not before to (exclusive), in whole quarter-hours");
    }
    if (!cells.bad()) {
      Assignment assignment =
          new Assignment(
              from,
              to,
              site,
              site,
              equipmentClass,
              EquipmentClasses.familyOf(equipmentClass).label(),
              zone,
              cells.text("rack"),
              included,
              personal,
              profile);
      lines
          .computeIfAbsent(device, key -> new ArrayList<>())
          .add(new Line(cells.line(), assignment));
    }
  }

  private static MeterProfile profile(Cells cells) {
    Long rated = cells.scaled("rated_power_w", 1000);
    MeterProfile.Reporting reporting = cells.constant("reporting", MeterProfile.Reporting.PERIODIC);
    long gap =
        reporting == MeterProfile.Reporting.ON_CHANGE
            ? MeterProfile.DEFAULT_MAX_GAP_ON_CHANGE
            : MeterProfile.DEFAULT_MAX_GAP;
    return new MeterProfile(
        orElse(rated, MeterProfile.DEFAULT_RATED_POWER),
        rated != null,
        cells.scaled("resolution_wh", Units.MILLIJOULES_PER_WH),
        cells.scaled("register_modulus_wh", Units.MILLIJOULES_PER_WH),
        cells.constant("register", MeterProfile.Register.AUTO),
        reporting,
        orElse(cells.scaled("interval_s", 1000), MeterProfile.DEFAULT_INTERVAL),
        orElse(cells.scaled("max_gap_s", 1000), gap));
  }

  private static long orElse(@Nullable Long value, long ifNull) {
    return value == null ? ifNull : value;
  }

  private Device device(String device, List<Line> lines) {
    List<Line> sorted =
        lines.stream().sorted(Comparator.comparingLong(line -> line.assignment.from())).toList();
    List<Assignment> kept = new ArrayList<>();
    Line last = null;
    for (Line line : sorted) {
      if (last != null && last.assignment.to() > line.assignment.from()) {
        int first = Math.min(last.number, line.number);
        problems.add(
            file
                + ":"
                + Math.max(last.number, line.number)
                + ": validity of device "
                + device
                + " overlaps that of line "
                + first);
      } else {
        kept.add(line.assignment);
        last = line;
      }
    }
    return new Device(device, kept);
  }

  /**
   * Writes a table that {@link #parse} reads back as the same devices, as long as every entity is
   * its site's own: the table has no column for another. Comma-separated, lines end with LF.
   */
  public static String format(List<Device> devices) {
    StringBuilder out = new StringBuilder(String.join(",", COLUMNS)).append('\n');
    for (Device device : devices) {
      for (Assignment a : device.assignments()) {
        out.append(
                cells(device.device(), a)
                    .map(cell -> Csv.field(cell, ','))
                    .collect(Collectors.joining(",")))
            .append('\n');
      }
    }
    return out.toString();
  }

  private static Stream<String> cells(String device, Assignment a) {
    MeterProfile p = a.profile();
    return Stream.of(
        device,
        a.site(),
        a.equipmentClass(),
        a.zone().getId(),
        a.rack() == null ? "" : a.rack(),
        a.from() == Long.MIN_VALUE ? "" : Instant.ofEpochMilli(a.from()).toString(),
        a.to() == Long.MAX_VALUE ? "" : Instant.ofEpochMilli(a.to()).toString(),
        a.includeInTotals() ? "1" : "0",
        a.personal() ? "1" : "0",
        Cells.label(p.register()),
        Cells.label(p.reporting()),
        decimal(p.resolution(), Units.MILLIJOULES_PER_WH),
        decimal(p.ratingStated() ? (Long) p.ratedPower() : null, 1000),
        decimal(p.modulus(), Units.MILLIJOULES_PER_WH),
        decimal(p.interval(), 1000),
        decimal(p.maxGap(), 1000));
  }

  /** Nine decimals: exact again once rounded to the whole unit. */
  private static String decimal(@Nullable Long value, long divisor) {
    return value == null
        ? ""
        : BigDecimal.valueOf(value)
            .divide(BigDecimal.valueOf(divisor), 9, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString();
  }
}
