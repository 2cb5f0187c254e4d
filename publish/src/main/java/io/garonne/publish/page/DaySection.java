package io.garonne.publish.page;

import io.garonne.model.Total;
import io.garonne.publish.html.Html;
import io.garonne.publish.persons.VisibleRow;
import io.garonne.publish.text.Texts;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Energy of the day per site and class, with how good it is. */
final class DaySection {
  private final Html out;
  private final Look look;
  private final Texts texts;
  private final PageModel model;

  DaySection(Html out, Look look, PageModel model) {
    this.out = out;
    this.look = look;
    this.texts = look.texts();
    this.model = model;
  }

  void write() {
    DayPanel day = model.day();
    String title = day.today() || day.isEmpty() ? "day.title.today" : "day.title.latest";
    out.markup("<div id=\"day\"><section aria-labelledby=\"h-day\">")
        .element("h2 id=\"h-day\"", texts.get(title, texts.date(day.date())));
    if (day.isEmpty()) {
      out.element("p", texts.get("day.none"));
    } else {
      if (!day.today()) {
        out.element("p", texts.get("day.nothing-today"));
      }
      table(day);
    }
    out.markup("<p>");
    look.method(out, "energy");
    out.markup("</p>");
    new FewPersons(look).write(out, day.few());
    out.markup("</section></div>\n");
  }

  private void table(DayPanel day) {
    List<DayPanel.Site> sites = day.sites();
    boolean classes = model.site() != null || Rows.classesFit(sites, s -> s.classes().size());
    out.markup("<table class=\"day\">").element("caption", texts.get("day.caption"));
    out.markup("<thead><tr>")
        .element("th scope=\"col\"", texts.get("col.site"))
        .element("th scope=\"col\" class=\"n\"", texts.get("col.energy"))
        .element("th scope=\"col\"", texts.get("col.quality"))
        .markup("</tr></thead>\n");
    for (DayPanel.Site site : Rows.shown(sites)) {
      out.markup(
          classes
              ? "<tbody><tr class=\"s\"><th scope=\"rowgroup\">"
              : "<tbody><tr><th scope=\"row\">");
      SiteName.write(out, look, site.name(), model.site() == null);
      VisibleRow total = site.total();
      if (total != null && total.withoutGrouped()) {
        out.markup(" ").element("small", texts.get("few.without.short"));
      }
      out.markup("</th>");
      figures(total == null ? null : total.total());
      if (classes) {
        for (Total ofClass : site.classes()) {
          String name = String.valueOf(ofClass.scope().equipmentClass());
          out.markup("<tr>").element("th scope=\"row\"", texts.name("class", name));
          figures(ofClass);
        }
      }
      out.markup("</tbody>\n");
    }
    int others = Rows.others(sites).size();
    if (others > 0) {
      out.markup("<tbody><tr>").element("th scope=\"row\"", texts.get("more", texts.count(others)));
      figures(null);
      out.markup("</tbody>\n");
    }
    for (Total grouped : day.grouped()) {
      out.markup("<tbody><tr class=\"s\">").element("th scope=\"row\"", texts.get("few.grouped"));
      figures(grouped);
      out.markup("</tbody>\n");
    }
    VisibleRow estate = day.estate();
    if (estate != null) {
      String name = texts.get("estate");
      out.markup("<tbody><tr class=\"s\">")
          .element(
              "th scope=\"row\"", estate.withoutGrouped() ? texts.get("few.without", name) : name);
      figures(estate.total());
      out.markup("</tbody>\n");
    }
    out.markup("</table>");
    if (!classes) {
      out.element("p class=\"m\"", texts.get("only-sites"));
    }
  }

  private void figures(@Nullable Total total) {
    if (total == null) {
      out.markup("<td class=\"n\">–</td><td></td></tr>\n");
      return;
    }
    out.element("td class=\"n\"", texts.kilowattHours(total.energy()));
    out.markup("<td class=\"q\">");
    if (total.energy() > 0) {
      quality("quality.measured", texts.percent(total.measured(), total.energy()));
    }
    quality("quality.covered", texts.percent(total.coveredMillis(), expectedSoFar(total)));
    out.element("span", texts.get("status." + total.status().name().toLowerCase(Locale.ROOT)))
        .markup(" ")
        .element(
            "span",
            texts.get(
                "quality.devices",
                texts.get("of", texts.count(total.devices()), texts.count(total.expected()))));
    out.markup("</td></tr>\n");
  }

  private void quality(String key, String share) {
    out.element("span", texts.get(key, share)).markup(" ");
  }

  /**
   * What could have been covered until now: the expected time of a day that has not ended is cut.
   */
  private long expectedSoFar(Total total) {
    if (model.now() >= total.end()) {
      return total.expectedMillis();
    }
    double elapsed = (double) (model.now() - total.start()) / (total.end() - total.start());
    return Math.round(total.expectedMillis() * Math.max(0, elapsed));
  }
}
