package io.garonne.publish.opendata;

import io.garonne.model.Causes;
import io.garonne.model.PageKinds;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.indicator.Figure;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.publish.indicator.InventedProgramme;
import io.garonne.publish.indicator.PublishedIndicators;
import io.garonne.publish.persons.People;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongBiFunction;

/**
 * A small invented city in 2026: a town hall with twelve desks, a library with three and the
 * librarian's own printer, a school with two desks, a depot that is not published, a server room.
 */
final class InventedYear {
  static final int YEAR = 2026;
  static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  static final Imprint IMPRINT =
      new Imprint(
          "Ville inventée",
          "123456789",
          "numerique@ville.example",
          "https://ville.example/donnees",
          Imprint.Licence.LOV2);

  /**
   * Equipment with a meter.
   *
   * @param users persons, if it is personal
   */
  record Metered(String name, String site, String equipmentClass, int users, boolean personal) {
    CellKey cell() {
      return Measured.cell(ESTATE, site, equipmentClass);
    }
  }

  static final List<Metered> EQUIPMENT = equipment();
  static final Estate ESTATE = estate(EQUIPMENT);

  private InventedYear() {}

  private static List<Metered> equipment() {
    List<Metered> all = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      all.add(new Metered("th-pc-" + i, "town-hall", "desktop", 1, true));
    }
    for (int i = 1; i <= 3; i++) {
      all.add(new Metered("lib-pc-" + i, "library", "desktop", 1, true));
    }
    for (int i = 1; i <= 2; i++) {
      all.add(new Metered("school-pc-" + i, "school", "desktop", 1, true));
    }
    for (int i = 1; i <= 6; i++) {
      all.add(new Metered("depot-pc-" + i, "depot", "desktop", 1, true));
    }
    all.add(new Metered("th-prn", "town-hall", "printer", 40, false));
    all.add(new Metered("school-prn", "school", "printer", 30, false));
    all.add(new Metered("lib-prn", "library", "printer", 2, true));
    all.add(new Metered("lib-big-prn", "library", "printer", 25, false));
    all.add(new Metered("srv-1", "town-hall", "server", 0, false));
    all.add(new Metered("ups-1", "town-hall", "ups", 0, false));
    all.add(new Metered("th-sw", "town-hall", "switch", 0, false));
    return List.copyOf(all);
  }

  /** The tables of some equipment, each with a plug of its own. */
  static Estate estate(List<Metered> equipment) {
    List<EstateLine> lines = new ArrayList<>();
    add(lines, EstateTable.ENTITIES, "entity", "city");
    add(
        lines,
        EstateTable.SITES,
        "site,name,entity,publication",
        "town-hall,\"=Hôtel de ville, centre\",city,public",
        "library,Médiathèque,city,public",
        "school,École,city,public",
        "depot,Dépôt secret,city,internal");
    List<String> assets = new ArrayList<>();
    List<String> connections = new ArrayList<>();
    assets.add(
        "asset,equipment_class,quantity,site,users,commissioned,retired,functional,retired_to");
    connections.add("asset,device");
    for (Metered one : equipment) {
      String users = one.users() == 0 ? "" : Integer.toString(one.users());
      assets.add(
          "%s,%s,1,%s,%s,2020-01-10,,,"
              .formatted(one.name(), one.equipmentClass(), one.site(), users));
      connections.add(one.name() + ",plug-" + one.name());
    }
    assets.add("old-laptop,laptop,1,library,1,2021-01-10,2026-05-01,yes,reuse");
    assets.add("spare-screens,screen,9,town-hall,9,2018-03-01,,,");
    add(lines, EstateTable.ASSETS, assets.toArray(String[]::new));
    add(lines, EstateTable.CONNECTIONS, connections.toArray(String[]::new));
    add(
        lines,
        EstateTable.TARGETS,
        "setting,value,source",
        "factors.2026,50,\"inventé, lu le 2026-11-02\"");
    add(
        lines,
        EstateTable.EMBODIED,
        "year,entity,equipment_class,kg_co2e,source",
        "2026,city,laptop,980,achats 2026");
    List<String> users = new ArrayList<>(List.of("month,entity,site,kind,users"));
    for (int month = 1; month <= 12; month++) {
      users.add("2026-%02d,city,town-hall,agent,40".formatted(month));
      users.add("2026-%02d,city,library,agent,12".formatted(month));
      users.add("2026-%02d,city,school,agent,20".formatted(month));
    }
    add(lines, EstateTable.USERS, users.toArray(String[]::new));
    Estate.Result estate = Estate.of(lines, PARIS);
    if (!estate.problems().isEmpty()) {
      throw new IllegalStateException(String.join(", ", estate.problems()));
    }
    return estate.estate();
  }

  private static void add(List<EstateLine> lines, EstateTable table, String... csv) {
    EstateLine.Result read = EstateLine.read(table, String.join("\n", csv) + "\n", table.label());
    if (!read.problems().isEmpty()) {
      throw new IllegalArgumentException(String.join(", ", read.problems()));
    }
    lines.addAll(read.lines());
  }

  /** Millijoules of a device in a month; no two are alike. */
  static long energy(Metered one, YearMonth month) {
    long hash = Math.floorMod(one.name().hashCode() * 31L + month.getMonthValue() * 7919L, 9973L);
    long base = one.personal() ? 9 : 120;
    return base * 3_600_000_000L + hash * 1_000_003L;
  }

  static EditionInput input() {
    return input(InventedYear::energy);
  }

  static EditionInput input(ToLongBiFunction<Metered, YearMonth> energy) {
    return input(EQUIPMENT, 12, energy);
  }

  /** Of some months from January on. */
  static EditionInput input(
      List<Metered> equipment, int months, ToLongBiFunction<Metered, YearMonth> energy) {
    return new EditionInput(
        YEAR,
        totals(equipment, months, energy),
        figures(true),
        equipment.equals(EQUIPMENT) ? ESTATE : estate(equipment),
        IMPRINT,
        People.DEFAULT_LEAST,
        "");
  }

  /** Those of October. */
  static PublishedIndicators figures(boolean users) {
    return PublishedIndicators.of(
        InventedProgramme.published(true, users).byId().values().stream()
            .filter(one -> one instanceof Figure figure && figure.month().getMonthValue() == 10)
            .toList());
  }

  static List<Total> totals(
      List<Metered> equipment, int months, ToLongBiFunction<Metered, YearMonth> energy) {
    List<Total> totals = new ArrayList<>();
    for (int i = 1; i <= months; i++) {
      YearMonth month = YearMonth.of(YEAR, i);
      Map<List<String>, List<Metered>> groups = new TreeMap<>(InventedYear::order);
      equipment.forEach(
          one ->
              groups
                  .computeIfAbsent(
                      List.of(one.site(), one.equipmentClass()), g -> new ArrayList<>())
                  .add(one));
      groups.forEach(
          (group, of) ->
              totals.add(
                  total(new Scope("city", group.get(0), group.get(1), null), month, of, energy)));
      totals.add(total(Scope.ESTATE, month, equipment, energy));
    }
    return totals;
  }

  private static int order(List<String> a, List<String> b) {
    return String.join("/", a).compareTo(String.join("/", b));
  }

  private static Total total(
      Scope scope, YearMonth month, List<Metered> of, ToLongBiFunction<Metered, YearMonth> energy) {
    long start = month.atDay(1).atStartOfDay(PARIS).toInstant().toEpochMilli();
    long end = Period.MONTH.endOf(start, PARIS);
    long sum = of.stream().mapToLong(one -> energy.applyAsLong(one, month)).sum();
    long interpolated = sum / 10;
    int printers = (int) of.stream().filter(one -> one.equipmentClass().equals("printer")).count();
    long time = (end - start) * of.size();
    return new Total(
        scope,
        Period.MONTH,
        start,
        end,
        PARIS,
        sum - interpolated,
        interpolated,
        0,
        0,
        time - time / 20,
        time,
        time,
        time,
        1000L * printers,
        end - start,
        printers,
        PageKinds.NONE,
        of.size(),
        of.size(),
        sum,
        0,
        Total.Status.FINAL,
        Total.METHOD,
        false,
        Causes.UNKNOWN);
  }
}
