package io.garonne.model.offhours;

import io.garonne.model.advice.NoFigure;
import io.garonne.model.advice.OffHours;
import io.garonne.model.inventory.Family;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * What could be saved in off-hours: what is above the best quartile of sites with the same family
 * in the same month, by the mean power of a unit while nobody is there. By unit, not by user: how
 * many units there are is known of every site, who sits where is not; and by off-hours, as they are
 * fewer where people stay longer.
 */
final class LikeSites {
  /** Families whose units are alike enough, and whose work is done when people leave. */
  private static final Set<Family> COMPARED =
      EnumSet.of(Family.WORKSTATIONS, Family.PRINTING, Family.OTHER);

  /** Sites from which on there is a quartile. */
  private static final int FEWEST = 4;

  /** Share of the time that must be known. */
  private static final double ENOUGH_KNOWN = 0.8;

  private LikeSites() {}

  private record Kind(String family, YearMonth month) {}

  /** The same months with what could be saved. */
  static List<OffHours> compare(Collection<OffHours> months) {
    Map<Kind, long[]> powers = new HashMap<>();
    for (OffHours one : months) {
      if (isComparable(one)) {
        powers.merge(
            new Kind(one.family(), one.month()),
            new long[] {power(one)},
            (a, b) -> LongStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray());
      }
    }
    return months.stream().map(one -> one.with(avoidable(one, powers))).toList();
  }

  private static boolean isAlike(OffHours one) {
    return COMPARED.stream().anyMatch(family -> family.label().equals(one.family()));
  }

  private static boolean isComparable(OffHours one) {
    return isAlike(one)
        && one.withheld() == null
        && one.offUnitMillis() > 0
        && one.knownShare() >= ENOUGH_KNOWN;
  }

  /** Milliwatts of a unit in off-hours. */
  private static long power(OffHours one) {
    return Math.round((double) one.offHours() / one.offUnitMillis() * 1000);
  }

  private static OffHours.Avoidable avoidable(OffHours one, Map<Kind, long[]> powers) {
    if (one.withheld() != null) {
      return new OffHours.Avoidable.NotComputable(one.withheld());
    }
    if (!isAlike(one)) {
      return new OffHours.Avoidable.NotComputable(NoFigure.NOT_ALIKE);
    }
    if (!isComparable(one)) {
      return new OffHours.Avoidable.NotComputable(NoFigure.LITTLE_KNOWN);
    }
    long[] of = powers.getOrDefault(new Kind(one.family(), one.month()), new long[0]);
    if (of.length < FEWEST) {
      return new OffHours.Avoidable.NotComputable(NoFigure.FEW_SITES);
    }
    long best = HalfCurve.quantile(of, 0.25);
    long energy = Math.max(0, one.offHours() - Math.round(best / 1000.0 * one.offUnitMillis()));
    double share = one.offHours() == 0 ? 0 : (double) energy / one.offHours();
    return new OffHours.Avoidable.Known(energy, best, of.length, one.offHoursCost().times(share));
  }
}
