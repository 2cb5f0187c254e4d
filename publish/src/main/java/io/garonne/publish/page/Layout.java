package io.garonne.publish.page;

import io.garonne.publish.html.Html;
import io.garonne.publish.http.Role;
import io.garonne.publish.text.Language;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all pages have in common: navigation, language, and where everything else is. */
final class Layout {
  private final Html out;
  private final Look look;
  private final String status;
  private final String style;
  private final String script;

  /**
   * Of one page.
   *
   * @param status key of the state of accessibility among the texts
   * @param style address of the style
   * @param script address of the script
   */
  Layout(Html out, Look look, String status, String style, String script) {
    this.out = out;
    this.look = look;
    this.status = status;
    this.style = style;
    this.script = script;
  }

  void write(Leaf leaf, @Nullable Integer refresh) throws IOException {
    String code = look.texts().language().code();
    out.markup("<!DOCTYPE html>\n<html lang=\"" + code + "\">\n<head>\n<meta charset=\"utf-8\">\n")
        .markup("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
        .markup("<meta name=\"color-scheme\" content=\"light dark\">\n")
        .element("title", leaf.title() + " – " + look.get("title"))
        .markup("\n<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"")
        .text(style)
        .markup("\">\n");
    if (refresh != null) {
      out.markup(
          "<noscript><meta http-equiv=\"refresh\" content=\"" + refresh + "\"></noscript>\n");
    }
    out.markup("</head>\n<body>\n");
    header();
    out.markup("<main id=\"main\" tabindex=\"-1\">\n").element("h1", leaf.title());
    leaf.write(out);
    out.markup("</main>\n");
    footer();
    out.markup("<script src=\"").text(script).markup("\" defer></script>\n</body>\n</html>\n");
  }

  private void header() {
    Language other = look.texts().language().other();
    out.element("a class=\"skip\" href=\"#main\"", look.get("skip"))
        .markup("\n<header role=\"banner\"><div class=\"brand\">")
        .link(look.address(Tab.LIVE), "Garonne")
        .element("p", look.get("brand"))
        .markup("</div><a class=\"lang\" href=\"")
        .text(look.here(Map.of("lang", other.code())))
        .markup("\" lang=\"%s\" hreflang=\"%s\">".formatted(other.code(), other.code()))
        .text(other.ownName())
        .markup("</a></header>\n<nav class=\"tabs\" aria-label=\"")
        .text(look.get("nav"))
        .markup("\"><ul>");
    Role role = look.request().role();
    for (Tab tab : Tab.seenBy(role)) {
      out.markup("<li><a href=\"")
          .text(look.address(tab))
          .markup(tab == look.tab() ? "\" aria-current=\"page\">" : "\">")
          .text(look.get(tab.key(role)))
          .markup("</a></li>");
    }
    out.markup("</ul></nav>\n");
  }

  private void footer() {
    out.markup("<footer role=\"contentinfo\"><nav aria-label=\"")
        .text(look.get("data"))
        .markup("\"><ul>");
    Map<String, String> links = new LinkedHashMap<>();
    links.put(look.address(Tab.ACCESSIBILITY), look.get("footer.accessibility", look.get(status)));
    links.put(look.address(Tab.METHOD), look.get("tab.method"));
    links.put("/api/v1/totals?period=day&format=csv", look.get("csv.day"));
    links.put("/api/v1/totals?period=month&format=csv", look.get("csv.month"));
    if (look.request().role().reaches(Role.ANALYST)) {
      links.put("/api/v1/live", look.get("json.live"));
    } else {
      links.put("/login", look.get("login"));
    }
    links.put("/api/v1/ledger", look.get("json.ledger"));
    links.forEach((address, text) -> out.markup("<li>").link(address, text).markup("</li>"));
    out.markup("</ul></nav>")
        .element("p class=\"m\"", look.get("footer", look.zone().getId()))
        .markup("</footer>\n");
  }
}
