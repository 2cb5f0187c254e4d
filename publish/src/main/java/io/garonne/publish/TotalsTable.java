package io.garonne.publish;

import io.garonne.model.Total;
import io.garonne.publish.persons.VisibleRow;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Totals as a table for a person: one language, aligned, periods in the zone of each total, with
 * how good each figure is; pages where any total has a page counter.
 */
public final class TotalsTable {
  private static final List<String> HEADERS =
      List.of(
          "table.start",
          "table.entity",
          "table.family",
          "table.site",
          "table.class",
          "table.device",
          "table.asset",
          "col.energy",
          "table.measured",
          "table.covered",
          "table.known",
          "table.pages",
          "col.devices",
          "table.revision",
          "health.state",
          "export.col.without_grouped");

  /** Columns of numbers, which stand to the right. */
  private static final List<Integer> RIGHT = List.of(7, 8, 9, 10, 11, 12, 13);

  private TotalsTable() {}

  /** Writes the header and one line per total that had or expected a device, or has pages. */
  public static void write(Collection<VisibleRow> shown, Texts texts, Appendable out)
      throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADERS.stream().map(texts::get).toList());
    shown.stream()
        .filter(row -> row.total().isMetered() || row.total().expected() > 0)
        .sorted(Comparator.comparing(VisibleRow::total, TotalsCsv.ORDER))
        .forEach(row -> rows.add(row(row, texts)));
    List<Integer> columns = new ArrayList<>();
    int[] widths = new int[HEADERS.size()];
    for (int column = 0; column < widths.length; column++) {
      int c = column;
      widths[c] = rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0);
      // What every total has alike, such as no device, is no column.
      if (rows.size() == 1 || rows.stream().skip(1).anyMatch(row -> !row.get(c).isEmpty())) {
        columns.add(c);
      }
    }
    for (List<String> row : rows) {
      out.append(line(row, columns, widths)).append('\n');
    }
  }

  private static String line(List<String> row, List<Integer> shown, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column : shown) {
      String text = row.get(column);
      String gap = " ".repeat(widths[column] - text.length());
      line.append(RIGHT.contains(column) ? gap + text : text + gap).append("  ");
    }
    return line.toString().stripTrailing();
  }

  private static List<String> row(VisibleRow row, Texts texts) {
    Total t = row.total();
    String grouped = texts.get("few.grouped");
    return List.of(
        start(t),
        // A site's entity is no news where the site stands beside it.
        name(t.scope().site() == null ? t.scope().entity() : null, grouped),
        name(t.scope().family(), grouped),
        name(t.scope().site(), grouped),
        name(t.scope().equipmentClass(), grouped),
        printable(t.scope().device()),
        printable(t.scope().asset()),
        texts.kilowattHours(t.energy()),
        texts.percent(t.measured(), t.energy()),
        texts.percent(t.coveredMillis(), t.expectedMillis()),
        // A register that is read every hour knows its energy and covers no time.
        t.registeredMillis() > t.coveredMillis()
            ? texts.percent(t.registeredMillis(), t.expectedMillis())
            : "",
        t.hasPages() ? texts.count(t.pages()) : "",
        texts.get("of", texts.count(t.devices()), texts.count(t.expected())),
        Integer.toString(t.revision()),
        texts.get("status." + t.status().name().toLowerCase(Locale.ROOT)),
        row.withoutGrouped() ? texts.get("gap.yes") : "");
  }

  private static String name(@Nullable String name, String grouped) {
    return VisibleRow.GROUPED.equals(name) ? grouped : printable(name);
  }

  private static String start(Total t) {
    String pattern =
        switch (t.period()) {
          case QUARTER_HOUR, HOUR -> "uuuu-MM-dd HH:mmxxx";
          case DAY -> "uuuu-MM-dd";
          case MONTH -> "uuuu-MM";
          case YEAR -> "uuuu";
        };
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .format(Instant.ofEpochMilli(t.start()).atZone(t.zone()));
  }

  /** A name without what could steer a terminal. */
  private static String printable(@Nullable String name) {
    return name == null ? "" : name.replaceAll("\\p{Cntrl}", "?");
  }
}
