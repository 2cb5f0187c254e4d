package io.garonne.model.alert;

import io.garonne.model.alert.Remembered.Heard;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
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
   * A load against its limit.
   *
   * @param value what is measured, in {@code unit}
   * @param peak the most since the last look
   * @param limit the limit
   * @param unit mW or mA
   * @param detail what it is about
   */
  private record Load(long value, long peak, long limit, String unit, String detail) {
    long ppm(long of) {
      return Math.multiplyExact(of, PPM) / limit;
    }
  }

  /** Looks at what a point has drawn. */
  void look(Watched.Known device, Heard heard, Watched estate, long now) {
    Load load = nearest(heard, estate.limits(device, heard.channel(), now));
    if (load == null) {
      return;
    }
    String about = "load|" + device.name() + "|" + heard.channel();
    Place place = device.place(heard.channel());
    long ppm = load.ppm(load.peak());
    long limit = PPM;
    if (ppm > limit) {
      book.hold(held(Alert.Kind.OVERLOAD, about, Severity.CRITICAL, place, heard, load));
    } else if (ppm >= eased(limit)) {
      book.keep(Alert.Kind.OVERLOAD, about);
    }
    boolean isOver = book.open(Alert.Kind.OVERLOAD, about) != null;
    boolean rises = rises(about, heard.at(), load);
    boolean isNear = ppm > settings.imminentPpm() || rises;
    if (isNear && !isOver) {
      book.hold(held(Alert.Kind.OVERLOAD_IMMINENT, about, Severity.WARNING, place, heard, load));
    } else if (isNear || ppm >= eased(settings.imminentPpm())) {
      // An overload says it already; it goes on behind it.
      book.keep(Alert.Kind.OVERLOAD_IMMINENT, about);
    }
  }

  private long eased(long ppm) {
    return ppm * settings.easedPpm() / PPM;
  }

  private static AlertBook.Held held(
      Alert.Kind kind, String about, Severity severity, Place place, Heard heard, Load load) {
    return new AlertBook.Held(
        kind,
        about,
        severity,
        place,
        heard.at(),
        load.peak(),
        load.limit(),
        load.unit(),
        load.detail());
  }

  /** The load that is nearest to its limit, or null: none is stated. */
  private static @Nullable Load nearest(Heard heard, Watched.Limits limits) {
    Load ofPower = null;
    Long rated = limits.ofPower();
    if (rated != null) {
      ofPower = new Load(heard.power(), heard.peak(), rated, "mW", "more than its rating allows");
    }
    Long breaker = limits.ofCurrent();
    if (breaker == null) {
      return ofPower;
    }
    Load ofCurrent = ofCurrent(heard, breaker, limits.phases());
    return ofPower == null || ofCurrent.ppm(ofCurrent.peak()) > ofPower.ppm(ofPower.peak())
        ? ofCurrent
        : ofPower;
  }

  private static Load ofCurrent(Heard heard, long breaker, int phases) {
    Long said = heard.current();
    if (said != null && phases == 1) {
      Long peak = heard.peakCurrent();
      long most = peak == null ? said : Math.max(said, peak);
      return new Load(said, most, breaker, "mA", "of its breaker");
    }
    Long voltage = heard.voltage();
    long volts = (voltage == null || voltage <= 0 ? NOMINAL_VOLTAGE : voltage) * phases;
    return new Load(
        heard.power() * 1000 / volts,
        heard.peak() * 1000 / volts,
        breaker,
        "mA",
        "of its breaker; the current follows from the power at "
            + volts / phases / 1000
            + " V"
            + (phases == 1 ? "" : ", even over " + phases + " phases"));
  }

  /** Whether the load, rising as it did in the last minutes, reaches its limit before long. */
  private boolean rises(String about, long at, Load load) {
    TreeMap<Long, Long> of = minutes.computeIfAbsent(about, key -> new TreeMap<>());
    of.merge(at / MINUTE, load.ppm(load.peak()), Math::max);
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
