package io.garonne.publish.page;

import io.garonne.model.room.Headroom;
import io.garonne.model.room.PowerPoint;
import io.garonne.publish.AsOf;
import io.garonne.publish.html.Html;
import io.garonne.publish.http.Role;
import io.garonne.publish.room.RoomPicture;
import io.garonne.publish.room.RoomsTable;
import io.garonne.publish.view.Views;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Server rooms: load, headroom, phases, peaks, idle servers, and what they take in beside. */
final class RoomsPage implements Leaf {
  private final Look look;
  private final List<PowerPoint> points;

  /**
   * @param points metering points that somebody has rated
   */
  RoomsPage(Look look, List<PowerPoint> points) {
    this.look = look;
    this.points = points;
  }

  /** What a role may see: points are single devices, and what they draw is for operators. */
  static RoomPicture picture(
      Views views, List<PowerPoint> points, long now, Role role, @Nullable String site) {
    return RoomPicture.of(
        role.reaches(Role.OPERATOR) ? points : List.of(),
        views.live().all(),
        views.advice().all(),
        now,
        Headroom.DEFAULT_PERCENT,
        site);
  }

  @Override
  public String title() {
    return look.get("rooms.title");
  }

  @Override
  public void write(Html out) throws IOException {
    boolean devices = look.request().role().reaches(Role.OPERATOR);
    RoomPicture picture =
        picture(look.views(), points, look.now(), look.request().role(), look.asked("site"));
    TreeSet<String> sites = new TreeSet<>();
    points.forEach(point -> sites.add(point.site()));
    SiteLinks.write(out, look, sites, look.asked("site"));
    if (!devices) {
      out.element("p", look.get("rooms.operators"));
    }
    Sheet sheet = new Sheet(out, 2, "h-rooms", id -> null);
    new RoomsTable(look.texts(), look.zone()).write(picture, sheet);
    sheet.append(AsOf.of(look.views().advice().all()).line(look.texts(), look.zone()));
    sheet.end();
    out.element("p class=\"m\"", look.get("updated", look.texts().time(look.now(), look.zone())));
    out.markup("<p>").link("/rooms.csv", look.get("csv.all")).markup(" · ");
    look.method(out, "rooms");
    out.markup("</p>\n");
  }
}
