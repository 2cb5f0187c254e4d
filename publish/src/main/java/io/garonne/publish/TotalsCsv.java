package io.garonne.publish;

import io.garonne.model.PageKinds;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.Units;
import io.garonne.model.wire.IsoTime;
import io.garonne.model.wire.PageKindsJson;
import io.garonne.model.wire.TotalJson;
import io.garonne.publish.persons.VisibleRow;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Totals as CSV for machines (RFC 4180, UTF-8, comma, decimal point). The header is a promise:
 * columns may be added at the end, never renamed or moved. The same totals give the same bytes
 * whatever their order was.
 */
public final class TotalsCsv {
  /** The columns, in order. */
  public static final List<String> COLUMNS =
      List.of(
          "period",
          "start",
          "site",
          "equipment_class",
          "device",
          "energy_millijoules",
          "measured_millijoules",
          "interpolated_millijoules",
          "estimated_millijoules",
          "energy_kwh",
          "covered_seconds",
          "devices",
          "revision",
          "status");

  /** Columns at the very end, whatever is asked for: what was added later. */
  public static final List<String> LAST_COLUMNS =
      List.of(
          "booked_seconds",
          "pages",
          "page_counters",
          "colour_pages",
          "colour_known_pages",
          "estimated_pages");

  /** Columns behind the others where what is asked for needs them to be told apart. */
  public static final List<String> MORE_COLUMNS =
      List.of("entity", "family", "asset", "allocated_millijoules");

  /** The very last, of what is shown to people: whether equipment of few persons is not in it. */
  public static final List<String> SHOWN_COLUMNS = List.of("without_grouped");

  /** How lines end. */
  public enum LineEnd {
    /** For files that Unix tools read. */
    LF("\n"),
    /** As RFC 4180 has it; for answers over HTTP. */
    CRLF("\r\n");

    private final String characters;

    LineEnd(String characters) {
      this.characters = characters;
    }

    /** One or two. */
    public String characters() {
      return characters;
    }
  }

  /** By period (shortest first), start, site, class, device; "every" comes before a name. */
  public static final Comparator<Total> ORDER =
      Comparator.comparing(Total::period)
          .thenComparingLong(Total::start)
          .thenComparing(name(Scope::site))
          .thenComparing(name(Scope::equipmentClass))
          .thenComparing(name(Scope::device))
          .thenComparing(name(Scope::entity))
          .thenComparing(name(Scope::family))
          .thenComparing(name(Scope::asset));

  private static final String FORMULA_STARTS = "=+-@\t\r";

  private TotalsCsv() {}

  /**
   * Writes the header and one line per total that saw at least one device or page counter: no
   * device is no data, which is not 0 kWh. Where only pages were counted, the energies are empty;
   * where no page counter was read, the pages are.
   */
  public static void write(Collection<Total> totals, LineEnd lineEnd, Appendable out)
      throws IOException {
    out.append(header(false)).append(lineEnd.characters);
    Iterator<Total> sorted = totals.stream().filter(Total::isMetered).sorted(ORDER).iterator();
    while (sorted.hasNext()) {
      out.append(row(sorted.next(), false)).append(lineEnd.characters);
    }
  }

  /**
   * The same of one shape of scope as far as it may be shown: entities, families and devices have
   * {@link #MORE_COLUMNS}, and each row says whether something is not in it.
   */
  public static void write(
      Collection<VisibleRow> rows, TotalsQuery.By by, LineEnd lineEnd, Appendable out)
      throws IOException {
    boolean more = by.needsMoreColumns();
    out.append(header(more))
        .append(",")
        .append(String.join(",", SHOWN_COLUMNS))
        .append(lineEnd.characters);
    Iterator<VisibleRow> sorted =
        rows.stream()
            .filter(row -> row.total().isMetered())
            .sorted(Comparator.comparing(VisibleRow::total, ORDER))
            .iterator();
    while (sorted.hasNext()) {
      VisibleRow row = sorted.next();
      out.append(row(row.total(), more)).append(",").append(Boolean.toString(row.withoutGrouped()));
      out.append(lineEnd.characters);
    }
  }

  private static String header(boolean more) {
    return String.join(",", COLUMNS)
        + (more ? "," + String.join(",", MORE_COLUMNS) : "")
        + ","
        + String.join(",", LAST_COLUMNS);
  }

  private static String row(Total total, boolean more) {
    return line(total) + (more ? "," + more(total) : "") + "," + last(total);
  }

  private static String last(Total t) {
    return ofEnergy(t, TotalJson.seconds(t.bookedMillis()).toPlainString())
        + ","
        + (t.hasPages() ? Long.toString(t.pages()) : "")
        + ","
        + t.pageCounters()
        + ","
        + kinds(t.pageKinds());
  }

  /** Nothing where no counter tells colour apart, or nothing is estimated. */
  public static String kinds(PageKinds kinds) {
    boolean told = kinds.toldApart() != 0 || kinds.colour() != 0;
    return String.join(
        ",",
        told ? Long.toString(kinds.colour()) : "",
        told ? Long.toString(kinds.toldApart()) : "",
        kinds.estimated() == 0 ? "" : PageKindsJson.estimated(kinds).toPlainString());
  }

  /** Nothing where no device's energy was metered. */
  private static String ofEnergy(Total t, String figure) {
    return t.devices() > 0 ? figure : "";
  }

  private static String ofEnergy(Total t, long millijoules) {
    return ofEnergy(t, Long.toString(millijoules));
  }

  private static String more(Total t) {
    return String.join(
        ",",
        field(t.scope().entity()),
        field(t.scope().family()),
        field(t.scope().asset()),
        ofEnergy(t, t.allocated()));
  }

  private static String line(Total t) {
    return String.join(
        ",",
        t.period().label(),
        IsoTime.format(t.start()),
        field(t.scope().site()),
        field(t.scope().equipmentClass()),
        field(t.scope().device()),
        ofEnergy(t, t.energy()),
        ofEnergy(t, t.measured()),
        ofEnergy(t, t.interpolated()),
        ofEnergy(t, t.estimated()),
        ofEnergy(t, Units.kilowattHours(t.energy()).toPlainString()),
        ofEnergy(t, TotalJson.seconds(t.coveredMillis()).toPlainString()),
        Integer.toString(t.devices()),
        Integer.toString(t.revision()),
        t.status().name().toLowerCase(Locale.ROOT));
  }

  /**
   * A name as a field. One that a spreadsheet would take for a formula gets an apostrophe before
   * it, which spreadsheets do not show.
   */
  public static String field(@Nullable String name) {
    return field(name, ',');
  }

  /** The same where fields are separated by something else. */
  public static String field(@Nullable String name, char separator) {
    if (name == null || name.isEmpty()) {
      return "";
    }
    String safe = FORMULA_STARTS.indexOf(name.charAt(0)) >= 0 ? "'" + name : name;
    boolean quoted =
        safe.chars().anyMatch(c -> c == '"' || c == separator || c == '\n' || c == '\r');
    return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }

  private static Comparator<Total> name(Function<Scope, @Nullable String> part) {
    return Comparator.comparing(
        total -> {
          String name = part.apply(total.scope());
          return name == null ? "" : name;
        });
  }
}
