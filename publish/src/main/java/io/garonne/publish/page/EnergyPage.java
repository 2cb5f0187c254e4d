package io.garonne.publish.page;

import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.publish.TotalsCsv;
import io.garonne.publish.TotalsQuery;
import io.garonne.publish.html.Html;
import io.garonne.publish.http.BadRequestException;
import io.garonne.publish.persons.VisibleRow;
import io.garonne.publish.persons.VisibleTotals;
import io.garonne.publish.text.Texts;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Energy of days, months and years, by site or family, with how good it is. */
final class EnergyPage implements Leaf {
  private static final int ROWS = 60;
  private static final List<String> PERIODS = List.of("day", "month", "year");
  private static final List<String> BY = List.of("site", "family", "class", "entity", "estate");

  private final Look look;
  private final Texts texts;
  private final String period;
  private final String by;

  EnergyPage(Look look) {
    this.look = look;
    this.texts = look.texts();
    this.period = choice("period", "month", PERIODS);
    this.by = choice("by", "site", BY);
  }

  private String choice(String name, String otherwise, List<String> among) {
    String asked = look.asked(name, otherwise);
    if (!among.contains(asked)) {
      throw new BadRequestException(name + " is one of " + String.join(", ", among));
    }
    return asked;
  }

  @Override
  public String title() {
    return look.get(
        "energy.title", look.get("energy.period." + period), look.get("energy.by." + by));
  }

  @Override
  public void write(Html out) {
    form(out);
    VisibleTotals visible = totals(by);
    List<VisibleRow> all = visible.rows();
    if (all.isEmpty()) {
      if (visible.withheld() == 0) {
        out.element("p", look.get("day.none"));
      }
      new FewPersons(look).write(out, visible);
      return;
    }
    VisibleTotals estate = by.equals("estate") ? visible : totals("estate");
    new EnergyChart(look, period).write(out, estate.totals());
    Pages pages = Pages.of(look, all.size(), ROWS);
    table(out, pages.of(all));
    pages.write(out, look);
    new FewPersons(look).write(out, visible);
    if (period.equals("month")) {
      new CarbonSection(look).write(out);
    }
    out.markup("<p>")
        .link("/api/v1/totals?period=" + period + "&by=" + by + "&format=csv", look.get("csv.this"))
        .markup(" · ");
    look.method(out, "energy");
    out.markup("</p>\n");
  }

  /** What may be shown, the newest first; of one start what is told together comes last. */
  private VisibleTotals totals(String of) {
    VisibleTotals visible =
        look.views()
            .visible(
                new TotalsQuery(
                    Period.ofLabel(period),
                    TotalsQuery.By.ofLabel(of),
                    null,
                    null,
                    null,
                    null,
                    false));
    return new VisibleTotals(
        visible.rows().stream()
            .filter(row -> row.total().isMetered())
            .sorted(
                Comparator.<VisibleRow>comparingLong(row -> row.total().start())
                    .reversed()
                    .thenComparing(VisibleRow::isGrouped)
                    .thenComparing(VisibleRow::total, TotalsCsv.ORDER))
            .toList(),
        visible.grouped(),
        visible.withheld());
  }

  private void form(Html out) {
    out.markup("<form class=\"bar\" action=\"/energy\">");
    select(out, "period", "energy.period", PERIODS, period);
    select(out, "by", "energy.by", BY, by);
    String language = look.asked("lang");
    if (language != null) {
      out.markup("<input type=\"hidden\" name=\"lang\" value=\"").text(language).markup("\">");
    }
    out.element("button", look.get("show")).markup("</form>\n");
  }

  private void select(Html out, String name, String key, List<String> values, String chosen) {
    out.markup("<label>").text(look.get(key)).markup(" <select name=\"" + name + "\">");
    for (String value : values) {
      out.element(
          "option value=\"" + value + "\"" + (value.equals(chosen) ? " selected" : ""),
          look.get(key + "." + value));
    }
    out.markup("</select></label> ");
  }

  private void table(Html out, List<VisibleRow> shown) {
    List<List<String>> rows = new ArrayList<>();
    for (VisibleRow row : shown) {
      rows.add(row(row));
    }
    out.element("h2 id=\"h-energy\"", look.get("energy.table"));
    List<String> headers =
        List.of(
            look.get("energy.period"),
            look.get("energy.by." + by),
            look.get("col.energy"),
            look.get("table.measured"),
            look.get("energy.interpolated"),
            look.get("energy.estimated"),
            look.get("table.covered"),
            look.get("col.devices"),
            look.get("health.state"));
    Grid.plain(out).write("h-energy", headers, Grid.rows(rows), Set.of(2, 3, 4, 5, 6, 7));
  }

  private List<String> row(VisibleRow row) {
    Total t = row.total();
    return List.of(
        start(t),
        name(row),
        texts.kilowattHours(t.energy()),
        texts.percent(t.measured(), t.energy()),
        texts.percent(t.interpolated(), t.energy()),
        t.estimated() == 0 ? "0" : texts.kilowattHours(t.estimated()),
        texts.percent(t.coveredMillis(), expectedSoFar(t)),
        look.get("of", texts.count(t.devices()), texts.count(t.expected())),
        look.get("status." + t.status().name().toLowerCase(Locale.ROOT)));
  }

  private String name(VisibleRow row) {
    return row.isGrouped()
        ? look.get("few.grouped")
        : row.withoutGrouped() ? look.get("few.without", name(row.total())) : name(row.total());
  }

  private String name(Total t) {
    return switch (by) {
      case "site" -> texts.name("site", said(t.scope().site()));
      case "class" -> texts.name("class", said(t.scope().equipmentClass()));
      case "family" -> texts.name("family", said(t.scope().family()));
      case "entity" -> said(t.scope().entity());
      default -> look.get("estate");
    };
  }

  private static String said(@Nullable String name) {
    return name == null ? "" : Texts.printable(name);
  }

  static String start(Total t) {
    String pattern =
        switch (t.period()) {
          case QUARTER_HOUR, HOUR -> "uuuu-MM-dd HH:mm";
          case DAY -> "uuuu-MM-dd";
          case MONTH -> "uuuu-MM";
          case YEAR -> "uuuu";
        };
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .format(Instant.ofEpochMilli(t.start()).atZone(t.zone()));
  }

  /** What could have been covered until now. */
  private long expectedSoFar(Total t) {
    if (look.now() >= t.end() || look.now() <= t.start()) {
      return t.expectedMillis();
    }
    double elapsed = (double) (look.now() - t.start()) / (t.end() - t.start());
    return Math.round(t.expectedMillis() * elapsed);
  }
}
