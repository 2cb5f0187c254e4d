package io.garonne.publish.page;

import io.garonne.model.advice.Advice;
import io.garonne.model.room.PowerPoint;
import io.garonne.publish.AsOf;
import io.garonne.publish.http.Answer;
import io.garonne.publish.http.Request;
import io.garonne.publish.night.NightAdvice;
import io.garonne.publish.night.NightsCsv;
import io.garonne.publish.room.RoomLines;
import io.garonne.publish.schedule.PublishedSchedules;
import io.garonne.publish.schedule.ScheduleCsv;
import io.garonne.publish.view.Views;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** The CSV behind tables that the API does not have, with the columns of the commands. */
final class Tables {
  private interface Content {
    void write(StringWriter out) throws IOException;
  }

  private final Supplier<Views> views;
  private final InstantSource clock;
  private final Supplier<List<PowerPoint>> points;

  Tables(Supplier<Views> views, InstantSource clock, Supplier<List<PowerPoint>> points) {
    this.views = views;
    this.clock = clock;
    this.points = points;
  }

  Answer printers(Request request) {
    Collection<Advice> advice = views.get().advice().all();
    return csv(
        "printers", out -> ScheduleCsv.write(PublishedSchedules.of(advice), AsOf.of(advice), out));
  }

  Answer nights(Request request) {
    return csv("nights", out -> NightsCsv.write(NightAdvice.of(views.get().advice().all()), out));
  }

  Answer rooms(Request request) {
    return csv(
        "rooms",
        out ->
            RoomLines.writeCsv(
                RoomsPage.picture(views.get(), points.get(), clock.millis(), request.role(), null),
                out));
  }

  private static Answer csv(String name, Content content) {
    StringWriter out = new StringWriter();
    try {
      content.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Answer.of("text/csv", out.toString())
        .with("Content-Disposition", "inline; filename=\"" + name + ".csv\"")
        .revalidated();
  }
}
