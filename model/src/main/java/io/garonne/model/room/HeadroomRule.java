package io.garonne.model.room;

import io.garonne.model.advice.AdviceRule;
import io.garonne.model.advice.LeastHeadroom;
import io.garonne.model.inventory.Estate;
import io.garonne.model.load.DayCurve;
import io.garonne.model.load.LoadHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The least headroom of each month of every redundancy group, by quarter-hours. A load curve is of
 * a device: phases are apart where each is a device of its own, and a feed that is one of several
 * inlets of a device has no curve.
 */
public final class HeadroomRule implements AdviceRule {
  private final List<Headroom.Pair> pairs;
  private final RoomPlaces places;
  private final int percent;
  private final long now;
  private final Map<Key, Quarters> months =
      new TreeMap<>(Comparator.comparing(Key::device).thenComparing(Key::month));

  private record Key(String device, YearMonth month) {}

  /** Zone of each device's curve. */
  private final Map<String, ZoneId> zones = new HashMap<>();

  /**
   * For an estate, as it is now.
   *
   * @param percent share of the smaller rating that one feed may carry, 1 to 100
   */
  public HeadroomRule(Estate estate, Instant now, int percent) {
    this.now = now.toEpochMilli();
    this.percent = percent;
    List<Headroom.Pair> all = Headroom.pairs(PowerPoint.of(estate, this.now));
    Set<String> devices = new HashSet<>();
    for (Headroom.Pair pair : all) {
      devices.add(pair.a().ref().device());
      devices.add(pair.b().ref().device());
    }
    this.places = new RoomPlaces(estate, devices, this.now);
    this.pairs =
        all.stream()
            .filter(pair -> places.isAlone(pair.a().ref()) && places.isAlone(pair.b().ref()))
            .toList();
  }

  @Override
  public void look(LoadHistory history) {
    if (history.personal()) {
      return;
    }
    for (RoomPlaces.Place place : places.of(history.scope())) {
      if (place.device().isEmpty()) {
        continue;
      }
      zones.put(place.device(), history.zone());
      for (Map.Entry<LocalDate, DayCurve> day : history.days().entrySet()) {
        Key key = new Key(place.device(), YearMonth.from(day.getKey()));
        months
            .computeIfAbsent(key, any -> new Quarters(places.curvesOf(place)))
            .add(history.scope(), day.getValue(), start -> start + DayCurve.QUARTER <= now);
      }
    }
  }

  @Override
  public List<LeastHeadroom> advice() {
    List<LeastHeadroom> all = new ArrayList<>();
    for (Headroom.Pair pair : pairs) {
      String device = pair.a().ref().device();
      for (Map.Entry<Key, Quarters> month : months.entrySet()) {
        Quarters b = months.get(new Key(pair.b().ref().device(), month.getKey().month));
        if (month.getKey().device.equals(device) && b != null) {
          Least least = least(month.getValue(), b);
          add(all, pair, month.getKey().month, least, Limits.ofRatings(pair));
          add(all, pair, month.getKey().month, least, Limits.ofBreakers(pair));
        }
      }
    }
    return all;
  }

  /** The quarter-hour with the greatest load of both together, the first of several. */
  private static final class Least {
    private long a = -1;
    private long b = -1;
    private long at;
    private long known;
  }

  private static Least least(Quarters a, Quarters b) {
    Map<Long, Long> ofA = new HashMap<>();
    a.each(
        (start, power, whole) -> {
          if (whole) {
            ofA.put(start, Math.max(0, power));
          }
        });
    Least least = new Least();
    b.each(
        (start, power, whole) -> {
          Long other = ofA.get(start);
          if (whole && other != null) {
            least.known++;
            long ours = Math.max(0, power);
            if (least.a < 0 || Loads.together(other, ours) > Loads.together(least.a, least.b)) {
              least.a = other;
              least.b = ours;
              least.at = start;
            }
          }
        });
    return least;
  }

  /**
   * What is held against what.
   *
   * @param a limit of feed A in milliwatts, or in milliamperes of one phase
   * @param b limit of feed B
   * @param phases by how many phases the load is divided; 0: it is in milliwatts
   */
  private record Limits(long a, long b, int phases) {
    static @Nullable Limits ofRatings(Headroom.Pair pair) {
      Long a = pair.a().ratedPower();
      Long b = pair.b().ratedPower();
      return a == null || b == null ? null : new Limits(a, b, 0);
    }

    static @Nullable Limits ofBreakers(Headroom.Pair pair) {
      Long a = pair.a().breaker();
      Long b = pair.b().breaker();
      return a == null || b == null || pair.a().phases() != pair.b().phases()
          ? null
          : new Limits(a, b, pair.a().phases());
    }

    long load(long milliwatts) {
      return phases == 0
          ? milliwatts
          : Loads.milliamperes(Math.ceilDiv(milliwatts, phases), Loads.NOMINAL_MILLIVOLTS);
    }
  }

  private void add(
      List<LeastHeadroom> all,
      Headroom.Pair pair,
      YearMonth month,
      Least least,
      @Nullable Limits limits) {
    ZoneId zone = zones.get(pair.a().ref().device());
    if (limits == null || zone == null || least.known == 0) {
      return;
    }
    long start = start(month, zone);
    long end = Math.min(now, start(month.plusMonths(1), zone));
    long passed = Math.max(1, (end - start) / DayCurve.QUARTER);
    boolean isCurrent = limits.phases > 0;
    all.add(
        new LeastHeadroom(
            pair.site(),
            pair.group(),
            pair.phase() == null ? null : pair.phase().name(),
            (isCurrent ? RatedLoad.Against.BREAKER : RatedLoad.Against.RATING).unit(),
            month,
            Math.max(1, Headroom.limit(limits.a, limits.b, percent)),
            limits.load(least.a),
            limits.load(least.b),
            least.at,
            isCurrent,
            (int) Math.min(1_000_000, least.known * 1_000_000 / passed)));
  }

  private static long start(YearMonth month, ZoneId zone) {
    return month.atDay(1).atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
