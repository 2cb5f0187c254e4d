package io.garonne.publish.page;

import io.garonne.publish.html.Html;
import io.garonne.publish.text.Texts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A site's name, as text or as a link to the page of that site alone. */
final class SiteName {
  private SiteName() {}

  static void write(Html out, Texts texts, String site, boolean link) {
    String name = texts.name("site", site);
    if (!link) {
      out.text(name);
      return;
    }
    String query =
        "?lang="
            + texts.language().code()
            + "&site="
            + URLEncoder.encode(site, StandardCharsets.UTF_8);
    out.markup("<a href=\"").text(query).markup("\">").text(name).markup("</a>");
  }
}
