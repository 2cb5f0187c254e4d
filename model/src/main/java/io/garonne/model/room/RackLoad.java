package io.garonne.model.room;

import io.garonne.model.PointRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a rack draws beside what its supplies are rated for.
 *
 * @param site site
 * @param rack rack
 * @param limit milliwatts: of two feeds of one group the smaller rating, as either must be able to
 *     carry both; what is no feed of two adds its own; null: one of them states no rating
 * @param load milliwatts through the topmost points in the rack; not known if one of them is not
 */
public record RackLoad(String site, String rack, @Nullable Long limit, Load load) {

  /** Every rack with a metering point, by site and name. */
  public static List<RackLoad> of(Collection<PowerPoint> points, PowerNow now) {
    Loads loads = new Loads(points, now);
    Map<String, Map<String, List<PowerPoint>>> racks = new TreeMap<>();
    for (PowerPoint point : points) {
      String rack = point.rack();
      if (rack != null) {
        racks
            .computeIfAbsent(point.site(), site -> new TreeMap<>())
            .computeIfAbsent(rack, name -> new ArrayList<>())
            .add(point);
      }
    }
    List<RackLoad> all = new ArrayList<>();
    racks.forEach(
        (site, of) ->
            of.forEach(
                (rack, in) -> {
                  List<PowerPoint> tops = topmost(in);
                  all.add(new RackLoad(site, rack, limit(tops), load(tops, loads)));
                }));
    return all;
  }

  private static List<PowerPoint> topmost(List<PowerPoint> in) {
    Set<PointRef> refs = in.stream().map(PowerPoint::ref).collect(Collectors.toSet());
    return in.stream().filter(point -> point.above().stream().noneMatch(refs::contains)).toList();
  }

  private static Load load(List<PowerPoint> tops, Loads loads) {
    long sum = 0;
    long oldest = Long.MAX_VALUE;
    for (PowerPoint point : tops) {
      switch (loads.power(point)) {
        case Load.Known known -> {
          sum = Loads.together(sum, known.value());
          oldest = Math.min(oldest, known.at());
        }
        case Load.Unknown unknown -> {
          return unknown;
        }
      }
    }
    return new Load.Known(sum, oldest, Load.Basis.MEASURED);
  }

  private static @Nullable Long limit(List<PowerPoint> tops) {
    Map<String, Map<Feed, Long>> groups = new HashMap<>();
    long sum = 0;
    for (PowerPoint point : tops) {
      Long rating = point.ratedPower();
      if (rating == null) {
        return null;
      }
      Feed feed = point.feed();
      if (feed == null) {
        sum = Loads.together(sum, rating);
      } else {
        groups
            .computeIfAbsent(Objects.requireNonNullElse(point.group(), ""), g -> new HashMap<>())
            .merge(feed, rating, Loads::together);
      }
    }
    for (Map<Feed, Long> feeds : groups.values()) {
      sum = Loads.together(sum, feeds.values().stream().mapToLong(Long::longValue).min().orElse(0));
    }
    return sum;
  }

  /** The load by the limit in millionths, rounded up; null: one of them is not known. */
  public @Nullable Long ppm() {
    return limit != null && load instanceof Load.Known known
        ? (long) Math.ceil(known.value() * 1e6 / limit)
        : null;
  }
}
