package io.garonne.model.inventory;

import io.garonne.model.PointRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Whether the points that others name as their parents are there, and lead upwards.
 *
 * @param points every metering point of the estate
 * @param problem is told what does not go together
 */
record PointParents(List<MeteringPoint> points, BiConsumer<EstateLine, String> problem) {
  /** Points above one another that a description keeps. */
  private static final int HIGHEST = 64;

  void check() {
    Map<PointRef, List<MeteringPoint>> byRef = new HashMap<>();
    points.forEach(p -> byRef.computeIfAbsent(p.ref(), r -> new ArrayList<>()).add(p));
    for (MeteringPoint point : points) {
      PointRef parent = point.parent();
      if (parent == null) {
        continue;
      }
      List<Validity> missing =
          point
              .validity()
              .without(
                  byRef.getOrDefault(parent, List.of()).stream()
                      .map(MeteringPoint::validity)
                      .toList());
      // The whole of a device is not its channel: the branch would count twice.
      Optional<MeteringPoint> whole =
          parent.channel() == null
              ? Optional.empty()
              : byRef.getOrDefault(new PointRef(parent.device(), null), List.of()).stream()
                  .filter(p -> missing.stream().anyMatch(p.validity()::overlaps))
                  .findFirst();
      if (whole.isPresent()) {
        problem.accept(
            point.line(),
            "its parent "
                + parent
                + " is no metering point "
                + Validity.text(missing, point.zone())
                + ", only the whole of "
                + parent.device()
                + " is: "
                + whole.get().line().place());
      } else if (missing.equals(List.of(point.validity()))) {
        problem.accept(point.line(), "its parent " + parent + " is no metering point in that time");
      } else {
        goUp(point, parent, byRef);
      }
    }
  }

  /** A point that is above another one at some time. */
  private record Above(PointRef ref, Validity validity, int height) {}

  /**
   * Whether going up from a point leads back to it at one and the same time, or too far. A circle
   * further up is not its own. The way ends there, as each point is looked at once for each time.
   */
  private void goUp(
      MeteringPoint start, PointRef parent, Map<PointRef, List<MeteringPoint>> byRef) {
    Map<PointRef, List<Validity>> seen = new HashMap<>();
    Deque<Above> open = new ArrayDeque<>();
    open.push(new Above(parent, start.validity(), 1));
    int highest = 0;
    while (!open.isEmpty()) {
      Above one = open.pop();
      if (one.ref.equals(start.ref())) {
        problem.accept(
            start.line(), start.ref() + " is above itself: parents go round in a circle");
        return;
      }
      List<Validity> before = seen.computeIfAbsent(one.ref, r -> new ArrayList<>());
      for (Validity left : one.validity.without(before)) {
        before.add(left);
        highest = Math.max(highest, one.height);
        for (MeteringPoint line : byRef.getOrDefault(one.ref, List.of())) {
          if (line.parent() != null && line.validity().overlaps(left)) {
            open.push(new Above(line.parent(), line.validity().within(left), one.height + 1));
          }
        }
      }
    }
    if (highest > HIGHEST) {
      problem.accept(
          start.line(), "more than " + HIGHEST + " metering points are above " + start.ref());
    }
  }
}
