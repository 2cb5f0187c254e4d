package io.garonne.publish.page;

import io.garonne.publish.html.Html;
import java.util.Map;

/** A site's name, as text or as a link to the live view of that site alone. */
final class SiteName {
  private SiteName() {}

  static void write(Html out, Look look, String site, boolean link) {
    String name = look.texts().name("site", site);
    if (link) {
      out.link(look.address(Tab.LIVE.path(), Map.of("site", site)), name);
    } else {
      out.text(name);
    }
  }
}
