package io.garonne.twin.years;

import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every unit of a city in two years, and which of them have a meter from when on. Units of a kind
 * and entity differ only by what is drawn later, so that any of them are a simple random sample.
 */
public final class Fleet {
  private static final int MARCH = Halves.of(2026, 3);
  private static final int CLOSING = Halves.of(2026, 5);
  private static final int EXTERNALISING = Halves.of(2026, 4);
  private static final int JOINING = Halves.of(2025, 6);
  private static final int GROWING = Halves.of(2026, 1);

  private final City city;
  private final Scenario scenario;
  private final List<Unit> units = new ArrayList<>();
  private final Set<String> externalised = new HashSet<>();

  private Fleet(City city, Scenario scenario) {
    this.city = city;
    this.scenario = scenario;
  }

  /** The units of a city to which something happens. */
  public static Fleet of(City city, Scenario scenario, Metering metering) {
    Fleet fleet = new Fleet(city, scenario);
    for (int i = 0; i < city.entities().size(); i++) {
      for (Kind kind : Kind.values()) {
        fleet.add(city.entities().get(i), i, kind, metering);
      }
    }
    fleet.units.sort(Comparator.comparing(Unit::name));
    fleet.addMeters(metering.moreDesks());
    return fleet;
  }

  City city() {
    return city;
  }

  Scenario scenario() {
    return scenario;
  }

  List<Unit> units() {
    return units;
  }

  /** Whether it runs at a hoster from April of the second year on. */
  boolean isExternalised(Unit unit) {
    return externalised.contains(unit.name());
  }

  /** Desks, printers and other things that have a meter in some half month, by number of it. */
  int metered(int half, Kind kind) {
    return (int)
        units.stream()
            .filter(u -> u.kind() == kind && u.from() <= half && half < u.to())
            .filter(u -> u.meteredFrom() <= half)
            .count();
  }

  private void add(City.Entity entity, int number, Kind kind, Metering metering) {
    int there = entity.count(kind);
    int first = entity.name().equals(City.JOINS) ? JOINING : 0;
    addSome(entity, number, kind, 0, there, first, metering);
    boolean grows =
        scenario == Scenario.USERS_GROW
            || (scenario == Scenario.COMMUNE_JOINED && entity.name().equals(City.JOINS));
    if (grows && (kind.isDesk() || kind == Kind.PRINTER)) {
      int more = Math.round(there * Users.GROWTH);
      addSome(entity, number, kind, there, more, GROWING, metering);
    }
  }

  private void addSome(
      City.Entity entity,
      int number,
      Kind kind,
      int first,
      int count,
      int from,
      Metering metering) {
    if (count == 0) {
      return;
    }
    int metered = metering.metered(kind, count);
    boolean tripled = scenario == Scenario.METERS_ADDED && kind.isDesk();
    for (int i = 0; i < count; i++) {
      int meteredFrom = i < metered ? from : tripled && i < 3 * metered ? MARCH : Halves.COUNT;
      String name = entity.name() + " " + kind.model() + " " + (first + i);
      long person = (long) number << 40 | (long) kind.ordinal() << 20 | (first + i);
      happen(
          new Unit(name, entity.name(), kind, person, from, Halves.COUNT, meteredFrom), i, number);
    }
  }

  /**
   * What the scenario does to a unit.
   *
   * @param i its number among those of its kind
   * @param entity number of its entity
   */
  private void happen(Unit unit, int i, int entity) {
    int rollout = Halves.of(2026, 2) + entity;
    switch (scenario) {
      case DESKTOPS_TO_LAPTOPS -> {
        boolean changes = unit.kind() == Kind.DESKTOP && inTen(i) < 7;
        replace(unit, changes ? Kind.DOCKED_LAPTOP : null, unit.entity(), rollout);
      }
      case REFURBISHED_PRINTERS -> {
        boolean changes = unit.kind() == Kind.PRINTER && inTen(i) < 4;
        replace(unit, changes ? Kind.REFURBISHED_PRINTER : null, unit.entity(), rollout);
      }
      case SITE_CLOSED -> {
        if (!unit.entity().equals(City.CLOSES)) {
          units.add(unit);
        } else if (inTen(i) < 6 && unit.kind() != Kind.SWITCH) {
          replace(unit, unit.kind(), City.LARGEST, CLOSING);
        } else {
          units.add(unit.until(CLOSING));
        }
      }
      case SERVERS_EXTERNALISED -> {
        boolean goes =
            unit.kind() == Kind.SERVER && unit.entity().equals(City.LARGEST) && i % 3 == 0;
        units.add(goes ? unit.until(EXTERNALISING) : unit);
        if (goes) {
          externalised.add(unit.name());
        }
      }
      case NOTHING_CHANGED, METERS_ADDED, COMMUNE_JOINED, MILD_SUMMER, EMPTY_AUGUST, USERS_GROW ->
          units.add(unit);
    }
  }

  /** Spread so that any first ones of a kind have their share of what happens to some. */
  private static int inTen(int i) {
    return 7 * i % 10;
  }

  private void replace(
      Unit unit, @org.jspecify.annotations.Nullable Kind other, String entity, int half) {
    if (other == null) {
      units.add(unit);
    } else {
      units.add(unit.until(half));
      units.add(unit.replacedBy(other, entity, half, unit.person()));
    }
  }

  /** Spread over all desks without a plug. */
  private void addMeters(int more) {
    List<Integer> without = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      if (units.get(i).kind().isDesk() && !units.get(i).isMetered()) {
        without.add(i);
      }
    }
    for (int i = 0; i < more; i++) {
      int at = without.get((int) ((long) i * without.size() / more));
      Unit unit = units.get(at);
      units.set(
          at,
          new Unit(
              unit.name(),
              unit.entity(),
              unit.kind(),
              unit.person(),
              unit.from(),
              unit.to(),
              Math.max(MARCH, unit.from())));
    }
  }

  /** The estate's tables: units without a meter as so many of a kind. */
  public List<EstateLine> estateLines() {
    List<EstateLine> lines = new ArrayList<>();
    for (City.Entity entity : city.entities()) {
      line(lines, EstateTable.ENTITIES, Map.of("entity", entity.name()));
      line(
          lines,
          EstateTable.SITES,
          Map.of("site", entity.name(), "entity", entity.name(), "zone", Halves.ZONE.getId()));
    }
    Map<String, Unit> kinds = new TreeMap<>();
    Map<String, Integer> without = new TreeMap<>();
    for (Unit unit : units) {
      if (unit.isMetered()) {
        asset(lines, unit.name(), unit, 1);
        meter(lines, unit);
      } else if (unit.from() < unit.to()) {
        String name =
            unit.entity() + " " + unit.kind().model() + " " + unit.from() + " to " + unit.to();
        kinds.put(name, unit);
        without.merge(name, 1, Integer::sum);
      }
    }
    kinds.forEach((name, unit) -> asset(lines, name, unit, without.getOrDefault(name, 0)));
    return lines;
  }

  private static void asset(List<EstateLine> lines, String name, Unit unit, int quantity) {
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put("asset", name);
    cells.put("model", unit.kind().model());
    cells.put("equipment_class", unit.kind().equipmentClass());
    cells.put("quantity", Integer.toString(quantity));
    cells.put("site", unit.entity());
    cells.put("commissioned", Halves.start(unit.from()).toString());
    if (unit.to() < Halves.COUNT) {
      cells.put("retired", Halves.start(unit.to()).minusDays(1).toString());
    }
    line(lines, EstateTable.ASSETS, cells);
  }

  private static void meter(List<EstateLine> lines, Unit unit) {
    Map<String, String> when = new LinkedHashMap<>();
    LocalDate from = Halves.start(unit.meteredFrom());
    when.put("from", from.toString());
    if (unit.to() < Halves.COUNT) {
      when.put("to", Halves.start(unit.to()).toString());
    }
    String device = device(unit);
    Map<String, String> point = new LinkedHashMap<>(when);
    point.put("device", device);
    point.put("accuracy_percent", "2");
    line(lines, EstateTable.POINTS, point);
    Map<String, String> connection = new LinkedHashMap<>(when);
    connection.put("device", device);
    connection.put("asset", unit.name());
    line(lines, EstateTable.CONNECTIONS, connection);
  }

  private static String device(Unit unit) {
    return "plug of " + unit.name();
  }

  private static void line(List<EstateLine> lines, EstateTable table, Map<String, String> cells) {
    lines.add(EstateLine.of(table, cells, "invented:" + (lines.size() + 1)));
  }
}
