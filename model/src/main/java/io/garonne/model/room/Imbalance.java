package io.garonne.model.room;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How unequally the phases of a point with three are loaded: the greatest deviation of a phase's
 * current from the mean of the three, by that mean. This is the definition of NEMA MG 1 for
 * unbalance from magnitudes alone, which PDUs and panel meters show; IEC 61000-4-30 defines it by
 * symmetrical components, for which phase angles would be needed.
 *
 * @param point where
 * @param amperes milliamperes of each phase, in order; empty where the imbalance is not known
 * @param ppm the deviation in millionths of the mean, 0 to 2,000,000; or null: not known
 * @param why why it is not known, or null
 */
public record Imbalance(
    PowerPoint point, List<Long> amperes, @Nullable Long ppm, Load.@Nullable Reason why) {
  public Imbalance {
    amperes = List.copyOf(amperes);
    if ((ppm == null) == (why == null)) {
      throw new IllegalArgumentException("an imbalance, or why there is none");
    }
  }

  /** Of every point with three phases, by name. */
  public static List<Imbalance> of(Collection<PowerPoint> points, PowerNow now) {
    Loads loads = new Loads(points, now);
    return points.stream()
        .filter(point -> point.phases() == 3)
        .map(point -> of(point, loads.phases(point)))
        .toList();
  }

  private static Imbalance of(PowerPoint point, Map<Phase, Load> phases) {
    List<Long> currents = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      switch (Objects.requireNonNull(phases.get(phase))) {
        case Load.Known known -> currents.add(known.value());
        case Load.Unknown unknown -> {
          return new Imbalance(point, List.of(), null, unknown.reason());
        }
      }
    }
    long sum = currents.stream().mapToLong(Long::longValue).sum();
    if (sum == 0) {
      return new Imbalance(point, List.of(), null, Load.Reason.NOTHING_FLOWS);
    }
    // |I − sum/3| ÷ (sum/3) = |3 I − sum| ÷ sum
    long deviation =
        currents.stream().mapToLong(current -> Math.abs(3 * current - sum)).max().orElseThrow();
    long ppm = Math.round(deviation * 1e6 / sum);
    return new Imbalance(point, currents, ppm, null);
  }
}
