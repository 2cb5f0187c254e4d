package io.garonne.model.room;

import io.garonne.model.advice.AdviceRule;
import io.garonne.model.advice.PeakLoad;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The peak of each month of racks and power strips, by quarter-hours. */
public final class PeakRule implements AdviceRule {
  private final RoomPlaces places;
  private final Map<String, PowerPoint> strips = new HashMap<>();
  private final Map<String, Long> ratings = new HashMap<>();
  private final long now;

  private final Map<Key, Quarters> months =
      new TreeMap<>(
          Comparator.comparing((Key key) -> key.place.site())
              .thenComparing(key -> key.place.rack())
              .thenComparing(key -> key.place.device())
              .thenComparing(Key::month));

  private record Key(RoomPlaces.Place place, YearMonth month, ZoneId zone) {}

  /** For an estate, as it is now. */
  public PeakRule(Estate estate, Instant now) {
    this.now = now.toEpochMilli();
    for (PowerPoint point : PowerPoint.of(estate, this.now)) {
      Role role = point.role();
      Long rating = point.ratedPower();
      String device = point.ref().device();
      boolean isFeed = point.breaker() != null || point.feed() != null;
      if (rating != null || isFeed || (role != null && role.isIt())) {
        strips.putIfAbsent(device, point);
      }
      // Outlets are within the rating of their inlet.
      if (rating != null && point.above().stream().noneMatch(r -> r.device().equals(device))) {
        ratings.merge(device, rating, Long::sum);
      }
    }
    this.places = new RoomPlaces(estate, strips.keySet(), this.now);
  }

  @Override
  public void look(LoadHistory history) {
    if (history.personal()) {
      return;
    }
    Set<RoomPlaces.Place> of = places.of(history.scope());
    if (of.isEmpty()) {
      return;
    }
    for (Map.Entry<LocalDate, DayCurve> day : history.days().entrySet()) {
      YearMonth month = YearMonth.from(day.getKey());
      for (RoomPlaces.Place place : of) {
        months
            .computeIfAbsent(
                new Key(place, month, history.zone()), key -> new Quarters(places.curvesOf(place)))
            .add(history.scope(), day.getValue(), start -> start + DayCurve.QUARTER <= now);
      }
    }
  }

  @Override
  public List<PeakLoad> advice() {
    List<PeakLoad> all = new ArrayList<>();
    months.forEach(
        (key, quarters) -> {
          PeakLoad peak = peak(key, quarters);
          if (peak != null) {
            all.add(peak);
          }
        });
    return all;
  }

  /** The greatest quarter-hour so far, the first of several. */
  private static final class Greatest implements Quarters.Visitor {
    private long power = -1;
    private long at;
    private long whole;

    @Override
    public void quarter(long start, long sum, boolean isWhole) {
      whole += isWhole ? 1 : 0;
      if (sum > power) {
        power = sum;
        at = start;
      }
    }
  }

  private @Nullable PeakLoad peak(Key key, Quarters quarters) {
    Greatest most = new Greatest();
    quarters.each(most);
    if (most.power < 0) {
      return null;
    }
    long start = start(key.month, key.zone);
    long end = Math.min(now, start(key.month.plusMonths(1), key.zone));
    long passed = Math.max(1, (end - start) / DayCurve.QUARTER);
    String device = key.place.device();
    PowerPoint strip = strips.get(device);
    return new PeakLoad(
        key.place.site(),
        strip == null ? null : strip.room(),
        key.place.rack().isEmpty() ? null : key.place.rack(),
        device.isEmpty() ? null : device,
        key.month,
        most.power,
        most.at,
        ratings.get(device),
        (int) Math.min(1_000_000, most.whole * 1_000_000 / passed));
  }

  private static long start(YearMonth month, ZoneId zone) {
    return month.atDay(1).atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
