package io.garonne.publish.page;

import io.garonne.model.Finding;
import io.garonne.publish.html.Html;
import io.garonne.publish.http.Role;
import io.garonne.publish.text.Texts;
import io.garonne.service.Readiness;
import java.util.Locale;
import java.util.Map;

/** How each stage is, and the recent alerts. */
final class HealthSection {
  private final Html out;
  private final Look look;
  private final Texts texts;
  private final PageModel model;

  HealthSection(Html out, Look look, PageModel model) {
    this.out = out;
    this.look = look;
    this.texts = look.texts();
    this.model = model;
  }

  void write() {
    out.markup("<div id=\"health\"><section aria-labelledby=\"h-health\">")
        .element("h2 id=\"h-health\"", texts.get("health.title"))
        .markup("<table class=\"flat\">")
        .element("caption", texts.get("health.caption"))
        .markup("<thead><tr>")
        .element("th scope=\"col\"", texts.get("health.stage"))
        .element("th scope=\"col\"", texts.get("health.state"))
        .markup("</tr></thead><tbody>\n");
    for (Map.Entry<String, Readiness> stage : model.stages().entrySet()) {
      out.markup("<tr>").element("th scope=\"row\"", stage.getKey());
      switch (stage.getValue()) {
        case Readiness.Ready ready -> out.element("td", texts.get("health.ready"));
        case Readiness.NotReady notReady ->
            out.markup("<td>")
                .element("span class=\"bad\"", texts.get("health.not-ready"))
                .markup(" – ")
                .element("span lang=\"en\"", reason(notReady))
                .markup("</td>");
      }
      out.markup("</tr>\n");
    }
    out.markup("</tbody></table></section>\n");
    alerts();
    out.markup("</div>\n");
  }

  /** Reasons name machines: they are for operators. */
  private String reason(Readiness.NotReady notReady) {
    return look.request().role().reaches(Role.OPERATOR) ? notReady.reason() : "not ready";
  }

  private void alerts() {
    if (!look.request().role().reaches(Role.OPERATOR)) {
      return;
    }
    out.markup("<section aria-labelledby=\"h-alerts\">")
        .element("h2 id=\"h-alerts\"", texts.get("alerts.title"));
    if (model.alerts().isEmpty()) {
      out.element("p", texts.get("alerts.none")).markup("</section>");
      return;
    }
    out.markup("<table class=\"flat\">")
        .element("caption", texts.get("alerts.caption"))
        .markup("<thead><tr>")
        .element("th scope=\"col\"", texts.get("alerts.when"))
        .element("th scope=\"col\"", texts.get("alerts.device"))
        .element("th scope=\"col\"", texts.get("alerts.what"))
        .markup("</tr></thead><tbody>\n");
    for (Finding alert : model.alerts()) {
      String kind = alert.kind().name().toLowerCase(Locale.ROOT);
      out.markup("<tr>")
          .element("td", texts.dateAndTime(alert.at(), model.zone()))
          .element("th scope=\"row\"", alert.device() == null ? "–" : alert.device())
          .markup("<td>")
          .element("strong", texts.name("alert", kind))
          .markup("<br>")
          .element("span lang=\"en\"", alert.detail())
          .markup("</td></tr>\n");
    }
    out.markup("</tbody></table></section>");
  }
}
