package io.garonne.publish.page;

import io.garonne.publish.html.Html;
import io.garonne.publish.http.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Power drawn now, from the estate down to an outlet. */
final class LivePage implements Leaf {
  private final Look look;
  private final String curve;

  /**
   * @param curve address of the script that draws the curve
   */
  LivePage(Look look, String curve) {
    this.look = look;
    this.curve = curve;
  }

  private boolean isForAnalysts() {
    return look.request().role().reaches(Role.ANALYST);
  }

  @Override
  public String title() {
    if (!isForAnalysts()) {
      return look.get("live.public.title");
    }
    for (String name : new String[] {"device", "rack", "site"}) {
      String asked = look.asked(name);
      if (asked != null) {
        return look.get("live.title.of", look.texts().name("site", asked));
      }
    }
    return look.get("live.title");
  }

  @Override
  public boolean isKnown() {
    String site = look.asked("site");
    return site == null
        || !isForAnalysts()
        || look.views().live().all().stream().anyMatch(p -> site.equals(p.site()))
        || look.views().totals().newestDays().anyMatch(t -> site.equals(t.scope().site()))
        || look.views().devices().all().stream()
            .anyMatch(d -> d.at(look.now()).stream().anyMatch(as -> site.equals(as.site())));
  }

  @Override
  public void write(Html out) {
    if (!isKnown()) {
      out.element("p", look.get("live.no-site", look.asked("site", "")))
          .markup("<p>")
          .link(look.address(Tab.LIVE), look.get("all-sites"))
          .markup("</p>\n");
      return;
    }
    if (isForAnalysts()) {
      path(out);
      controls(out);
    } else {
      out.element("p", look.get("live.public")).markup("<p>");
      out.link("/login", look.get("login")).markup("</p>\n");
    }
    out.markup("<div id=\"parts\">");
    parts(out);
    out.markup("</div>\n");
    reading(out);
  }

  /** What changes. */
  void parts(Html out) {
    PageModel model = PageModel.of(look);
    boolean live = isForAnalysts();
    if (live && look.asked("device") == null && look.asked("rack") == null) {
      new LiveSection(out, look, model).write();
    }
    if (live && look.asked("site") != null) {
      new DrillSection(out, look, DrillDown.of(look)).write();
    }
    if (!live || (look.asked("rack") == null && look.asked("device") == null)) {
      new DaySection(out, look, model).write();
    }
  }

  private void path(Html out) {
    String site = look.asked("site");
    if (site == null) {
      return;
    }
    out.markup("<nav class=\"path\" aria-label=\"").text(look.get("path")).markup("\"><ol><li>");
    out.link(look.address(Tab.LIVE), look.get("all-sites")).markup("</li>");
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String name : new String[] {"site", "room", "rack", "device"}) {
      String asked = look.asked(name);
      if (asked != null) {
        parameters.put(name, asked);
        out.markup("<li>")
            .link(
                look.address(Tab.LIVE.path(), parameters),
                name.equals("site")
                    ? look.texts().name("site", asked)
                    : look.get("path." + name, asked))
            .markup("</li>");
      }
    }
    out.markup("</ol></nav>\n");
  }

  private void controls(Html out) {
    out.markup("<div class=\"bar\"><button type=\"button\" id=\"pause\" hidden data-url=\"")
        .text(
            look.here(Map.of("lang", look.texts().language().code())).replaceFirst("^/", "/events"))
        .markup("\" data-pause=\"")
        .text(look.get("pause"))
        .markup("\" data-resume=\"")
        .text(look.get("resume"))
        .markup("\">")
        .text(look.get("pause"))
        .markup("</button><noscript>");
    if (look.asked("refresh") == null) {
      out.link(look.here(Map.of()), look.get("refresh"))
          .markup(" ")
          .link(look.here(Map.of("refresh", "30")), look.get("refresh.auto"));
    } else {
      Map<String, @Nullable String> none = new LinkedHashMap<>();
      none.put("refresh", null);
      out.link(look.here(none), look.get("refresh.stop"));
    }
    out.markup("</noscript><span id=\"state\" role=\"status\" class=\"bad\" data-lost=\"")
        .text(look.get("lost"))
        .markup(
            "\"></span><span id=\"said\" role=\"status\" class=\"hid\"></span></div>\n<figure id=\"curve\" hidden data-script=\"")
        .text(curve)
        .markup("\" data-zone=\"")
        .text(look.zone().getId())
        .markup("\" data-says=\"")
        .text(look.get("curve.says"))
        .markup("\"><figcaption>")
        .text(look.get("curve.title"))
        .markup("</figcaption><div></div><p class=\"m\"></p></figure>\n");
  }

  private void reading(Html out) {
    out.markup("<details>").element("summary", look.get("reading.title"));
    for (String what : new String[] {"measured", "covered", "status"}) {
      out.element("p", look.get("reading." + what));
    }
    out.markup("</details>\n");
  }
}
