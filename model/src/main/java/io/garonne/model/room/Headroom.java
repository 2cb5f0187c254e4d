package io.garonne.model.room;

import io.garonne.model.PointRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is left before one of two feeds could not carry the load of both: limit − load A − load B,
 * where the limit is a share of the smaller of their two ratings. Equipment with two power supplies
 * moves its whole load to the feed that is left when the other fails.
 *
 * @param site where
 * @param group the redundancy group, else the rack or the point that stands for it
 * @param phase which phase, or null: the whole
 * @param against what the limit is of, which says the unit
 * @param outcome how much, or why it is not known
 */
public record Headroom(
    String site, String group, @Nullable Phase phase, RatedLoad.Against against, Outcome outcome) {

  /**
   * The share of the smaller rating that may be used, in per cent, unless set otherwise: what runs
   * for hours may load a breaker with 80 % (the 125 % rule of NEC 210.20(A) and 215.3, and what
   * makers of rack PDUs derate to); EN 60898 trips at no less than 113 %.
   */
  public static final int DEFAULT_PERCENT = 80;

  /** How much, or why not. */
  public sealed interface Outcome {}

  /**
   * Known.
   *
   * @param a feed A
   * @param b feed B
   * @param limit what one feed may carry, in the unit of the limit
   * @param loadA what feed A carries
   * @param loadB what feed B carries
   * @param at when the older of both was said, milliseconds since 1970 UTC
   */
  public record Known(PointRef a, PointRef b, long limit, long loadA, long loadB, long at)
      implements Outcome {

    /** What both feeds carry together. */
    public long load() {
      return Loads.together(loadA, loadB);
    }

    /** What is left; below 0: one feed could not carry both. */
    public long left() {
      return limit - load();
    }
  }

  /**
   * Not known.
   *
   * @param reason why
   * @param points whose it is
   */
  public record Unknown(Load.Reason reason, List<PointRef> points) implements Outcome {
    public Unknown {
      points = List.copyOf(points);
    }
  }

  /** Whether it is known that one feed could not carry both. */
  public boolean isLost() {
    return outcome instanceof Known known && known.left() < 0;
  }

  /**
   * Of every redundancy group, by site, group and phase. Groups of which no point is a feed are not
   * in it.
   *
   * @param points in any order
   * @param percent share of the smaller rating that may be used, 1 to 100
   */
  public static List<Headroom> of(Collection<PowerPoint> points, PowerNow now, int percent) {
    if (percent < 1 || percent > 100) {
      throw new IllegalArgumentException("a share of 1 to 100 %, not " + percent);
    }
    Loads loads = new Loads(points, now);
    List<Headroom> all = new ArrayList<>();
    groups(points).forEach((key, feeds) -> all.addAll(of(key, feeds, loads, percent)));
    return all;
  }

  /** The two feeds of a group of which each is exactly one point. */
  record Pair(String site, String group, @Nullable Phase phase, PowerPoint a, PowerPoint b) {}

  /** Every such pair, by site, group and phase. */
  static List<Pair> pairs(Collection<PowerPoint> points) {
    List<Pair> all = new ArrayList<>();
    groups(points)
        .forEach(
            (key, feeds) -> {
              List<PowerPoint> a = feeds.stream().filter(p -> p.feed() == Feed.A).toList();
              List<PowerPoint> b = feeds.stream().filter(p -> p.feed() == Feed.B).toList();
              if (a.size() == 1 && b.size() == 1) {
                all.add(new Pair(key.site, key.group, key.phase, a.get(0), b.get(0)));
              }
            });
    return all;
  }

  /** What one feed may carry: a share of the smaller limit. */
  static long limit(long one, long other, int percent) {
    long smaller = Math.min(one, other);
    return smaller / 100 * percent + smaller % 100 * percent / 100;
  }

  private static Map<Key, List<PowerPoint>> groups(Collection<PowerPoint> points) {
    Map<Key, List<PowerPoint>> groups =
        new TreeMap<>(
            Comparator.comparing(Key::site)
                .thenComparing(Key::group)
                .thenComparingInt(key -> key.phase == null ? -1 : key.phase.ordinal()));
    Map<PointRef, PowerPoint> byRef = new HashMap<>();
    points.forEach(point -> byRef.put(point.ref(), point));
    points.stream()
        .sorted(Comparator.comparing(PowerPoint::ref))
        .filter(point -> point.feed() != null)
        .filter(point -> !isWithinItsFeed(point, byRef))
        .forEach(
            point ->
                groups
                    .computeIfAbsent(
                        new Key(point.site(), group(point), point.phase()),
                        key -> new ArrayList<>())
                    .add(point));
    return groups;
  }

  private record Key(String site, String group, @Nullable Phase phase) {}

  /** A feed of neither a group nor a rack is one by itself: it says that the other is missing. */
  private static String group(PowerPoint point) {
    String group = point.group();
    return group == null ? point.ref().toString() : group;
  }

  /** An outlet that is marked like its inlet is no second feed. */
  private static boolean isWithinItsFeed(PowerPoint point, Map<PointRef, PowerPoint> byRef) {
    return point.above().stream()
        .map(byRef::get)
        .anyMatch(
            other ->
                other != null
                    && point.feed() == other.feed()
                    && Objects.equals(point.group(), other.group()));
  }

  private static List<Headroom> of(Key key, List<PowerPoint> feeds, Loads loads, int percent) {
    Map<Feed, List<PowerPoint>> byFeed = new EnumMap<>(Feed.class);
    feeds.forEach(
        point ->
            byFeed
                .computeIfAbsent(Objects.requireNonNull(point.feed()), f -> new ArrayList<>())
                .add(point));
    List<PowerPoint> a = byFeed.getOrDefault(Feed.A, List.of());
    List<PowerPoint> b = byFeed.getOrDefault(Feed.B, List.of());
    if (a.isEmpty() || b.isEmpty()) {
      return List.of(unknown(key, Load.Reason.ONE_FEED, feeds));
    }
    if (a.size() > 1 || b.size() > 1) {
      return List.of(unknown(key, Load.Reason.SEVERAL_FEEDS, feeds));
    }
    return pair(key, a.get(0), b.get(0), loads, percent);
  }

  private static List<Headroom> pair(
      Key key, PowerPoint a, PowerPoint b, Loads loads, int percent) {
    List<RatedLoad> ofA = RatedLoad.of(a, loads);
    List<RatedLoad> ofB = RatedLoad.of(b, loads);
    List<PowerPoint> unlimited = new ArrayList<>();
    if (ofA.isEmpty()) {
      unlimited.add(a);
    }
    if (ofB.isEmpty()) {
      unlimited.add(b);
    }
    if (!unlimited.isEmpty()) {
      return List.of(unknown(key, Load.Reason.NO_LIMIT, unlimited));
    }
    List<Headroom> all = new ArrayList<>();
    for (RatedLoad one : ofA) {
      for (RatedLoad other : ofB) {
        if (one.against() == other.against() && one.phase() == other.phase()) {
          all.add(of(key, one, other, percent));
        }
      }
    }
    return all.isEmpty() ? List.of(unknown(key, Load.Reason.LIMITS_DIFFER, List.of(a, b))) : all;
  }

  private static Headroom of(Key key, RatedLoad a, RatedLoad b, int percent) {
    return new Headroom(key.site, key.group, a.phase(), a.against(), outcome(a, b, percent));
  }

  private static Outcome outcome(RatedLoad a, RatedLoad b, int percent) {
    if (a.load() instanceof Load.Known loadA && b.load() instanceof Load.Known loadB) {
      return new Known(
          a.point().ref(),
          b.point().ref(),
          limit(a.limit(), b.limit(), percent),
          loadA.value(),
          loadB.value(),
          Math.min(loadA.at(), loadB.at()));
    }
    List<PointRef> points = new ArrayList<>();
    Load.Reason reason = Load.Reason.SILENT;
    for (RatedLoad one : List.of(b, a)) {
      if (one.load() instanceof Load.Unknown unknown) {
        points.add(0, one.point().ref());
        reason = unknown.reason();
      }
    }
    return new Unknown(reason, points);
  }

  private static Headroom unknown(Key key, Load.Reason reason, List<PowerPoint> points) {
    return new Headroom(
        key.site,
        key.group,
        key.phase,
        points.stream().allMatch(point -> point.breaker() == null)
            ? RatedLoad.Against.RATING
            : RatedLoad.Against.BREAKER,
        new Unknown(reason, points.stream().map(PowerPoint::ref).toList()));
  }
}
