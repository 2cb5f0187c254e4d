package io.garonne.model.alert;

import io.garonne.model.PointRef;
import io.garonne.model.alert.Remembered.Heard;
import io.garonne.model.room.Load;
import io.garonne.model.room.PowerNow;
import io.garonne.model.room.PowerPoint;
import io.garonne.model.room.RatedLoad;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether points draw more than they may, or soon will. One thread. */
final class LoadWatch {
  private static final long PPM = 1_000_000L;
  private static final long MINUTE = 60_000L;

  /** Millivolts of the grid, where a device does not say: IEC 60038. */
  private static final long NOMINAL_VOLTAGE = 230_000L;

  /** Minutes whose greatest loads make a trend, and the least of them. */
  private static final int TREND = 10;

  private static final int TREND_LEAST = 5;

  /** Share of the limit below which a rise is no trend towards it. */
  private static final long TREND_FROM = 500_000L;

  /** A trend must explain so much of the change: R². */
  private static final double TREND_FIT = 0.8;

  private final AlertSettings settings;
  private final AlertBook book;
  private final Map<String, TreeMap<Long, Long>> minutes = new HashMap<>();

  LoadWatch(AlertSettings settings, AlertBook book) {
    this.settings = settings;
    this.book = book;
  }

  /**
   * What flows through a point, against the limit that it is nearest to.
   *
   * @param at when, milliseconds since 1970 UTC
   * @param value what is measured, in {@code unit}
   * @param peak the most since the last look
   * @param limit the limit
   * @param unit mW or mA
   * @param detail what it is about
   */
  private record Nearest(long at, long value, long peak, long limit, String unit, String detail) {
    long ppm(long of) {
      return of <= Long.MAX_VALUE / PPM ? of * PPM / limit : (long) ((double) of / limit * PPM);
    }

    static Nearest of(Nearest a, Nearest b) {
      return b.ppm(b.peak) > a.ppm(a.peak) ? b : a;
    }
  }

  /**
   * Looks at what every point has drawn.
   *
   * @param newest the newest of everything
   * @param most the most since the last look
   * @param devices what was heard, by device
   */
  void look(PowerNow newest, PowerNow most, Map<String, Heard> devices, Watched estate, long now) {
    List<PowerPoint> points = estate.powerPoints(now);
    List<RatedLoad> values = RatedLoad.of(points, newest);
    List<RatedLoad> peaks = RatedLoad.of(points, most);
    Set<String> divided =
        points.stream()
            .map(PowerPoint::ref)
            .filter(ref -> ref.channel() != null)
            .map(PointRef::device)
            .collect(Collectors.toSet());
    Map<PowerPoint, Nearest> nearest = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      RatedLoad of = values.get(i);
      String device = of.point().ref().device();
      // The sum of a device holds also what its other points say.
      Heard sum = divided.contains(device) ? null : devices.get(device);
      Nearest one = nearest(of, peaks.get(i).load(), sum, now);
      if (one != null) {
        nearest.merge(of.point(), one, Nearest::of);
      }
    }
    nearest.forEach(this::judge);
    values.stream()
        .map(RatedLoad::point)
        .filter(point -> !nearest.containsKey(point))
        .forEach(this::keep);
  }

  private static @Nullable Nearest nearest(
      RatedLoad of, Load peak, @Nullable Heard device, long now) {
    boolean isRating = of.against() == RatedLoad.Against.RATING;
    String phase = of.phase() == null ? "" : ", phase " + of.phase();
    if (of.load() instanceof Load.Known value && peak instanceof Load.Known most) {
      String basis =
          isRating || value.basis() == Load.Basis.MEASURED
              ? ""
              : "; the current is the least that its power can mean";
      return new Nearest(
          value.at(),
          value.value(),
          Math.max(value.value(), most.value()),
          of.limit(),
          of.against().unit(),
          (isRating ? "of its rating" : "of its breaker") + phase + basis);
    }
    boolean isWhole = of.point().ref().channel() == null && of.point().phases() == 3;
    if (device == null || isRating || !isWhole || device.at() + of.point().allowedAge() < now) {
      return null;
    }
    // Even if it were spread evenly over the phases, which says nothing of: the least there can be.
    long volts = 3 * NOMINAL_VOLTAGE;
    return new Nearest(
        device.at(),
        device.power() * 1000 / volts,
        device.peak() * 1000 / volts,
        of.limit(),
        of.against().unit(),
        "of its breaker; the current is what its power means at 230 V, even over three phases");
  }

  /** What is not known any more has not become better. */
  private void keep(PowerPoint point) {
    book.keep(Alert.Kind.OVERLOAD, about(point));
    book.keep(Alert.Kind.OVERLOAD_IMMINENT, about(point));
  }

  private static String about(PowerPoint point) {
    return String.join(
        "\t", "load", point.ref().device(), Objects.requireNonNullElse(point.ref().channel(), ""));
  }

  private void judge(PowerPoint point, Nearest load) {
    String about = about(point);
    long ppm = load.ppm(load.peak());
    if (ppm > PPM) {
      book.hold(held(Alert.Kind.OVERLOAD, about, Severity.CRITICAL, point, load));
    } else if (ppm >= eased(PPM)) {
      book.keep(Alert.Kind.OVERLOAD, about);
    }
    boolean isOver = book.open(Alert.Kind.OVERLOAD, about) != null;
    boolean isNear = ppm > settings.imminentPpm() || rises(about, load);
    if (isNear && !isOver) {
      book.hold(held(Alert.Kind.OVERLOAD_IMMINENT, about, Severity.WARNING, point, load));
    } else if (isNear || ppm >= eased(settings.imminentPpm())) {
      // An overload says it already; it goes on behind it.
      book.keep(Alert.Kind.OVERLOAD_IMMINENT, about);
    }
  }

  private long eased(long ppm) {
    return ppm * settings.easedPpm() / PPM;
  }

  private static AlertBook.Held held(
      Alert.Kind kind, String about, Severity severity, PowerPoint point, Nearest load) {
    return new AlertBook.Held(
        kind,
        about,
        severity,
        new Place(
            point.site(),
            point.room(),
            point.rack(),
            point.ref().device(),
            point.ref().channel(),
            false),
        load.at(),
        load.peak(),
        load.limit(),
        load.unit(),
        load.detail());
  }

  /** Whether the load, rising as it did in the last minutes, reaches its limit before long. */
  private boolean rises(String about, Nearest load) {
    TreeMap<Long, Long> of = minutes.computeIfAbsent(about, key -> new TreeMap<>());
    of.merge(load.at() / MINUTE, load.ppm(load.peak()), Math::max);
    of.headMap(of.lastKey() - TREND, true).clear();
    if (of.size() < TREND_LEAST || load.ppm(load.value()) < TREND_FROM) {
      return false;
    }
    double ahead = settings.trendWithin().toMillis() / (double) MINUTE;
    return reaches(of, of.lastKey(), ahead);
  }

  /** Least squares over minutes. */
  private static boolean reaches(Map<Long, Long> loads, double last, double ahead) {
    double n = loads.size();
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    double syy = 0;
    for (Map.Entry<Long, Long> one : loads.entrySet()) {
      double x = one.getKey() - last;
      double y = one.getValue();
      sx += x;
      sy += y;
      sxx += x * x;
      sxy += x * y;
      syy += y * y;
    }
    double vx = sxx - sx * sx / n;
    double vy = syy - sy * sy / n;
    double cov = sxy - sx * sy / n;
    if (vx <= 0 || vy <= 0 || cov <= 0) {
      return false;
    }
    double slope = cov / vx;
    double now = sy / n - slope * (sx / n);
    return cov * cov / (vx * vy) >= TREND_FIT && now + slope * ahead >= PPM;
  }
}
