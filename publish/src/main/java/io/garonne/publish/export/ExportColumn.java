package io.garonne.publish.export;

import io.garonne.model.Total;
import io.garonne.model.Units;
import io.garonne.model.wire.PageKindsJson;
import io.garonne.publish.persons.VisibleRow;
import io.garonne.publish.text.Texts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of exported totals.
 *
 * @param name a promise: never renamed or moved, new ones come at the end
 * @param type what its values are
 * @param of the value of a row: a {@link String}, {@link Long}, {@link BigDecimal} or {@link
 *     Boolean} by the type, or null
 */
record ExportColumn(String name, Type type, Function<VisibleRow, @Nullable Object> of) {

  /** What a value is. */
  enum Type {
    /** A {@link String}. */
    TEXT,
    /** A {@link Long}: milliseconds since 1970 UTC. */
    INSTANT,
    /** A {@link Long}. */
    WHOLE,
    /** A {@link Boolean}. */
    FLAG,
    /** A {@link BigDecimal} with nine decimals: kWh. */
    KILOWATT_HOURS,
    /** A {@link BigDecimal} with up to three decimals: seconds. */
    SECONDS,
    /** A {@link BigDecimal} with up to two decimals: impressions that are estimated. */
    IMPRESSIONS;

    /** Decimals of a decimal number; 0 of anything else. */
    int decimals() {
      return switch (this) {
        case KILOWATT_HOURS -> 9;
        case SECONDS -> 3;
        case IMPRESSIONS -> 2;
        case TEXT, INSTANT, WHOLE, FLAG -> 0;
      };
    }
  }

  @Nullable Object value(VisibleRow row) {
    return of.apply(row);
  }

  /** The columns, in order, with the notice in a language. */
  static List<ExportColumn> all(Texts texts) {
    String notice = texts.get("export.notice");
    List<ExportColumn> all = new ArrayList<>();
    all.add(text("period", t -> t.period().label()));
    all.add(instant("start", Total::start));
    all.add(instant("end", Total::end));
    all.add(text("zone", t -> t.zone().getId()));
    all.add(text("start_local", ExportColumn::local));
    all.add(text("entity", t -> t.scope().entity()));
    all.add(text("site", t -> t.scope().site()));
    all.add(text("equipment_class", t -> t.scope().equipmentClass()));
    all.add(text("family", t -> t.scope().family()));
    all.add(text("device", t -> t.scope().device()));
    all.add(text("asset", t -> t.scope().asset()));
    all.add(
        column(
            "energy_kwh", Type.KILOWATT_HOURS, t -> ofEnergy(t, Units.kilowattHours(t.energy()))));
    all.add(millijoules("energy_millijoules", Total::energy));
    all.add(millijoules("measured_millijoules", Total::measured));
    all.add(millijoules("interpolated_millijoules", Total::interpolated));
    all.add(millijoules("estimated_millijoules", Total::estimated));
    all.add(millijoules("allocated_millijoules", Total::allocated));
    all.add(millijoules("high_millijoules", Total::high));
    all.add(seconds("covered_seconds", Total::coveredMillis));
    all.add(seconds("booked_seconds", Total::bookedMillis));
    all.add(seconds("registered_seconds", Total::registeredMillis));
    all.add(seconds("expected_seconds", Total::expectedMillis));
    all.add(column("devices", Type.WHOLE, t -> (long) t.devices()));
    all.add(column("devices_expected", Type.WHOLE, t -> (long) t.expected()));
    all.add(column("pages", Type.WHOLE, t -> t.hasPages() ? t.pages() : null));
    all.add(column("page_counters", Type.WHOLE, t -> (long) t.pageCounters()));
    all.add(colour("colour_pages", t -> t.pageKinds().colour()));
    all.add(colour("colour_known_pages", t -> t.pageKinds().toldApart()));
    all.add(
        column(
            "estimated_pages",
            Type.IMPRESSIONS,
            t -> t.pageKinds().estimated() == 0 ? null : PageKindsJson.estimated(t.pageKinds())));
    all.add(column("revision", Type.WHOLE, t -> (long) t.revision()));
    all.add(text("status", t -> t.status().name().toLowerCase(Locale.ROOT)));
    all.add(text("method", Total::method));
    // Whoever is an entity could take its rows for a bill.
    all.add(text("notice", t -> t.scope().entity() == null ? null : notice));
    all.add(text("cause", t -> t.causes().bits() == 0 ? null : t.causes().text()));
    all.add(column("corrected_at", Type.INSTANT, t -> t.causes().correction()));
    all.add(new ExportColumn("without_grouped", Type.FLAG, VisibleRow::withoutGrouped));
    return List.copyOf(all);
  }

  private static ExportColumn column(String name, Type type, Function<Total, @Nullable Object> of) {
    return new ExportColumn(name, type, row -> of.apply(row.total()));
  }

  private static ExportColumn instant(String name, Function<Total, Long> of) {
    return column(name, Type.INSTANT, of::apply);
  }

  private static ExportColumn text(String name, Function<Total, @Nullable String> of) {
    return column(name, Type.TEXT, of::apply);
  }

  private static ExportColumn millijoules(String name, Function<Total, Long> of) {
    return column(name, Type.WHOLE, t -> ofEnergy(t, of.apply(t)));
  }

  private static ExportColumn seconds(String name, Function<Total, Long> of) {
    return column(name, Type.SECONDS, t -> ofEnergy(t, BigDecimal.valueOf(of.apply(t), 3)));
  }

  private static ExportColumn colour(String name, Function<Total, Long> of) {
    return column(
        name,
        Type.WHOLE,
        t -> t.pageKinds().toldApart() == 0 && t.pageKinds().colour() == 0 ? null : of.apply(t));
  }

  /** Nothing where no device's energy was metered: that is no data, and not 0. */
  private static @Nullable Object ofEnergy(Total t, Object figure) {
    return t.devices() > 0 ? figure : null;
  }

  private static String local(Total t) {
    return Instant.ofEpochMilli(t.start()).atZone(t.zone()).toOffsetDateTime().toString();
  }
}
