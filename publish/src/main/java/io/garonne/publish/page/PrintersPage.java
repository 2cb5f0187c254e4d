package io.garonne.publish.page;

import io.garonne.publish.AsOf;
import io.garonne.publish.html.Html;
import io.garonne.publish.night.NightAdvice;
import io.garonne.publish.night.NightsTable;
import io.garonne.publish.schedule.PublishedSchedules;
import io.garonne.publish.schedule.ScheduleTable;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Shared printers: what they do all week and what could be done; nights of everything else. */
final class PrintersPage implements Leaf {
  private final Look look;

  PrintersPage(Look look) {
    this.look = look;
  }

  @Override
  public String title() {
    return look.get("printers.title");
  }

  @Override
  public void write(Html out) throws IOException {
    PublishedSchedules all = PublishedSchedules.of(look.views().advice().all());
    NightAdvice nights = NightAdvice.of(look.views().advice().all());
    String site = look.asked("site");
    sites(out, all, site);
    Sheet sheet = new Sheet(out, 2, "h-printers", id -> null);
    if (all.isEmpty()) {
      out.element("p", look.get("sched.none"));
    } else {
      new ScheduleTable(look.texts(), look.zone()).write(site == null ? all : all.at(site), sheet);
    }
    sheet.append(AsOf.of(look.views().advice().all()).line(look.texts(), look.zone()));
    sheet.end();
    out.element("h2", look.get("printers.nights"));
    Sheet below = new Sheet(out, 3, "h-nights", id -> null);
    new NightsTable(look.texts(), look.zone())
        .write(nights.only(nights.month(), site), nights.month(), below);
    below.end();
    out.markup("<p>")
        .link("/printers.csv", look.get("csv.printers"))
        .markup(" · ")
        .link("/nights.csv", look.get("csv.nights"))
        .markup(" · ");
    look.method(out, "advice");
    out.markup("</p>\n");
  }

  private void sites(Html out, PublishedSchedules all, @Nullable String site) {
    Set<String> sites = new TreeSet<>();
    all.printers().forEach(one -> sites.add(one.site()));
    SiteLinks.write(out, look, sites, site);
  }
}
