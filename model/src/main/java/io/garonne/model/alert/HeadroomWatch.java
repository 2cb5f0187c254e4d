package io.garonne.model.alert;

import io.garonne.model.PointRef;
import io.garonne.model.room.Headroom;
import io.garonne.model.room.PowerNow;
import io.garonne.model.room.PowerPoint;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether one of two feeds could still carry the load of both. */
final class HeadroomWatch {
  private static final long PPM = 1_000_000L;

  private final AlertSettings settings;
  private final AlertBook book;

  HeadroomWatch(AlertSettings settings, AlertBook book) {
    this.settings = settings;
    this.book = book;
  }

  /**
   * Looks at every redundancy group.
   *
   * @param power the newest of everything
   */
  void look(PowerNow power, Watched estate, long now) {
    List<PowerPoint> points = estate.powerPoints(now);
    if (points.stream().allMatch(point -> point.feed() == null)) {
      return;
    }
    Map<PointRef, PowerPoint> byRef = new TreeMap<>();
    points.forEach(point -> byRef.put(point.ref(), point));
    for (Headroom headroom : Headroom.of(points, power, settings.headroomPercent())) {
      String about =
          String.join(
              "\t",
              "headroom",
              headroom.site(),
              headroom.group(),
              String.valueOf(headroom.phase()),
              headroom.against().name());
      if (headroom.outcome() instanceof Headroom.Known known) {
        judge(headroom, known, about, byRef.get(known.a()));
      } else {
        // What is not known any more has not become better.
        book.keep(Alert.Kind.HEADROOM_LOST, about);
      }
    }
  }

  private void judge(
      Headroom headroom,
      Headroom.Known known,
      String about,
      @org.jspecify.annotations.Nullable PowerPoint feed) {
    if (headroom.isLost()) {
      book.hold(
          new AlertBook.Held(
              Alert.Kind.HEADROOM_LOST,
              about,
              Severity.WARNING,
              new Place(
                  headroom.site(),
                  feed == null ? null : feed.room(),
                  feed == null ? null : feed.rack(),
                  null,
                  null,
                  false),
              known.at(),
              known.load(),
              known.limit(),
              headroom.against().unit(),
              "feeds "
                  + known.a()
                  + " and "
                  + known.b()
                  + " of "
                  + headroom.group()
                  + (headroom.phase() == null ? "" : ", phase " + headroom.phase())
                  + ": one could not carry both",
              List.of(known.a().device(), known.b().device()),
              Collections.emptySortedSet()));
    } else if (known.load()
        >= known.limit() / PPM * settings.easedPpm()
            + known.limit() % PPM * settings.easedPpm() / PPM) {
      book.keep(Alert.Kind.HEADROOM_LOST, about);
    }
  }
}
