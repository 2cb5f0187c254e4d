package io.garonne.publish.page;

import io.garonne.publish.html.Html;
import io.garonne.publish.text.Columns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The devices: unknown, odd and silent ones first. */
final class DevicesPage implements Leaf {
  private static final int ROWS = 50;

  private final Look look;

  DevicesPage(Look look) {
    this.look = look;
  }

  @Override
  public String title() {
    return look.get("devices.title");
  }

  @Override
  public void write(Html out) {
    DeviceList devices = DeviceList.of(look);
    out.element(
        "p",
        look.get(
            "devices.counts",
            look.texts().count(devices.all()),
            look.texts().count(devices.count(DeviceList.State.UNKNOWN)),
            look.texts().count(devices.count(DeviceList.State.ODD)),
            look.texts().count(devices.count(DeviceList.State.SILENT))));
    search(out);
    List<DeviceList.One> found = devices.found();
    if (found.isEmpty()) {
      out.element("p", look.get("devices.none"));
      return;
    }
    Pages pages = Pages.of(look, found.size(), ROWS);
    out.element("h2 id=\"h-devices\"", look.get("devices.table", look.texts().count(found.size())));
    List<Columns.Row> rows = new ArrayList<>();
    for (DeviceList.One one : pages.of(found)) {
      rows.add(
          new Columns.Row(
              one.state() == DeviceList.State.UNKNOWN ? null : one.site() + "\n" + one.device(),
              List.of(
                  one.device(),
                  look.get("devices.state." + one.state().label()),
                  look.texts().name("site", one.site()),
                  look.texts().name("class", one.kind()),
                  one.power() == null ? "–" : look.texts().watts(one.power()),
                  one.at() == null ? "–" : look.texts().dateAndTime(one.at(), look.zone()),
                  one.finding())));
    }
    new Grid(out, this::live)
        .write(
            "h-devices",
            List.of(
                look.get("table.device"),
                look.get("health.state"),
                look.get("table.site"),
                look.get("table.class"),
                look.get("col.power"),
                look.get("devices.at"),
                look.get("devices.finding")),
            rows,
            Set.of(4));
    pages.write(out, look);
    out.element("p class=\"m\"", look.get("devices.personal"));
    out.markup("<p>").link("/api/v1/devices?format=csv", look.get("csv.all")).markup(" · ");
    look.method(out, "privacy");
    out.markup("</p>\n");
  }

  private String live(String id) {
    int line = id.indexOf('\n');
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("site", id.substring(0, line));
    parameters.put("device", id.substring(line + 1));
    return look.address(Tab.LIVE.path(), parameters);
  }

  private void search(Html out) {
    out.markup("<form class=\"bar\" action=\"/devices\" role=\"search\"><label>")
        .text(look.get("devices.search"))
        .markup(" <input type=\"search\" name=\"q\" maxlength=\"100\" value=\"")
        .text(look.asked("q", ""))
        .markup("\"></label> ");
    for (String name : new String[] {"site", "lang"}) {
      String asked = look.asked(name);
      if (asked != null) {
        out.markup("<input type=\"hidden\" name=\"" + name + "\" value=\"")
            .text(asked)
            .markup("\">");
      }
    }
    out.element("button", look.get("devices.find")).markup("</form>\n");
  }
}
