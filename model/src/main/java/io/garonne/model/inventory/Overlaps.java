package io.garonne.model.inventory;

import io.garonne.model.PointRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What two lines say of one and the same time, and may not.
 *
 * @param problem is told what does not go together
 */
record Overlaps(
    List<Asset> assets,
    List<MeteringPoint> points,
    List<Connection> connections,
    BiConsumer<EstateLine, String> problem) {

  private record Dated(Validity validity, EstateLine line) {}

  /** No thing has two lines at one time. */
  void lines() {
    Map<String, List<Dated>> all = new TreeMap<>();
    assets.forEach(a -> add(all, "asset " + a.name(), a.validity(), a.line()));
    points.forEach(p -> add(all, "metering point " + p.ref(), p.validity(), p.line()));
    connections.forEach(
        c -> add(all, "connection " + c.asset() + " to " + c.point(), c.validity(), c.line()));
    all.forEach(
        (what, dated) -> {
          for (int i = 0; i < dated.size(); i++) {
            for (Dated earlier : dated.subList(0, i)) {
              if (dated.get(i).validity().overlaps(earlier.validity())) {
                problem.accept(
                    dated.get(i).line(),
                    "validity of " + what + " overlaps that of " + earlier.line().place());
              }
            }
          }
        });
  }

  private static void add(
      Map<String, List<Dated>> all, String what, Validity validity, EstateLine line) {
    if (!validity.isEmpty()) {
      all.computeIfAbsent(what, w -> new ArrayList<>()).add(new Dated(validity, line));
    }
  }

  /** A device of the short form is one point without assets: nothing else describes it. */
  void shortForm() {
    Map<String, List<MeteringPoint>> shortForm = new HashMap<>();
    points.stream()
        .filter(p -> p.line().table() == EstateTable.DEVICES)
        .forEach(p -> shortForm.computeIfAbsent(p.ref().device(), d -> new ArrayList<>()).add(p));
    // A point without channel is found by lines() already.
    points.stream()
        .filter(p -> p.ref().channel() != null)
        .forEach(p -> alone(shortForm, p.ref(), p.validity(), p.line()));
    connections.forEach(c -> alone(shortForm, c.point(), c.validity(), c.line()));
  }

  private void alone(
      Map<String, List<MeteringPoint>> shortForm,
      PointRef ref,
      Validity validity,
      EstateLine line) {
    for (MeteringPoint device : shortForm.getOrDefault(ref.device(), List.of())) {
      if (device.validity().overlaps(validity)) {
        problem.accept(
            line,
            ref + " is described at that time by the short form, too: " + device.line().place());
      }
    }
  }

  /**
   * Of a redundancy group that is named, each feed is one point at a time (of each channel, as
   * phases are): with two nobody knows which carries what. A point below another of the same feed
   * is no second one.
   */
  void feeds() {
    Map<String, List<MeteringPoint>> all = new TreeMap<>();
    for (MeteringPoint point : points) {
      String feed = point.line().cell("feed");
      String group = point.line().cell("redundancy_group");
      if (feed != null && group != null) {
        String key = String.join("|", String.valueOf(point.site()), group, feed);
        all.computeIfAbsent(key + "|" + point.ref().channel(), k -> new ArrayList<>()).add(point);
      }
    }
    for (List<MeteringPoint> feeds : all.values()) {
      for (int i = 1; i < feeds.size(); i++) {
        MeteringPoint one = feeds.get(i);
        feeds.subList(0, i).stream()
            .filter(other -> other.validity().overlaps(one.validity()))
            .filter(other -> !other.ref().equals(one.parent()) && !one.ref().equals(other.parent()))
            .findFirst()
            .ifPresent(
                other ->
                    problem.accept(
                        one.line(),
                        one.ref()
                            + " is a second feed "
                            + one.line().cell("feed")
                            + " of redundancy_group "
                            + one.line().cell("redundancy_group")
                            + ", beside "
                            + other.ref()
                            + ": give each pair of feeds a group"));
      }
    }
  }
}
