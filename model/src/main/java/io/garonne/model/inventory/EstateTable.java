package io.garonne.model.inventory;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tables of the estate; {@code docs/inventory.md} describes their columns. */
public enum EstateTable {
  ENTITIES(
      List.of("entity"),
      Column.required("entity", Column.Type.NAME),
      Column.of("name", Column.Type.TEXT),
      Column.choice("kind", "commune", "service", "other"),
      Column.of("siren", Column.Type.NAME),
      Column.of("joined", Column.Type.DATE),
      Column.of("left", Column.Type.DATE)),
  SITES(
      List.of("site"),
      Column.required("site", Column.Type.NAME),
      Column.of("name", Column.Type.TEXT),
      Column.of("zone", Column.Type.ZONE),
      Column.of("entity", Column.Type.NAME),
      Column.choice("publication", "public", "internal"),
      Column.of("group", Column.Type.NAME),
      Column.choice("school_zone", "A", "B", "C", "Corse")),
  CLASSES(
      List.of("equipment_class"),
      Column.required("equipment_class", Column.Type.NAME),
      Column.family(),
      Column.of("numecoeval_type", Column.Type.NAME),
      Column.of("personal", Column.Type.FLAG),
      Column.of("target_years", Column.Type.POSITIVE)),
  ASSETS(
      List.of("asset", "from"),
      Column.required("asset", Column.Type.NAME),
      Column.of("serial", Column.Type.NAME),
      Column.of("model", Column.Type.TEXT),
      Column.required("equipment_class", Column.Type.NAME),
      Column.of("quantity", Column.Type.COUNT),
      Column.of("entity", Column.Type.NAME),
      Column.required("site", Column.Type.NAME),
      Column.of("room", Column.Type.NAME),
      Column.of("rack", Column.Type.NAME),
      Column.of("users", Column.Type.COUNT),
      Column.of("purchased", Column.Type.DATE),
      Column.of("commissioned", Column.Type.DATE),
      Column.of("retired", Column.Type.DATE),
      Column.choice("retired_to", "reuse", "donation", "recycling", "unknown"),
      Column.of("functional", Column.Type.FLAG),
      Column.of("replaces", Column.Type.NAME),
      Column.of("declared_weekly_kwh", Column.Type.POSITIVE),
      Column.of("personal", Column.Type.FLAG),
      Column.choice("publication", "public", "internal"),
      // Why it may neither sleep nor be switched off; blank: it may.
      Column.choice("keep_awake", "fax", "secure-print", "emergency", "other"),
      Column.of("from", Column.Type.MOMENT),
      Column.of("to", Column.Type.MOMENT)),
  POINTS(
      List.of("device", "channel", "from"),
      Column.required("device", Column.Type.NAME),
      Column.of("channel", Column.Type.NAME),
      Column.of("parent", Column.Type.NAME),
      Column.of("parent_channel", Column.Type.NAME),
      Column.choice(
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
      Column.choice("feed", "A", "B"),
      Column.of("redundancy_group", Column.Type.NAME),
      // The switch, gateway, access point or poller through which it reports.
      Column.of("reached_through", Column.Type.NAME),
      Column.of("breaker_a", Column.Type.POSITIVE),
      Column.choice("phases", "1", "3"),
      Column.of("rated_power_w", Column.Type.POSITIVE),
      Column.of("resolution_wh", Column.Type.POSITIVE),
      Column.of("register_modulus_wh", Column.Type.POSITIVE),
      Column.choice("register", "yes", "no", "auto"),
      Column.choice("reporting", "periodic", "on-change"),
      Column.of("interval_s", Column.Type.POSITIVE),
      Column.of("max_gap_s", Column.Type.POSITIVE),
      Column.of("accuracy_percent", Column.Type.AMOUNT),
      Column.of("duplex_rate", Column.Type.POSITIVE),
      Column.of("duplex_rate_source", Column.Type.TEXT),
      Column.of("include_in_totals", Column.Type.FLAG),
      Column.of("site", Column.Type.NAME),
      Column.of("entity", Column.Type.NAME),
      Column.of("room", Column.Type.NAME),
      Column.of("rack", Column.Type.NAME),
      Column.of("equipment_class", Column.Type.NAME),
      Column.of("personal", Column.Type.FLAG),
      Column.of("from", Column.Type.MOMENT),
      Column.of("to", Column.Type.MOMENT)),
  CONNECTIONS(
      List.of("asset", "device", "channel", "from"),
      Column.required("asset", Column.Type.NAME),
      Column.required("device", Column.Type.NAME),
      Column.of("channel", Column.Type.NAME),
      Column.of("from", Column.Type.MOMENT),
      Column.of("to", Column.Type.MOMENT)),
  /** The short form: one line for a device, with its class and place. */
  DEVICES(
      List.of("device", "from"),
      Column.required("device", Column.Type.NAME),
      Column.required("site", Column.Type.NAME),
      Column.required("equipment_class", Column.Type.NAME),
      Column.of("zone", Column.Type.ZONE),
      Column.of("rack", Column.Type.NAME),
      Column.of("from", Column.Type.MOMENT),
      Column.of("to", Column.Type.MOMENT),
      Column.of("include_in_totals", Column.Type.FLAG),
      Column.of("personal", Column.Type.FLAG),
      Column.choice("register", "yes", "no", "auto"),
      Column.choice("reporting", "periodic", "on-change"),
      Column.of("resolution_wh", Column.Type.POSITIVE),
      Column.of("rated_power_w", Column.Type.POSITIVE),
      Column.of("register_modulus_wh", Column.Type.POSITIVE),
      Column.of("interval_s", Column.Type.POSITIVE),
      Column.of("max_gap_s", Column.Type.POSITIVE)),
  CALENDAR(
      List.of("site", "kind", "days", "from", "opens"),
      Column.required("site", Column.Type.NAME),
      Column.choice("kind", "opening", "closure", "holiday", "school-holiday", "works")
          .asRequired(),
      Column.of("days", Column.Type.DAYS),
      Column.of("opens", Column.Type.TIME),
      Column.of("closes", Column.Type.TIME),
      Column.of("from", Column.Type.MOMENT),
      Column.of("to", Column.Type.MOMENT),
      Column.of("note", Column.Type.TEXT)),
  USERS(
      List.of("month", "entity", "site", "kind"),
      Column.required("month", Column.Type.MONTH),
      Column.required("entity", Column.Type.NAME),
      Column.of("site", Column.Type.NAME),
      Column.choice("kind", "agent", "pupil").asRequired(),
      Column.required("users", Column.Type.NUMBER)),
  TARIFFS(
      List.of("site", "from"),
      Column.required("site", Column.Type.NAME),
      Column.required("from", Column.Type.DATE),
      Column.required("price_per_kwh", Column.Type.AMOUNT),
      Column.of("currency", Column.Type.NAME),
      Column.required("source", Column.Type.TEXT)),
  ADJUSTMENTS(
      List.of("id"),
      Column.required("id", Column.Type.NAME),
      Column.required("from", Column.Type.MONTH),
      Column.required("to", Column.Type.MONTH),
      Column.of("entity", Column.Type.NAME),
      Column.of("family", Column.Type.NAME),
      Column.required("kwh_per_month", Column.Type.SIGNED),
      Column.required("reason", Column.Type.TEXT),
      Column.required("decided_by", Column.Type.TEXT),
      Column.required("approved_by", Column.Type.TEXT)),
  EXTERNALISED(
      List.of("what"),
      Column.required("what", Column.Type.NAME),
      Column.of("entity", Column.Type.NAME),
      Column.of("family", Column.Type.NAME),
      Column.required("from", Column.Type.MONTH),
      Column.required("kwh_last_twelve_months", Column.Type.AMOUNT),
      Column.required("source", Column.Type.TEXT)),
  EMBODIED(
      List.of("year", "entity", "equipment_class"),
      Column.required("year", Column.Type.YEAR),
      Column.of("entity", Column.Type.NAME),
      Column.required("equipment_class", Column.Type.NAME),
      Column.required("kg_co2e", Column.Type.AMOUNT),
      Column.required("source", Column.Type.TEXT)),
  /** What has been set for the target; people write it as {@code targets.yaml}. */
  TARGETS(
      List.of("setting"),
      Column.required("setting", Column.Type.NAME),
      Column.required("value", Column.Type.NAME),
      Column.of("due", Column.Type.DATE),
      Column.of("source", Column.Type.TEXT)),
  BASELINE(
      List.of("period", "entity", "family", "version"),
      Column.required("period", Column.Type.MONTH_OR_YEAR),
      Column.required("entity", Column.Type.NAME),
      Column.required("family", Column.Type.NAME),
      Column.of("kwh", Column.Type.AMOUNT),
      Column.of("impressions", Column.Type.NUMBER),
      Column.choice("method", "measured", "sub-meter", "invoice", "modelled").asRequired(),
      Column.required("uncertainty_percent", Column.Type.AMOUNT),
      Column.required("source", Column.Type.TEXT),
      Column.required("decided_by", Column.Type.TEXT),
      Column.required("decided_on", Column.Type.DATE),
      Column.of("version", Column.Type.COUNT)),
  DEGREE_DAYS(
      List.of("month"),
      Column.required("month", Column.Type.MONTH),
      Column.required("degree_days", Column.Type.AMOUNT),
      Column.of("base_celsius", Column.Type.SIGNED),
      Column.required("source", Column.Type.TEXT)),
  /** What generators of data centres burnt. */
  FUELS(
      List.of("month", "site", "room", "fuel"),
      Column.required("month", Column.Type.MONTH),
      Column.required("site", Column.Type.NAME),
      Column.of("room", Column.Type.NAME),
      Column.choice("fuel", "diesel", "gas", "hydrogen", "bioethanol").asRequired(),
      Column.required("quantity", Column.Type.AMOUNT),
      Column.required("source", Column.Type.TEXT)),
  /** What somebody has decided to keep although it was proposed to do something about it. */
  KEEP(
      List.of("what"),
      Column.required("what", Column.Type.NAME),
      Column.required("until", Column.Type.DATE),
      Column.required("reason", Column.Type.TEXT),
      Column.required("decided_by", Column.Type.TEXT)),
  RETENTION(
      List.of("data", "personal"),
      Column.choice(
              "data",
              "readings",
              "dead-letters",
              "device-quarter-hours",
              "device-hours",
              "device-days",
              "device-months")
          .asRequired(),
      Column.required("personal", Column.Type.FLAG),
      Column.required("days", Column.Type.COUNT),
      Column.required("decided_by", Column.Type.TEXT),
      Column.required("decided_on", Column.Type.DATE),
      Column.required("basis", Column.Type.TEXT)),
  /** What people did because of what they were told; {@code schedule apply} writes it. */
  ACTIONS(
      List.of("id"),
      Column.required("id", Column.Type.NAME),
      Column.choice("kind", "schedule", "merge", "downsize", "retire", "other").asRequired(),
      Column.required("site", Column.Type.NAME),
      Column.of("asset", Column.Type.NAME),
      Column.family(),
      Column.required("from", Column.Type.MOMENT),
      Column.required("author", Column.Type.TEXT),
      Column.required("reason", Column.Type.TEXT)),
  /** A list of what replaces what, for a command; it is not kept as such. */
  REPLACEMENTS(
      List.of("asset", "old_serial"),
      Column.of("asset", Column.Type.NAME),
      Column.of("old_serial", Column.Type.NAME),
      Column.of("old_pages", Column.Type.NUMBER),
      Column.of("old_energy_kwh", Column.Type.AMOUNT),
      Column.of("new_asset", Column.Type.NAME),
      Column.required("new_serial", Column.Type.NAME),
      Column.of("new_model", Column.Type.TEXT),
      Column.of("new_pages", Column.Type.NUMBER),
      Column.of("new_energy_kwh", Column.Type.AMOUNT),
      Column.required("date", Column.Type.MOMENT),
      Column.choice("retired_to", "reuse", "donation", "recycling", "unknown"),
      Column.of("functional", Column.Type.FLAG),
      Column.of("device", Column.Type.NAME)),
  /** That somebody has taken on an alert of that beginning; written by a command. */
  ACKNOWLEDGEMENTS(
      List.of("alert", "since"),
      Column.required("alert", Column.Type.NAME),
      Column.required("since", Column.Type.MOMENT),
      Column.required("by", Column.Type.TEXT),
      Column.required("at", Column.Type.MOMENT),
      Column.of("note", Column.Type.TEXT)),
  /** Of what nobody is to be told for some time; written by a command. */
  SILENCES(
      List.of("scope", "from"),
      Column.required("scope", Column.Type.VERBATIM),
      Column.required("from", Column.Type.MOMENT),
      Column.required("until", Column.Type.MOMENT),
      Column.required("reason", Column.Type.TEXT),
      Column.required("by", Column.Type.TEXT)),
  /** What people did to the estate: kept, never edited. */
  EVENTS(
      List.of("id"),
      Column.required("id", Column.Type.NAME),
      Column.choice(
              "kind",
              "import",
              "move",
              "replace",
              "undo",
              "reading",
              "forget",
              "action",
              "acknowledge",
              "silence")
          .asRequired(),
      Column.required("at", Column.Type.MOMENT),
      // Names a device, a rack or a folder: blanks inside a name are part of it.
      Column.of("what", Column.Type.VERBATIM),
      Column.of("author", Column.Type.TEXT),
      Column.of("reason", Column.Type.TEXT),
      Column.required("done", Column.Type.MOMENT),
      // The lines that it took out or changed as they were, and those it put in: so it can be
      // undone.
      Column.of("before", Column.Type.VERBATIM),
      Column.of("written", Column.Type.VERBATIM));

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> key;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Column> columns;

  EstateTable(List<String> key, Column... columns) {
    this.key = key;
    this.columns = List.of(columns);
  }

  /** Whether people import it: the others are written by commands, or read by one. */
  public boolean isImported() {
    return switch (this) {
      case ACKNOWLEDGEMENTS, SILENCES, EVENTS, REPLACEMENTS -> false;
      default -> true;
    };
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
    return switch (this) {
      case CALENDAR -> List.of("site");
      // One file is all of it: what it does not say any more holds no longer.
      case TARGETS -> List.of();
      default -> key.stream().filter(column -> !column.equals("from")).toList();
    };
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
