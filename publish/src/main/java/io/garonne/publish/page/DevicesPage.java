package io.garonne.publish.page;

import io.garonne.publish.alert.Audience;
import io.garonne.publish.device.DeviceNow;
import io.garonne.publish.html.Html;
import io.garonne.publish.http.Role;
import io.garonne.publish.text.Columns;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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
    Audience audience =
        look.request().role().reaches(Role.TECHNICIAN) ? Audience.TECHNICIAN : Audience.EVERYBODY;
    List<DeviceNow> all = DeviceNow.all(look.views(), audience, look.now());
    out.element(
        "p",
        look.get(
            "devices.counts",
            look.texts().count(all.size()),
            count(all, DeviceNow.State.UNKNOWN),
            count(all, DeviceNow.State.SILENT),
            count(all, DeviceNow.State.ODD)));
    search(out);
    List<DeviceNow> found =
        all.stream()
            .filter(this::isAskedFor)
            .sorted(Comparator.comparing(DeviceNow::state).thenComparing(DeviceNow::device))
            .toList();
    if (found.isEmpty()) {
      out.element("p", look.get("devices.none"));
    } else {
      table(out, found);
    }
    out.element("p class=\"m\"", look.get("devices.personal"));
    out.markup("<p>").link("/api/v1/devices?format=csv", look.get("csv.all")).markup(" · ");
    look.method(out, "privacy");
    out.markup("</p>\n");
  }

  private String count(List<DeviceNow> all, DeviceNow.State state) {
    return look.texts().count(all.stream().filter(one -> one.state() == state).count());
  }

  private boolean isAskedFor(DeviceNow one) {
    String words = look.asked("q", "").toLowerCase(Locale.ROOT);
    String site = look.asked("site");
    return (site == null || site.equals(one.site()))
        && Stream.of(
                one.device(),
                one.site(),
                look.texts().name("site", one.site()),
                String.valueOf(one.equipmentClass()),
                look.texts().name("class", String.valueOf(one.equipmentClass())))
            .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(words));
  }

  private void table(Html out, List<DeviceNow> found) {
    Pages pages = Pages.of(look, found.size(), ROWS);
    out.element("h2 id=\"h-devices\"", look.get("devices.table", look.texts().count(found.size())));
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
                look.get("devices.alerts")),
            pages.of(found).stream().map(this::row).toList(),
            Set.of(4));
    pages.write(out, look);
  }

  private Columns.Row row(DeviceNow one) {
    Long power = one.power();
    Long at = one.at();
    boolean hasPage = one.state() != DeviceNow.State.UNKNOWN && !one.personal();
    return new Columns.Row(
        hasPage ? one.site() + "\n" + one.device() : null,
        List.of(
            one.device(),
            look.get("devices.state." + one.state().name().toLowerCase(Locale.ROOT)),
            look.texts().name("site", one.site()),
            look.texts().name("class", String.valueOf(one.equipmentClass())),
            power == null ? "–" : look.texts().watts(power),
            at == null ? "–" : look.texts().dateAndTime(at, look.zone()),
            String.join(", ", one.alerts())));
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
