package io.garonne.publish.opendata;

import io.garonne.model.indicator.Programme;
import io.garonne.model.indicator.Quality;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Consumption and prints of months as tables, and back. */
final class MonthTables {
  private final String siren;
  private final String method;
  private final Programme programme;
  private final Denominators denominators;
  private final Map<String, String> names = new HashMap<>();

  /**
   * For the rows of an edition.
   *
   * @param siren of the publisher, or empty
   * @param method version of the metering rules
   */
  MonthTables(Estate estate, String siren, String method) {
    this.siren = siren;
    this.method = method;
    this.programme = Programme.of(estate);
    this.denominators = new Denominators(estate);
    for (EstateLine site : estate.lines(EstateTable.SITES)) {
      String name = site.cell("name");
      names.put(site.required("site"), name == null ? site.required("site") : name);
    }
    names.put(CellKey.SERVER_ROOMS, "Salles serveurs (sans lieu)");
    names.put(CellKey.OTHER_SITES, "Autres sites (non nommés)");
    names.put(CellKey.GROUPED, "autres (regroupés)");
  }

  Table consumption(List<MonthRow> rows) {
    return new Table(
        Dataset.CONSUMPTION,
        rows.stream().filter(row -> row.meters().hasEnergy()).map(this::consumption).toList());
  }

  private List<String> consumption(MonthRow row) {
    Meters m = row.meters();
    Long units = denominators.units(row.key(), row.month());
    Long users = denominators.users(row.key(), row.month());
    Programme.@Nullable Factor factor = programme.factors().get(row.month().getYear());
    List<String> cells = head(row);
    cells.addAll(
        List.of(
            Long.toString(m.energy()),
            Long.toString(m.measured()),
            Long.toString(m.interpolated()),
            Long.toString(m.estimated()),
            Long.toString(m.allocated()),
            Numbers.kilowattHours(m.energy()),
            Numbers.seconds(m.coveredMillis()),
            Numbers.seconds(m.registeredMillis()),
            Numbers.seconds(m.expectedMillis()),
            Numbers.percent(m.coveredMillis(), m.expectedMillis()),
            quality(m),
            Numbers.of(units),
            Numbers.of(users),
            Numbers.kilowattHoursBy(m.energy(), units),
            Numbers.kilowattHoursBy(m.energy(), users),
            factor == null ? "" : Numbers.kilograms(m.energy(), factor.grams()),
            factor == null ? "" : Numbers.plain(factor.grams()),
            factor == null ? "" : Table.plain(factor.source()),
            Boolean.toString(row.personal()),
            "definitif",
            Integer.toString(m.revision()),
            method));
    return cells;
  }

  private List<String> head(MonthRow row) {
    CellKey key = row.key();
    return new ArrayList<>(
        List.of(
            row.month().toString(),
            Table.plain(key.place()),
            key.family(),
            Table.plain(names.getOrDefault(key.place(), key.place())),
            siren));
  }

  private static String quality(Meters m) {
    if (m.expectedMillis() <= 0) {
      return "";
    }
    long known = Math.max(m.registeredMillis(), m.coveredMillis());
    return quality((double) known / m.expectedMillis());
  }

  static String quality(double knownShare) {
    return label(Quality.of(knownShare));
  }

  static String label(Quality quality) {
    return switch (quality) {
      case HIGH -> "haute";
      case MEDIUM -> "moyenne";
      case LOW -> "basse";
    };
  }

  Table prints(List<MonthRow> rows) {
    return new Table(
        Dataset.PRINTS,
        rows.stream().filter(row -> row.meters().hasPages()).map(this::prints).toList());
  }

  private List<String> prints(MonthRow row) {
    Meters m = row.meters();
    Long users = denominators.users(row.key(), row.month());
    List<String> cells = head(row);
    cells.addAll(
        List.of(
            Long.toString(m.pages()),
            Numbers.of(users),
            users == null || users <= 0 ? "" : Numbers.by(BigDecimal.valueOf(m.pages()), users, 2),
            m.hasEnergy() && m.pages() > 0 && !row.key().isMerged()
                ? Numbers.kilowattHoursBy(m.energy(), m.pages())
                : "",
            Boolean.toString(row.personal())));
    return cells;
  }

  /** The rows of two tables as they were published. */
  static List<MonthRow> rows(Table consumption, Table prints) {
    Map<String, MonthRow> rows = new TreeMap<>();
    consumption
        .byKey()
        .forEach(
            (key, row) ->
                rows.put(
                    key,
                    row(
                        consumption,
                        row,
                        new Meters(
                            whole(consumption, row, "energie_mesuree_millijoules"),
                            whole(consumption, row, "energie_interpolee_millijoules"),
                            whole(consumption, row, "energie_estimee_millijoules"),
                            whole(consumption, row, "energie_repartie_millijoules"),
                            Numbers.millis(consumption.cell(row, "secondes_couvertes")),
                            Numbers.millis(consumption.cell(row, "secondes_connues")),
                            Numbers.millis(consumption.cell(row, "secondes_attendues")),
                            0,
                            true,
                            false,
                            (int) whole(consumption, row, "revision")))));
    prints
        .byKey()
        .forEach(
            (key, row) -> {
              Meters pages =
                  new Meters(
                      0, 0, 0, 0, 0, 0, 0, whole(prints, row, "impressions"), false, true, 0);
              MonthRow of = row(prints, row, pages);
              rows.merge(key, of, (energy, same) -> energy.with(same, same.key()));
            });
    return rows.values().stream().sorted(MonthRow.ORDER).toList();
  }

  private static MonthRow row(Table table, List<String> row, Meters meters) {
    return new MonthRow(
        YearMonth.parse(table.cell(row, "annee_mois")),
        new CellKey(unquoted(table.cell(row, "lieu_code")), table.cell(row, "famille")),
        meters,
        Boolean.parseBoolean(table.cell(row, "donnees_personnelles_agregees")));
  }

  private static String unquoted(String place) {
    return place.startsWith("'") ? place.substring(1) : place;
  }

  private static long whole(Table table, List<String> row, String field) {
    return Long.parseLong(table.cell(row, field));
  }
}
