package io.garonne.publish.page;

import io.garonne.publish.html.Html;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Links to the same view of single sites. */
final class SiteLinks {
  private SiteLinks() {}

  /**
   * Writes them, if there are at least two sites.
   *
   * @param shown the only site that is shown, or null: all
   */
  static void write(Html out, Look look, Collection<String> sites, @Nullable String shown) {
    if (sites.size() < 2) {
      return;
    }
    out.markup("<nav aria-label=\"").text(look.get("sites")).markup("\"><ul class=\"plain\">");
    one(out, look, null, look.get("all-sites"), shown == null);
    for (String site : sites) {
      one(out, look, site, look.texts().name("site", site), site.equals(shown));
    }
    out.markup("</ul></nav>\n");
  }

  private static void one(
      Html out, Look look, @Nullable String site, String name, boolean isShown) {
    out.markup("<li>");
    if (isShown) {
      out.element("strong", name);
    } else {
      Map<String, @Nullable String> changed = new LinkedHashMap<>();
      changed.put("site", site);
      out.link(look.here(changed), name);
    }
    out.markup("</li>");
  }
}
