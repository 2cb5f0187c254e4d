package io.garonne.publish.alert;

import io.garonne.model.alert.Alert;
import io.garonne.publish.text.Columns;
import io.garonne.publish.text.Paint;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** Alerts for a person: a line each, and below it what is the matter and what to do. */
public final class AlertsTable {
  private final Texts texts;
  private final AlertTexts alerts;
  private final Paint paint;

  /**
   * In one language.
   *
   * @param zone of the times that are told
   */
  public AlertsTable(Texts texts, ZoneId zone, Paint paint) {
    this.paint = paint;
    this.texts = texts;
    this.alerts = new AlertTexts(texts, zone);
  }

  /** Writes them in the order given; none is a line that says so. */
  public void write(List<Alert> all, Appendable out) throws IOException {
    if (all.isEmpty()) {
      out.append(texts.get("alert.none")).append('\n');
      return;
    }
    Columns table =
        new Columns(
            List.of(
                texts.get("alert.severity"),
                texts.get("alert.id"),
                texts.get("alert.what"),
                texts.get("alert.where"),
                texts.get("alert.when")),
            Set.of());
    for (Alert alert : all) {
      table.add(
          List.of(
              severity(alert),
              AlertTexts.printable(alert.id()),
              alerts.title(alert),
              alerts.where(alert.place()),
              alerts.time(alert)));
      table.add(List.of("", alerts.sentence(alert)));
      if (alert.isOpen()) {
        table.add(List.of("", texts.get("alert.first", alerts.firstThing(alert))));
      }
      for (String line : alerts.beside(alert)) {
        table.add(List.of("", line));
      }
    }
    table.write(out);
  }

  private String severity(Alert alert) {
    String word = alerts.severity(alert);
    if (!alert.isOpen()) {
      return word;
    }
    return switch (alert.severity()) {
      case CRITICAL -> paint.bad(word);
      case WARNING -> paint.doubtful(word);
      case INFO -> word;
    };
  }
}
