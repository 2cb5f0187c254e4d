package io.garonne.model.room;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A load beside what it must not exceed.
 *
 * @param point where
 * @param phase which phase of it, or null: the whole, or the only one
 * @param against what the limit is of, which says the unit
 * @param limit milliwatts of a rating, milliamperes of a breaker; above 0
 * @param load in the same unit, or why it is not known
 */
public record RatedLoad(
    PowerPoint point, @Nullable Phase phase, Against against, long limit, Load load) {

  /** What a limit is of. */
  public enum Against {
    /** {@code rated_power_w}: milliwatts of the whole point. */
    RATING("mW"),
    /** {@code breaker_a}: milliamperes of one phase. */
    BREAKER("mA");

    private final String unit;

    Against(String unit) {
      this.unit = unit;
    }

    /** {@code mW} or {@code mA}. */
    public String unit() {
      return unit;
    }
  }

  public RatedLoad {
    if (limit <= 0) {
      throw new IllegalArgumentException("a limit is above 0");
    }
  }

  /**
   * Every point with a rating or breaker, by name: first its rating, then its breaker phase by
   * phase. What has neither is not in it.
   */
  public static List<RatedLoad> of(Collection<PowerPoint> points, PowerNow now) {
    Loads loads = new Loads(points, now);
    List<RatedLoad> all = new ArrayList<>();
    points.forEach(point -> all.addAll(of(point, loads)));
    return all;
  }

  static List<RatedLoad> of(PowerPoint point, Loads loads) {
    List<RatedLoad> all = new ArrayList<>();
    Long rating = point.ratedPower();
    if (rating != null) {
      Phase phase = point.phase();
      all.add(new RatedLoad(point, phase, Against.RATING, rating, loads.power(point)));
    }
    Long breaker = point.breaker();
    if (breaker != null && point.phases() == 1) {
      Load current = loads.current(point);
      all.add(new RatedLoad(point, point.phase(), Against.BREAKER, breaker, current));
    } else if (breaker != null) {
      for (Map.Entry<Phase, Load> phase : loads.phases(point).entrySet()) {
        all.add(new RatedLoad(point, phase.getKey(), Against.BREAKER, breaker, phase.getValue()));
      }
    }
    return all;
  }

  /** The load by the limit in millionths, rounded up; null: not known. */
  public @Nullable Long ppm() {
    return load instanceof Load.Known known
        ? Math.ceilDiv(Math.multiplyExact(known.value(), 1_000_000L), limit)
        : null;
  }

  /** Whether the load is known and above the limit. */
  public boolean isOver() {
    return load instanceof Load.Known known && known.value() > limit;
  }
}
