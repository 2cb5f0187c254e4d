package io.garonne.publish.page;

import io.garonne.model.Total;
import io.garonne.model.indicator.Figure;
import io.garonne.publish.html.Html;
import java.util.List;

/** How figures are made, and what their words mean. */
final class MethodPage implements Leaf {
  /** Each with its text and an anchor that figures link to. */
  private static final List<String> SECTIONS =
      List.of(
          "live", "energy", "quality", "target", "carbon", "advice", "rooms", "ledger", "privacy");

  private final Look look;

  MethodPage(Look look) {
    this.look = look;
  }

  @Override
  public String title() {
    return look.get("method.title");
  }

  @Override
  public void write(Html out) {
    out.element("p", look.get("method.versions", Total.METHOD, Figure.METHOD));
    out.markup("<nav aria-label=\"").text(look.get("method.contents")).markup("\"><ul>");
    for (String section : SECTIONS) {
      out.markup("<li>").link("#" + section, look.get("method." + section)).markup("</li>");
    }
    out.markup("</ul></nav>\n");
    for (String section : SECTIONS) {
      out.element("h2 id=\"" + section + "\"", look.get("method." + section));
      for (String paragraph : look.get("method." + section + ".text").split("\\|", -1)) {
        int colon = paragraph.indexOf(": ");
        out.markup("<p>");
        if (paragraph.startsWith("*") && colon > 0) {
          out.element("strong", paragraph.substring(1, colon)).text(paragraph.substring(colon));
        } else {
          out.text(paragraph);
        }
        out.markup("</p>\n");
      }
    }
  }
}
