package io.garonne.publish.page;

import io.garonne.model.alert.Alert;
import io.garonne.publish.alert.AlertTexts;
import io.garonne.publish.alert.Audience;
import io.garonne.publish.html.Html;
import io.garonne.publish.http.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What somebody should act on: open ones first, with what to do first. */
final class AlertsPage implements Leaf {
  private static final int ROWS = 30;

  private final Look look;
  private final AlertTexts texts;

  AlertsPage(Look look) {
    this.look = look;
    this.texts = new AlertTexts(look.texts(), look.zone());
  }

  @Override
  public String title() {
    return look.get("alerts.page.title");
  }

  @Override
  public void write(Html out) {
    Role role = look.request().role();
    Audience audience = role.reaches(Role.TECHNICIAN) ? Audience.TECHNICIAN : Audience.EVERYBODY;
    List<Alert> all = look.views().alerts().seenBy(audience, look.views().devices()).alerts();
    List<Alert> open = all.stream().filter(Alert::isOpen).toList();
    List<Alert> ended =
        all.stream()
            .filter(alert -> !alert.isOpen())
            .sorted(Comparator.comparingLong(AlertsPage::end).reversed())
            .toList();
    out.element("h2", look.get("alerts.open", look.texts().count(open.size())));
    if (open.isEmpty()) {
      out.element("p", look.get("alert.none"));
    }
    Pages pages = Pages.of(look, Math.max(open.size(), ended.size()), ROWS);
    part(open, pages).forEach(alert -> one(out, alert));
    if (!ended.isEmpty()) {
      out.element("h2", look.get("alerts.ended"));
      part(ended, pages).forEach(alert -> one(out, alert));
    }
    pages.write(out, look);
    out.element("p class=\"m\"", look.get("alerts.act"))
        .markup("<p>")
        .link("/api/v1/alerts?format=csv", look.get("csv.all"))
        .markup("</p>\n");
  }

  private static long end(Alert alert) {
    Long ended = alert.ended();
    return ended == null ? Long.MAX_VALUE : ended;
  }

  private static List<Alert> part(List<Alert> alerts, Pages pages) {
    int from = Math.min(alerts.size(), (pages.page() - 1) * ROWS);
    return alerts.subList(from, Math.min(alerts.size(), from + ROWS));
  }

  private void one(Html out, Alert alert) {
    String severity = alert.severity().name().toLowerCase(Locale.ROOT);
    out.markup("<article class=\"alert " + severity + "\">")
        .element("h3", texts.severity(alert) + " – " + texts.title(alert))
        .element("p", texts.where(alert.place()) + " · " + texts.time(alert))
        .element("p", texts.sentence(alert));
    if (alert.isOpen()) {
      out.markup("<p><strong>")
          .text(look.get("alert.first", texts.firstThing(alert)))
          .markup("</strong></p>");
    }
    texts.beside(alert).forEach(line -> out.element("p class=\"m\"", line));
    out.element("p class=\"m\"", look.get("alert.id") + " " + alert.id()).markup("</article>\n");
  }
}
