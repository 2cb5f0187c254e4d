package io.garonne.publish.page;

import io.garonne.model.LivePower;
import io.garonne.model.Total;
import io.garonne.publish.html.Html;
import io.garonne.publish.text.Texts;
import io.garonne.service.Readiness;
import java.util.List;
import java.util.Map;

/** What changes by the second: what needs attention, the key figures, power per site and class. */
final class LiveSection {
  private final Html out;
  private final Texts texts;
  private final PageModel model;

  LiveSection(Html out, Texts texts, PageModel model) {
    this.out = out;
    this.texts = texts;
    this.model = model;
  }

  void write() {
    out.markup("<div id=\"notice\" role=\"status\">");
    if (model.needsAttention()) {
      attention();
    }
    out.markup("</div>\n<div id=\"live\">");
    figures();
    out.markup("<section aria-labelledby=\"h-live\">")
        .element("h2 id=\"h-live\"", texts.get("live.title"));
    LivePanel live = model.live();
    Long newest = live.newestAt();
    if (newest == null) {
      out.element("p", texts.get("live.none"));
    } else {
      boolean recent = Math.abs(model.now() - newest) < 12 * 3_600_000L;
      String when =
          recent ? texts.time(newest, model.zone()) : texts.dateAndTime(newest, model.zone());
      out.element("p class=\"m\"", texts.get("live.newest", when));
      table(live);
    }
    if (live.withheld() > 0) {
      out.element("p class=\"m\"", texts.get("withheld", texts.count(live.withheld())));
    }
    out.markup("</section></div>\n");
  }

  private void attention() {
    out.markup("<div class=\"warn\"><p><strong>").text(texts.get("attention"));
    out.markup("</strong></p>");
    model
        .ledger()
        .mismatches()
        .forEach(
            m ->
                out.element(
                    "p",
                    texts.get(
                        "ledger.mismatch",
                        m.instance(),
                        texts.count(m.in()),
                        texts.count(m.out()))));
    for (Map.Entry<String, Readiness> stage : model.stages().entrySet()) {
      if (stage.getValue() instanceof Readiness.NotReady notReady) {
        out.markup("<p>").text(stage.getKey() + " – " + texts.get("health.not-ready") + " – ");
        out.element("span lang=\"en\"", notReady.reason()).markup("</p>");
      }
    }
    out.markup("</div>");
  }

  private void figures() {
    DayPanel day = model.day();
    out.markup("<dl class=\"k\">");
    // No measurement is not 0 W.
    boolean anything = model.live().newestAt() != null;
    figure("now", anything ? texts.watts(model.live().power()) : "–", "W");
    Total whole = day.whole();
    if (whole != null) {
      String which = day.today() ? "today" : "latest";
      figure(which, texts.kilowattHours(whole.energy()), "kWh");
    }
    int live = model.live().devices();
    int expected = whole != null && day.today() ? whole.expected() : 0;
    figure("devices", texts.count(live), expected > 0 ? "/ " + texts.count(expected) : "");
    out.markup("</dl>\n");
  }

  private void figure(String key, String number, String unit) {
    out.markup("<div>").element("dt", texts.get(key)).markup("<dd>").text(number);
    out.markup(" ").element("small", unit).markup("</dd></div>");
  }

  private void table(LivePanel live) {
    List<LivePanel.Site> sites = live.sites();
    boolean classes = model.site() != null || Rows.classesFit(sites, s -> s.classes().size());
    out.markup("<table class=\"live\">").element("caption", texts.get("live.caption"));
    out.markup("<thead><tr>")
        .element("th scope=\"col\"", texts.get("col.site"))
        .element("th scope=\"col\" class=\"n\"", texts.get("col.power"))
        .element("th scope=\"col\" class=\"n\"", texts.get("col.devices"))
        .markup("</tr></thead>\n");
    for (LivePanel.Site site : Rows.shown(sites)) {
      out.markup(
          classes
              ? "<tbody><tr class=\"s\"><th scope=\"rowgroup\">"
              : "<tbody><tr><th scope=\"row\">");
      SiteName.write(out, texts, site.name(), !classes);
      out.markup("</th>");
      numbers(site.power(), site.devices(), model.day().expected(site.name(), null), live.power());
      if (classes) {
        for (LivePower p : site.classes()) {
          String name = String.valueOf(p.equipmentClass());
          out.markup("<tr>").element("th scope=\"row\"", texts.name("class", name));
          numbers(p.power(), p.devices(), model.day().expected(site.name(), name), live.power());
        }
      }
      out.markup("</tbody>\n");
    }
    others(Rows.others(sites), live.power());
    out.markup("</table>");
    if (!classes) {
      out.element("p class=\"m\"", texts.get("only-sites"));
    }
  }

  private void others(List<LivePanel.Site> others, long whole) {
    if (!others.isEmpty()) {
      out.markup("<tbody><tr>")
          .element("th scope=\"row\"", texts.get("more", texts.count(others.size())));
      numbers(
          others.stream().mapToLong(LivePanel.Site::power).sum(),
          others.stream().mapToInt(LivePanel.Site::devices).sum(),
          0,
          whole);
      out.markup("</tbody>\n");
    }
  }

  private void numbers(long power, int devices, int expected, long whole) {
    long share = whole <= 0 ? 0 : Math.clamp(Math.round(100.0 * power / whole), 0, 100);
    out.markup("<td class=\"n\">").text(texts.watts(power));
    out.markup("<svg viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    out.markup("<path d=\"M100 0h-" + share + "v4h" + share + "z\"/></svg></td><td class=\"n\">");
    out.text(
        expected <= 0
            ? texts.count(devices)
            : texts.get("of", texts.count(devices), texts.count(expected)));
    out.markup("</td></tr>\n");
  }
}
