package io.garonne.publish.chart;

import io.garonne.publish.html.Html;
import io.garonne.publish.text.Texts;
import java.util.ArrayList;
import java.util.List;

/** What is around every picture: its words, its key, and its figures as a table. */
final class Frame {
  private final Heading heading;
  private final Texts texts;
  private final Html key = new Html();
  private final List<String> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  Frame(Heading heading, Texts texts) {
    this.heading = heading;
    this.texts = texts;
  }

  /** Says what a stroke or pattern means; the swatch is markup within 28 by 12. */
  Frame key(String swatch, String meaning) {
    key.markup("<li><svg aria-hidden=\"true\" viewBox=\"0 0 28 12\">" + swatch + "</svg>")
        .text(meaning)
        .markup("</li>");
    return this;
  }

  Frame columns(List<String> names) {
    columns.addAll(names);
    return this;
  }

  Frame row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  /** The whole figure. */
  String html(Svg picture) {
    String id = heading.id();
    Html out = new Html();
    out.markup("<figure class=\"ch\" id=\"" + id + "\"><figcaption>")
        .element("strong", heading.title())
        .element("p", heading.conclusion())
        .markup("</figcaption>\n")
        .markup(picture.element(heading.title(), texts.get("chart.below")));
    String meanings = key.toString();
    if (!meanings.isEmpty()) {
      out.markup("\n<ul class=\"ch-key\">" + meanings + "</ul>");
    }
    out.markup("\n<details>").element("summary", texts.get("chart.figures", heading.title()));
    out.markup("<div class=\"ch-figures\" tabindex=\"0\" role=\"group\" aria-label=\"")
        .text(texts.get("chart.figures", heading.title()))
        .markup("\">");
    table(out);
    return out.markup("</div></details></figure>\n").toString();
  }

  private void table(Html out) {
    out.markup("<table>").element("caption", heading.title()).markup("<thead><tr>");
    for (int i = 0; i < columns.size(); i++) {
      out.element(i == 0 ? "th scope=\"col\"" : "th scope=\"col\" class=\"n\"", columns.get(i));
    }
    out.markup("</tr></thead><tbody>\n");
    for (List<String> row : rows) {
      out.markup("<tr>").element("th scope=\"row\"", row.get(0));
      row.stream().skip(1).forEach(cell -> out.element("td class=\"n\"", cell));
      out.markup("</tr>\n");
    }
    out.markup("</tbody></table>");
  }
}
