package io.garonne.model.inventory;

import static io.garonne.model.inventory.Column.choice;
import static io.garonne.model.inventory.Column.of;
import static io.garonne.model.inventory.Column.required;

import io.garonne.model.inventory.Column.Type;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tables of the estate; {@code docs/inventory.md} describes their columns. */
public enum EstateTable {
  ENTITIES(
      List.of("entity"),
      required("entity", Type.NAME),
      of("name", Type.TEXT),
      choice("kind", "commune", "service", "other"),
      of("siren", Type.NAME),
      of("joined", Type.DATE),
      of("left", Type.DATE)),
  SITES(
      List.of("site"),
      required("site", Type.NAME),
      of("name", Type.TEXT),
      of("zone", Type.ZONE),
      of("entity", Type.NAME),
      choice("publication", "public", "internal"),
      of("group", Type.NAME),
      choice("school_zone", "A", "B", "C", "Corse")),
  CLASSES(
      List.of("equipment_class"),
      required("equipment_class", Type.NAME),
      choice(
          "family",
          "workstations",
          "printing",
          "network",
          "server-room-it",
          "server-room-facility",
          "other"),
      of("numecoeval_type", Type.NAME),
      of("personal", Type.FLAG),
      of("target_years", Type.POSITIVE)),
  ASSETS(
      List.of("asset", "from"),
      required("asset", Type.NAME),
      of("serial", Type.NAME),
      of("model", Type.TEXT),
      required("equipment_class", Type.NAME),
      of("quantity", Type.COUNT),
      of("entity", Type.NAME),
      required("site", Type.NAME),
      of("room", Type.NAME),
      of("rack", Type.NAME),
      of("users", Type.COUNT),
      of("purchased", Type.DATE),
      of("commissioned", Type.DATE),
      of("retired", Type.DATE),
      choice("retired_to", "reuse", "donation", "recycling", "unknown"),
      of("functional", Type.FLAG),
      of("replaces", Type.NAME),
      of("declared_weekly_kwh", Type.POSITIVE),
      of("personal", Type.FLAG),
      choice("publication", "public", "internal"),
      of("from", Type.MOMENT),
      of("to", Type.MOMENT)),
  POINTS(
      List.of("device", "channel", "from"),
      required("device", Type.NAME),
      of("channel", Type.NAME),
      of("parent", Type.NAME),
      of("parent_channel", Type.NAME),
      choice(
          "role",
          "dc-total",
          "it",
          "it-ups",
          "it-pdu",
          "cooling",
          "power-delivery",
          "lighting-other",
          "generator",
          "office",
          "other"),
      choice("feed", "A", "B"),
      of("redundancy_group", Type.NAME),
      of("breaker_a", Type.POSITIVE),
      choice("phases", "1", "3"),
      of("rated_power_w", Type.POSITIVE),
      of("resolution_wh", Type.POSITIVE),
      of("register_modulus_wh", Type.POSITIVE),
      choice("register", "yes", "no", "auto"),
      choice("reporting", "periodic", "on-change"),
      of("interval_s", Type.POSITIVE),
      of("max_gap_s", Type.POSITIVE),
      of("accuracy_percent", Type.AMOUNT),
      of("include_in_totals", Type.FLAG),
      of("site", Type.NAME),
      of("entity", Type.NAME),
      of("room", Type.NAME),
      of("rack", Type.NAME),
      of("equipment_class", Type.NAME),
      of("personal", Type.FLAG),
      of("from", Type.MOMENT),
      of("to", Type.MOMENT)),
  CONNECTIONS(
      List.of("asset", "device", "channel", "from"),
      required("asset", Type.NAME),
      required("device", Type.NAME),
      of("channel", Type.NAME),
      of("from", Type.MOMENT),
      of("to", Type.MOMENT)),
  /** The short form: one line for a device, with its class and place. */
  DEVICES(
      List.of("device", "from"),
      required("device", Type.NAME),
      required("site", Type.NAME),
      required("equipment_class", Type.NAME),
      of("zone", Type.ZONE),
      of("rack", Type.NAME),
      of("from", Type.MOMENT),
      of("to", Type.MOMENT),
      of("include_in_totals", Type.FLAG),
      of("personal", Type.FLAG),
      choice("register", "yes", "no", "auto"),
      choice("reporting", "periodic", "on-change"),
      of("resolution_wh", Type.POSITIVE),
      of("rated_power_w", Type.POSITIVE),
      of("register_modulus_wh", Type.POSITIVE),
      of("interval_s", Type.POSITIVE),
      of("max_gap_s", Type.POSITIVE)),
  CALENDAR(
      List.of("site", "kind", "days", "from", "opens"),
      required("site", Type.NAME),
      choice("kind", "opening", "closure", "holiday", "school-holiday", "works").asRequired(),
      of("days", Type.DAYS),
      of("opens", Type.TIME),
      of("closes", Type.TIME),
      of("from", Type.MOMENT),
      of("to", Type.MOMENT),
      of("note", Type.TEXT)),
  USERS(
      List.of("month", "entity", "site", "kind"),
      required("month", Type.MONTH),
      required("entity", Type.NAME),
      of("site", Type.NAME),
      choice("kind", "agent", "pupil").asRequired(),
      required("users", Type.NUMBER)),
  TARIFFS(
      List.of("site", "from"),
      required("site", Type.NAME),
      required("from", Type.DATE),
      required("price_per_kwh", Type.AMOUNT),
      of("currency", Type.NAME),
      required("source", Type.TEXT)),
  ADJUSTMENTS(
      List.of("id"),
      required("id", Type.NAME),
      required("from", Type.MONTH),
      required("to", Type.MONTH),
      of("entity", Type.NAME),
      of("family", Type.NAME),
      required("kwh_per_month", Type.SIGNED),
      required("reason", Type.TEXT),
      required("decided_by", Type.TEXT),
      required("approved_by", Type.TEXT)),
  EXTERNALISED(
      List.of("what"),
      required("what", Type.NAME),
      of("entity", Type.NAME),
      of("family", Type.NAME),
      required("from", Type.MONTH),
      required("kwh_last_twelve_months", Type.AMOUNT),
      required("source", Type.TEXT)),
  EMBODIED(
      List.of("year", "entity", "equipment_class"),
      required("year", Type.YEAR),
      of("entity", Type.NAME),
      required("equipment_class", Type.NAME),
      required("kg_co2e", Type.AMOUNT),
      required("source", Type.TEXT)),
  BASELINE(
      List.of("period", "entity", "family"),
      required("period", Type.MONTH_OR_YEAR),
      required("entity", Type.NAME),
      required("family", Type.NAME),
      required("kwh", Type.AMOUNT),
      choice("method", "measured", "sub-meter", "invoice", "modelled").asRequired(),
      required("uncertainty_percent", Type.AMOUNT),
      required("source", Type.TEXT),
      required("decided_by", Type.TEXT),
      required("decided_on", Type.DATE)),
  RETENTION(
      List.of("data", "personal"),
      choice(
              "data",
              "readings",
              "dead-letters",
              "device-quarter-hours",
              "device-hours",
              "device-days",
              "device-months")
          .asRequired(),
      required("personal", Type.FLAG),
      required("days", Type.COUNT),
      required("decided_by", Type.TEXT),
      required("decided_on", Type.DATE),
      required("basis", Type.TEXT)),
  /** A list of what replaces what, for a command; it is not kept as such. */
  REPLACEMENTS(
      List.of("asset", "old_serial"),
      of("asset", Type.NAME),
      of("old_serial", Type.NAME),
      of("old_pages", Type.NUMBER),
      of("old_energy_kwh", Type.AMOUNT),
      of("new_asset", Type.NAME),
      required("new_serial", Type.NAME),
      of("new_model", Type.TEXT),
      of("new_pages", Type.NUMBER),
      of("new_energy_kwh", Type.AMOUNT),
      required("date", Type.MOMENT),
      choice("retired_to", "reuse", "donation", "recycling", "unknown"),
      of("functional", Type.FLAG),
      of("device", Type.NAME)),
  /** What people did to the estate: kept, never edited. */
  EVENTS(
      List.of("id"),
      required("id", Type.NAME),
      choice("kind", "import", "move", "replace", "undo", "reading", "forget").asRequired(),
      required("at", Type.MOMENT),
      of("what", Type.TEXT),
      of("author", Type.TEXT),
      of("reason", Type.TEXT),
      required("done", Type.MOMENT),
      // The lines that it took out or changed as they were, and those it put in: so it can be
      // undone.
      of("before", Type.TEXT),
      of("written", Type.TEXT));

  private final List<String> key;
  private final List<Column> columns;

  EstateTable(List<String> key, Column... columns) {
    this.key = key;
    this.columns = List.of(columns);
  }

  /** Whether people import it: the others are written by commands, or read by one. */
  public boolean isImported() {
    return this != EVENTS && this != REPLACEMENTS;
  }

  /** Its name: that of its file without {@code .csv}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The table of this name, or null. */
  public static @Nullable EstateTable ofLabel(String label) {
    for (EstateTable table : values()) {
      if (table.label().equals(label)) {
        return table;
      }
    }
    return null;
  }

  /** Columns whose cells tell one line from another. */
  public List<String> key() {
    return key;
  }

  /** Columns that say what a line is about: lines about one thing are one history. */
  List<String> subject() {
    return this == CALENDAR
        ? List.of("site")
        : key.stream().filter(column -> !column.equals("from")).toList();
  }

  /** Every column, in the order in which it is written. */
  public List<Column> columns() {
    return columns;
  }

  /** The column of this name, or null. */
  public @Nullable Column column(String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst().orElse(null);
  }
}
