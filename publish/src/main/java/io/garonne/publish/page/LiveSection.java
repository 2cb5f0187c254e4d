package io.garonne.publish.page;

import io.garonne.model.LedgerBalance;
import io.garonne.model.LivePower;
import io.garonne.model.Total;
import io.garonne.publish.html.Html;
import io.garonne.publish.http.Role;
import io.garonne.publish.text.Texts;
import io.garonne.service.Readiness;
import java.util.List;
import java.util.Map;

/** What changes by the second: what needs attention, the key figures, power per site and class. */
final class LiveSection {
  private final Html out;
  private final Look look;
  private final Texts texts;
  private final PageModel model;

  LiveSection(Html out, Look look, PageModel model) {
    this.out = out;
    this.look = look;
    this.texts = look.texts();
    this.model = model;
  }

  void write() {
    out.markup("<div id=\"notice\">");
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
      out.markup("<p class=\"m\">").figure("at", texts.get("live.newest", when)).markup(" · ");
      look.method(out, "live");
      out.markup("</p>");
      table(live);
    }
    if (live.withheld() > 0) {
      out.element("p class=\"m\"", texts.get("withheld", texts.count(live.withheld())));
    }
    out.markup("</section></div>\n");
  }

  /** Each line is a figure, so that a new one is sent while somebody looks. */
  private void attention() {
    out.markup("<div class=\"warn\"><p><strong>").text(texts.get("attention"));
    out.markup("</strong></p>");
    for (LedgerBalance.Mismatch m : model.ledger().mismatches()) {
      out.markup("<p>")
          .figure(
              "notice|" + m.instance(),
              texts.get("ledger.mismatch", m.instance(), texts.count(m.in()), texts.count(m.out())))
          .markup("</p>");
    }
    boolean operator = look.request().role().reaches(Role.OPERATOR);
    for (Map.Entry<String, Readiness> stage : model.stages().entrySet()) {
      if (stage.getValue() instanceof Readiness.NotReady notReady) {
        out.markup("<p>")
            .figure(
                "notice|" + stage.getKey(), stage.getKey() + " – " + texts.get("health.not-ready"))
            .markup(" – ")
            .element("span lang=\"en\"", operator ? notReady.reason() : "not ready")
            .markup("</p>");
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
    int expected =
        model.live().sites().stream()
            .mapToInt(site -> day.expected(site.name(), site.equipmentClasses()))
            .sum();
    figure("devices", texts.count(live), expected > 0 ? "/ " + texts.count(expected) : "");
    out.markup("</dl>\n");
  }

  private void figure(String key, String number, String unit) {
    out.markup("<div>").element("dt", texts.get(key)).markup("<dd>").figure(key, number);
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
      SiteName.write(out, look, site.name(), model.site() == null);
      out.markup("</th>");
      numbers(
          site.name(),
          site.power(),
          site.devices(),
          model.day().expected(site.name(), site.equipmentClasses()),
          live.power());
      if (classes) {
        for (LivePower p : site.classes()) {
          String name = String.valueOf(p.equipmentClass());
          out.markup("<tr>").element("th scope=\"row\"", texts.name("class", name));
          numbers(
              site.name() + "|" + name,
              p.power(),
              p.devices(),
              model.day().expected(site.name(), name),
              live.power());
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
          "|",
          others.stream().mapToLong(LivePanel.Site::power).sum(),
          others.stream().mapToInt(LivePanel.Site::devices).sum(),
          0,
          whole);
      out.markup("</tbody>\n");
    }
  }

  private void numbers(String name, long power, int devices, int expected, long whole) {
    out.markup("<td class=\"n\">").figure("w|" + name, texts.watts(power));
    Bar.write(out, power, whole);
    out.markup("</td><td class=\"n\">");
    out.figure(
        "d|" + name,
        expected <= 0
            ? texts.count(devices)
            : texts.get("of", texts.count(devices), texts.count(expected)));
    out.markup("</td></tr>\n");
  }
}
