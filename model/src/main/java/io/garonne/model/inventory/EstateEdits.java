package io.garonne.model.inventory;

import io.garonne.model.Units;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people do to an estate from a moment on: each closes the lines that held until then and
 * opens others, so that the past stays what it was.
 */
public final class EstateEdits {
  private EstateEdits() {}

  /**
   * Lines to take out and to put in.
   *
   * @param problems why it cannot be done; then nothing is to be done
   * @param readings readings that come with it
   */
  public record Edit(
      List<EstateLine> removed,
      List<EstateLine> written,
      List<ManualReading> readings,
      List<String> problems) {
    public Edit {
      removed = List.copyOf(removed);
      written = List.copyOf(written);
      readings = List.copyOf(readings);
      problems = List.copyOf(problems);
    }
  }

  /**
   * An index that a person read.
   *
   * @param device device whose index it is
   * @param at milliseconds since 1970 UTC
   * @param energy millijoules, or null
   * @param pages pages, or null
   */
  public record ManualReading(
      String device, String channel, long at, @Nullable Long energy, @Nullable Long pages) {}

  /**
   * Takes in lines: those about one thing are its whole history, and replace what was known of it.
   *
   * @param whole whether they are the whole of their tables: what they do not name is gone
   */
  public static Edit take(Estate estate, List<EstateLine> lines, boolean whole) {
    Set<EstateTable> tables = EnumSet.noneOf(EstateTable.class);
    Set<String> keys = new HashSet<>();
    Set<String> subjects = new HashSet<>();
    for (EstateLine line : lines) {
      tables.add(line.table());
      keys.add(line.key());
      subjects.add(line.subject());
    }
    List<EstateLine> removed =
        estate.lines().values().stream()
            .filter(line -> !keys.contains(line.key()))
            .filter(
                line ->
                    subjects.contains(line.subject()) || (whole && tables.contains(line.table())))
            .toList();
    return new Edit(removed, lines, List.of(), List.of());
  }

  /** How the name of an asset begins that was forgotten. */
  public static final String FORGOTTEN = "forgotten-";

  private static final Set<String> VALIDITY = Set.of("from", "to");

  /**
   * Lines of another system over those that are there: what it does not know stays, and so does the
   * history of each thing; its line that holds last takes on what the other system says.
   */
  public static Edit takeOver(Estate estate, Collection<EstateLine> lines) {
    Map<String, EstateLine> last = new HashMap<>();
    estate.lines().values().stream()
        .sorted(Comparator.comparing(line -> line.cells().getOrDefault("from", "")))
        .forEach(line -> last.put(line.subject(), line));
    Map<String, EstateLine> written = new LinkedHashMap<>();
    for (EstateLine line : lines) {
      EstateLine known = last.get(line.subject());
      EstateLine next = line;
      if (known != null) {
        next = new EstateLine(known.table(), known.cells(), line.place());
        for (Map.Entry<String, String> cell : line.cells().entrySet()) {
          if (!VALIDITY.contains(cell.getKey())) {
            next = next.with(cell.getKey(), cell.getValue());
          }
        }
      }
      written.put(next.key(), next);
    }
    return new Edit(List.of(), List.copyOf(written.values()), List.of(), List.of());
  }

  /**
   * Moves assets, or everything in racks.
   *
   * @param what names, each of an asset or else of a rack
   * @param at the site they are at, or null: wherever they are
   * @param to new cells: site, room, rack, entity; an empty cell blanks it
   * @param moment date (midnight of the site the asset leaves) or instant
   * @param place said where the lines come from
   */
  public static Edit move(
      Estate estate,
      List<String> what,
      @Nullable String at,
      Map<String, String> to,
      String moment,
      String place) {
    Writer writer = new Writer(place);
    List<String> problems = new ArrayList<>();
    for (String name : what) {
      List<Asset> assets = holding(estate.asset(name), moment);
      List<MeteringPoint> points = List.of();
      if (estate.asset(name).isEmpty()) {
        assets =
            holding(estate.assets().stream().filter(a -> name.equals(a.rack())).toList(), moment);
        points =
            estate.points().stream()
                .filter(p -> name.equals(p.rack()))
                .filter(p -> p.validity().holdsAt(Validity.instant(moment, p.zone(), 0)))
                .filter(p -> at == null || at.equals(p.site()))
                .toList();
      }
      List<Asset> moving = assets.stream().filter(a -> at == null || at.equals(a.site())).toList();
      Set<String> sites = new TreeSet<>();
      moving.forEach(asset -> sites.add(asset.site()));
      points.stream().map(MeteringPoint::site).filter(Objects::nonNull).forEach(sites::add);
      if (moving.isEmpty() && points.isEmpty()) {
        problems.add(
            "neither an asset nor a rack \""
                + name
                + "\" is there at "
                + moment
                + (at == null ? "" : " at site " + at));
      } else if (sites.size() > 1) {
        problems.add(
            "there is a rack "
                + name
                + " at "
                + String.join(" and ", sites)
                + ": say with --site which");
      }
      for (Asset asset : moving) {
        writer.split(asset.line(), asset.zone(), said(estate, asset.zone(), moment, to), to);
      }
      for (MeteringPoint point : points) {
        writer.split(point.line(), point.zone(), said(estate, point.zone(), moment, to), to);
      }
    }
    if (problems.isEmpty() && writer.written.isEmpty()) {
      problems.add(String.join(", ", what) + ": there already at " + moment);
    }
    return new Edit(writer.removed, writer.written, List.of(), problems);
  }

  /** A date that would be another moment where it goes is said as an instant. */
  private static String said(Estate estate, ZoneId zone, String moment, Map<String, String> to) {
    String name = to.get("site");
    Site site = name == null ? null : estate.sites().get(name);
    ZoneId there = name == null ? zone : site == null ? estate.zone() : site.zone();
    long at = Validity.instant(moment, zone, 0);
    return Validity.instant(moment, there, 0) == at
        ? moment
        : Instant.ofEpochMilli(at).atZone(zone).toOffsetDateTime().toString();
  }

  /**
   * Takes an asset's name, serial number and room out of every line; what it was, where and when
   * stays, so that sums stay.
   *
   * @param pseudonym name that it has from now on
   */
  public static Edit anonymise(Estate estate, String asset, String pseudonym) {
    List<EstateLine> removed = new ArrayList<>();
    List<EstateLine> written = new ArrayList<>();
    for (EstateLine line : estate.lines().values()) {
      EstateLine next = line;
      if (line.table() == EstateTable.EVENTS) {
        next = anonymiseEvent(line, asset);
      } else {
        next = asset.equals(line.cell("asset")) ? next.with("asset", pseudonym) : next;
        next = asset.equals(line.cell("replaces")) ? next.with("replaces", pseudonym) : next;
        if (line.table() == EstateTable.ASSETS && !next.equals(line)) {
          next =
              asset.equals(line.cell("asset"))
                  ? next.with("serial", null).with("room", null)
                  : next;
        }
      }
      if (!next.equals(line)) {
        removed.add(line);
        written.add(new EstateLine(next.table(), next.cells(), "forget"));
      }
    }
    return new Edit(removed, written, List.of(), List.of());
  }

  private static EstateLine anonymiseEvent(EstateLine event, String asset) {
    EstateLine next = event;
    // Lines as JSON: a cell that is the name, and no key or part of a cell.
    String value = ":\"" + asset.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    if (Stream.of("before", "written").anyMatch(c -> cell(event, c).contains(value))) {
      next = next.with("before", null).with("written", null);
    }
    Pattern name =
        Pattern.compile(
            "(?<![\\p{L}\\p{N}_.-])"
                + Pattern.quote(asset)
                + "(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])");
    // What was forgotten is a device, and stays so only as long as this says it; what was imported
    // is a folder, which the next start looks for.
    boolean isText = !Set.of("forget", "import").contains(event.required("kind"));
    for (String column : isText ? List.of("what", "reason") : List.of("reason")) {
      if (name.matcher(cell(event, column)).find()) {
        next = next.with(column, null);
      }
    }
    return next;
  }

  private static String cell(EstateLine line, String column) {
    return line.cells().getOrDefault(column, "");
  }

  private static List<Asset> holding(List<Asset> assets, String moment) {
    return assets.stream()
        .filter(a -> a.validity().holdsAt(Validity.instant(moment, a.zone(), 0)))
        .toList();
  }

  /**
   * Replaces equipment: the old asset ends on the date and the new one takes its place, its users
   * and its channels. Indexes are readings: of the device that the line names (equipment that
   * reports itself), not of the plug it hangs on, which goes on counting.
   *
   * @param rows lines of {@link EstateTable#REPLACEMENTS}
   */
  public static Edit replace(Estate estate, List<EstateLine> rows) {
    List<ManualReading> readings = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Writer writer = new Writer("inventory replace");
    for (EstateLine row : rows) {
      String moment = row.required("date");
      List<Asset> known = holding(named(estate, row), moment);
      if (known.size() != 1) {
        problems.add(
            row.place()
                + ": "
                + known.size()
                + " assets have "
                + (row.cell("asset") == null
                    ? "serial " + row.cell("old_serial")
                    : "name " + row.cell("asset"))
                + " on "
                + moment);
        continue;
      }
      Asset old = known.get(0);
      String name = row.cells().getOrDefault("new_asset", row.required("new_serial"));
      if (!estate.asset(name).isEmpty()) {
        problems.add(row.place() + ": asset " + name + " is there already");
        continue;
      }
      if (row.required("new_serial").equals(old.line().cell("serial"))) {
        problems.add(row.place() + ": the new serial is the old one");
        continue;
      }
      if (row.cell("device") == null && hasIndex(row)) {
        problems.add(
            row.place()
                + ": an index is of a device that reports itself: name the device, or leave the"
                + " index out");
        continue;
      }
      writer.replace(estate, old, name, row, moment);
      readings.addAll(readings(row, old, moment));
    }
    return new Edit(writer.removed, writer.written, readings, problems);
  }

  private static List<Asset> named(Estate estate, EstateLine row) {
    String asset = row.cell("asset");
    String serial = row.cell("old_serial");
    return estate.assets().stream()
        .filter(a -> asset == null || a.name().equals(asset))
        .filter(a -> serial == null || serial.equals(a.line().cell("serial")))
        .filter(a -> asset != null || serial != null)
        .toList();
  }

  private static boolean hasIndex(EstateLine row) {
    return Stream.of("old_pages", "old_energy_kwh", "new_pages", "new_energy_kwh")
        .anyMatch(column -> row.cell(column) != null);
  }

  private static List<ManualReading> readings(EstateLine row, Asset old, String moment) {
    String device = row.cell("device");
    if (device == null) {
      return List.of();
    }
    long at = Validity.instant(moment, old.zone(), 0);
    return Stream.of(
            // The old index is the last thing before, the new one the first after.
            new ManualReading(device, "0", at - 1, energy(row, "old"), pages(row, "old")),
            new ManualReading(device, "0", at, energy(row, "new"), pages(row, "new")))
        .filter(reading -> reading.energy() != null || reading.pages() != null)
        .toList();
  }

  private static @Nullable Long energy(EstateLine row, String which) {
    String cell = row.cell(which + "_energy_kwh");
    return cell == null ? null : Units.scaled(new BigDecimal(cell), Units.MILLIJOULES_PER_KWH);
  }

  private static @Nullable Long pages(EstateLine row, String which) {
    String cell = row.cell(which + "_pages");
    return cell == null ? null : Long.valueOf(cell);
  }

  /** Collects lines. */
  private static final class Writer {
    private final List<EstateLine> removed = new ArrayList<>();
    private final List<EstateLine> written = new ArrayList<>();
    private final String place;

    Writer(String place) {
      this.place = place;
    }

    /** Ends a line at a moment and goes on with other cells. */
    void split(EstateLine line, ZoneId zone, String moment, Map<String, String> to) {
      EstateLine next = at(line, place);
      for (Map.Entry<String, String> cell : to.entrySet()) {
        next = next.with(cell.getKey(), cell.getValue().isEmpty() ? null : cell.getValue());
      }
      if (next.cells().equals(line.cells())) {
        return;
      }
      if (startsAt(line, zone, moment)) {
        removed.add(line);
      } else {
        written.add(at(line, place).with("to", moment));
      }
      written.add(next.with("from", moment));
    }

    private static EstateLine at(EstateLine line, String place) {
      return new EstateLine(line.table(), line.cells(), place);
    }

    private static boolean startsAt(EstateLine line, ZoneId zone, String moment) {
      String from = line.cell("from");
      return from != null && Validity.instant(from, zone, 0) == Validity.instant(moment, zone, 0);
    }

    void replace(Estate estate, Asset old, String name, EstateLine row, String moment) {
      LocalDate day =
          Instant.ofEpochMilli(Validity.instant(moment, old.zone(), 0))
              .atZone(old.zone())
              .toLocalDate();
      EstateLine ended = at(old.line(), place).with("to", moment).with("retired", day.toString());
      ended = ended.with("retired_to", row.cells().getOrDefault("retired_to", "unknown"));
      String functional = row.cell("functional");
      written.add(functional == null ? ended : ended.with("functional", functional));
      String model = row.cell("new_model");
      EstateLine next =
          at(old.line(), place)
              .with("asset", name)
              .with("serial", row.cell("new_serial"))
              .with("from", moment)
              .with("commissioned", day.toString())
              .with("purchased", null)
              .with("replaces", old.name());
      written.add(model == null ? next : next.with("model", model));
      for (Connection connection : estate.connections()) {
        long at = Validity.instant(moment, old.zone(), 0);
        if (connection.asset().equals(old.name()) && connection.validity().holdsAt(at)) {
          written.add(at(connection.line(), place).with("to", moment));
          written.add(at(connection.line(), place).with("asset", name).with("from", moment));
        }
      }
    }
  }
}
