package io.garonne.publish.page;

import io.garonne.model.LivePower;
import io.garonne.publish.html.Html;
import io.garonne.publish.http.Role;
import io.garonne.publish.text.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is below a site, against its ratings. */
final class DrillSection {
  /** Devices on one page; the view of devices has the rest. */
  private static final int MOST = 100;

  private final Html out;
  private final Look look;
  private final Texts texts;
  private final DrillDown down;

  DrillSection(Html out, Look look, DrillDown down) {
    this.out = out;
    this.look = look;
    this.texts = look.texts();
    this.down = down;
  }

  void write() {
    out.markup("<div id=\"below\">");
    boolean whole = look.asked("rack") == null && look.asked("device") == null;
    if (whole && look.asked("room") == null && !down.rooms().isEmpty()) {
      rooms();
    }
    if (!down.racks().isEmpty()) {
      racks();
    }
    if (!look.request().role().reaches(Role.OPERATOR)) {
      out.element("p", look.get("live.operators"));
    } else if (!down.things().isEmpty()) {
      things();
    } else if (!whole) {
      out.element("p", look.get("live.nothing-below"));
    }
    if (!whole) {
      newest();
    }
    out.markup("</div>\n");
  }

  private void newest() {
    out.markup("<p class=\"m\">");
    down.things().stream()
        .map(DrillDown.Thing::at)
        .filter(Objects::nonNull)
        .max(Long::compare)
        .ifPresent(
            at ->
                out.figure("at", look.get("live.newest", texts.dateAndTime(at, look.zone())))
                    .markup(" · "));
    look.method(out, "live");
    out.markup("</p>");
  }

  private void rooms() {
    out.element("h2 id=\"h-rooms\"", look.get("live.rooms"))
        .markup("<ul class=\"plain\" aria-labelledby=\"h-rooms\">");
    for (String room : down.rooms()) {
      out.markup("<li>").link(to("room", room), room).markup("</li>");
    }
    out.markup("</ul>\n");
  }

  private void racks() {
    begin("racks", "live.racks", "room.rack", "col.power", "col.devices");
    for (LivePower rack : down.racks()) {
      String name = String.valueOf(rack.rack());
      out.markup("<tr><th scope=\"row\">").link(to("rack", name), name);
      out.markup("</th><td class=\"n\">").figure("rack|" + name, texts.watts(rack.power()));
      out.markup("</td>").element("td class=\"n\"", texts.count(rack.devices()));
      out.markup("</tr>\n");
    }
    out.markup("</tbody></table>\n");
  }

  private void things() {
    boolean outlets = look.asked("device") != null;
    begin(
        "things",
        outlets ? "live.outlets" : "live.devices",
        outlets ? "live.outlet" : "table.device",
        "col.power",
        "live.rating");
    for (DrillDown.Thing thing : down.things().subList(0, Math.min(MOST, down.things().size()))) {
      String device = thing.device();
      out.markup("<tr><th scope=\"row\">");
      if (device == null || outlets) {
        out.text(thing.name());
      } else {
        out.link(to("device", device), thing.name());
      }
      out.markup("<br><span class=\"m\">").text(texts.name("class", thing.kind()));
      out.markup("</span></th><td class=\"n\">");
      power(thing);
      out.markup("</td><td class=\"n\">").text(rating(thing)).markup("</td></tr>\n");
    }
    out.markup("</tbody></table>\n");
    if (down.things().size() > MOST) {
      out.markup("<p>")
          .link(
              look.address(Tab.DEVICES.path(), Map.of("site", look.asked("site", ""))),
              look.get("live.more-devices", texts.count(down.things().size())))
          .markup("</p>\n");
    }
  }

  private void power(DrillDown.Thing thing) {
    Long power = thing.power();
    Long rating = thing.rating();
    String said = power == null ? look.get("live.silent") : texts.watts(power);
    out.figure("thing|" + thing.name(), said);
    if (power != null && rating != null) {
      Bar.write(out, power, rating);
    }
  }

  private String rating(DrillDown.Thing thing) {
    Long power = thing.power();
    Long rating = thing.rating();
    if (rating == null) {
      return look.get("room.unstated");
    }
    return power == null
        ? texts.watts(rating)
        : texts.get("live.of-rating", texts.watts(rating), texts.load(power, rating));
  }

  private void begin(String id, String title, String name, String second, String third) {
    out.element("h2 id=\"h-" + id + "\"", look.get(title))
        .markup("<table class=\"live flat\" aria-labelledby=\"h-" + id + "\"><thead><tr>")
        .element("th scope=\"col\"", look.get(name))
        .element("th scope=\"col\" class=\"n\"", look.get(second))
        .element("th scope=\"col\" class=\"n\"", look.get(third))
        .markup("</tr></thead><tbody>\n");
  }

  private String to(String level, String name) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String above : new String[] {"site", "room", "rack"}) {
      @Nullable String asked = look.asked(above);
      if (asked != null) {
        parameters.put(above, asked);
      }
    }
    parameters.put(level, name);
    return look.address(Tab.LIVE.path(), parameters);
  }
}
