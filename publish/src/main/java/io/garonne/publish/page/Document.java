package io.garonne.publish.page;

import io.garonne.publish.html.Html;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The whole HTML document around the sections. */
final class Document {
  private final Html out;
  private final Texts texts;
  private final PageModel model;
  private final String style;
  private final String script;

  Document(Html out, Texts texts, PageModel model, String style, String script) {
    this.out = out;
    this.texts = texts;
    this.model = model;
    this.style = style;
    this.script = script;
  }

  /** Everything that the script may replace. */
  static void parts(Html out, Texts texts, PageModel model) {
    new LiveSection(out, texts, model).write();
    new DaySection(out, texts, model).write();
    new LedgerSection(out, texts, model.ledger()).write();
    new HealthSection(out, texts, model).write();
    out.markup("<div id=\"shown\">")
        .element("p class=\"m\"", texts.get("updated", texts.time(model.now(), model.zone())))
        .markup("</div>\n");
  }

  /** Writes it; without a script it reloads itself if {@code refresh} seconds are asked for. */
  void write(@Nullable Integer refresh) {
    String code = texts.language().code();
    out.markup("<!DOCTYPE html>\n<html lang=\"" + code + "\">\n<head>\n<meta charset=\"utf-8\">\n")
        .markup("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
        .markup("<meta name=\"color-scheme\" content=\"light dark\">\n")
        .element("title", texts.get("title"))
        .markup("\n<link rel=\"icon\" href=\"data:,\">\n");
    if (refresh != null) {
      out.markup(
          "<noscript><meta http-equiv=\"refresh\" content=\"" + refresh + "\"></noscript>\n");
    }
    out.markup("<style>").markup(style).markup("</style>\n</head>\n<body>\n");
    header();
    out.markup("<main id=\"main\" tabindex=\"-1\">\n");
    controls(refresh);
    parts(out, texts, model);
    reading();
    out.markup("</main>\n");
    footer();
    out.markup("<script>").markup(script).markup("</script>\n</body>\n</html>\n");
  }

  private void header() {
    Language other = texts.language().other();
    out.element("a class=\"skip\" href=\"#main\"", texts.get("skip"))
        .markup("\n<header>")
        .element("h1", texts.get("title"))
        .markup("<nav aria-label=\"")
        .text(texts.get("language"))
        .markup("\">")
        .element(
            "a href=\"%s\" lang=\"%s\" hreflang=\"%s\""
                .formatted(address(other), other.code(), other.code()),
            other.ownName())
        .markup("</nav></header>\n");
  }

  private void controls(@Nullable Integer refresh) {
    String here = address(texts.language());
    out.markup("<div class=\"bar\"><button type=\"button\" id=\"pause\" hidden data-url=\"")
        .markup(here)
        .markup("&amp;part=\" data-pause=\"")
        .text(texts.get("pause"))
        .markup("\" data-resume=\"")
        .text(texts.get("resume"))
        .markup("\">")
        .text(texts.get("pause"))
        .markup("</button><noscript>");
    if (refresh == null) {
      out.element("a href=\"" + here + "\"", texts.get("refresh"))
          .markup(" ")
          .element("a href=\"" + here + "&amp;refresh=30\"", texts.get("refresh.auto"));
    } else {
      out.element("a href=\"" + here + "\"", texts.get("refresh.stop"));
    }
    out.markup("</noscript>");
    if (model.site() != null) {
      out.element("a href=\"?lang=" + texts.language().code() + "\"", texts.get("all-sites"));
    }
    out.markup("<span id=\"state\" role=\"status\" class=\"bad\" data-lost=\"")
        .text(texts.get("lost"))
        .markup("\"></span></div>\n");
  }

  private void reading() {
    out.markup("<details>").element("summary", texts.get("reading.title"));
    for (String what : new String[] {"measured", "covered", "status"}) {
      out.element("p", texts.get("reading." + what));
    }
    out.markup("</details>\n");
  }

  private void footer() {
    out.markup("<footer><nav aria-label=\"").text(texts.get("data")).markup("\"><ul>");
    link("/api/v1/totals?period=day&format=csv", "csv.day");
    link("/api/v1/totals?period=month&format=csv", "csv.month");
    link("/api/v1/live", "json.live");
    link("/api/v1/ledger", "json.ledger");
    out.markup("</ul></nav>")
        .element("p class=\"m\"", texts.get("footer", model.zone().getId()))
        .markup("</footer>\n");
  }

  private void link(String address, String key) {
    out.markup("<li>").element("a href=\"" + address + "\"", texts.get(key)).markup("</li>");
  }

  /** This page in a language, as an attribute's value. */
  private String address(Language language) {
    String query = "?lang=" + language.code();
    String site = model.site();
    return site == null
        ? query
        : query + "&amp;site=" + URLEncoder.encode(site, StandardCharsets.UTF_8);
  }
}
