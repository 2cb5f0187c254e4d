package io.garonne.model.indicator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many meters each stratum needs, so that its energy is known as well as is wanted.
 *
 * @param half half of a month that it is about
 * @param halfWidth wanted half-width of the 95 % interval, by the stratum's energy
 * @param needs of each stratum, those that need fewest first, those that need none last
 */
public record SamplePlan(HalfMonth half, double halfWidth, List<Need> needs) {

  /**
   * Standard deviation between units by their mean where no two units of a family are metered: what
   * is between desks of an office is rather less, between printers rather more.
   */
  public static final double ASSUMED_SPREAD = 0.5;

  public SamplePlan {
    needs = List.copyOf(needs);
  }

  /** What the spread between units is known from. */
  public enum SpreadFrom {
    /** Its own metered units. */
    STRATUM,
    /** All metered units of the family, as it has too few itself. */
    FAMILY,
    /** Nothing: {@link #ASSUMED_SPREAD}. */
    ASSUMED
  }

  /**
   * What one stratum needs.
   *
   * @param entity entity
   * @param family family, by its label
   * @param model model, or empty: every unit that is of no model with enough meters
   * @param units units in service by the inventory
   * @param metered how many of them a meter saw
   * @param now half-width by the energy: 0 if all are metered, infinite if nobody knows
   * @param spread standard deviation between units by their mean
   * @param from what that is known from
   * @param more how many units more need a meter of their own
   */
  public record Need(
      String entity,
      String family,
      String model,
      int units,
      int metered,
      double now,
      double spread,
      SpreadFrom from,
      int more) {}

  /**
   * The plan.
   *
   * @param half half of a month whose samples are looked at
   * @param samples of any halves
   * @param inService units by the inventory
   * @param halfWidth wanted half-width by the energy, above 0
   */
  public static SamplePlan of(
      HalfMonth half,
      Collection<StratumSample> samples,
      UnitsInService inService,
      double halfWidth) {
    if (!(halfWidth > 0)) {
      throw new IllegalArgumentException("half-width of 0 or below");
    }
    Map<List<String>, List<StratumSample>> byCell = new HashMap<>();
    samples.stream()
        .filter(sample -> sample.half().equals(half))
        .forEach(
            sample ->
                byCell
                    .computeIfAbsent(
                        List.of(sample.entity(), sample.family()), cell -> new ArrayList<>())
                    .add(sample));
    Map<String, UnitSums.Spread> ofFamilies = Measurements.spreads(byCell.values());
    List<Need> needs = new ArrayList<>();
    for (List<String> cell : inService.named()) {
      Map<String, UnitSums> sums = new TreeMap<>();
      byCell
          .getOrDefault(cell, List.of())
          .forEach(sample -> sums.merge(sample.model(), sample.sums(), UnitSums::plus));
      strata(inService.in(cell.get(0), cell.get(1), half), sums)
          .forEach(
              (model, there) ->
                  needs.add(
                      need(
                          cell,
                          model,
                          there,
                          sums.getOrDefault(model, UnitSums.NONE),
                          ofFamilies.get(cell.get(1)),
                          halfWidth)));
    }
    needs.sort(
        Comparator.comparingInt((Need need) -> need.more() == 0 ? 1 : 0)
            .thenComparingInt(Need::more)
            .thenComparing(Need::entity)
            .thenComparing(Need::family)
            .thenComparing(Need::model));
    return new SamplePlan(half, halfWidth, needs);
  }

  /** Models with a sample of their own, and the rest. */
  private static Map<String, UnitsInService.Count> strata(
      Map<String, UnitsInService.Count> there, Map<String, UnitSums> sums) {
    Map<String, UnitsInService.Count> strata = new TreeMap<>();
    there.forEach(
        (model, count) ->
            strata.merge(
                sums.containsKey(model) ? model : StratumSample.REST,
                count,
                UnitsInService.Count::plus));
    return strata;
  }

  private static Need need(
      List<String> cell,
      String model,
      UnitsInService.Count there,
      UnitSums sums,
      UnitSums.@Nullable Spread ofFamily,
      double wanted) {
    UnitSums.Spread own = sums.spread();
    boolean enough = own != null && (sums.meters() >= Stratum.ENOUGH_METERS || ofFamily == null);
    UnitSums.Spread known = enough ? own : ofFamily != null ? ofFamily : own;
    double spread = known == null ? ASSUMED_SPREAD : Math.sqrt(known.relativeVariance());
    int metered = Math.min(sums.units(), there.units());
    double now = now(there, sums, ofFamily);
    int missing = Stratum.unitsNeeded(there.units(), spread, wanted) - sums.meters();
    int more = now <= wanted ? 0 : Math.min(there.units() - metered, Math.max(1, missing));
    return new Need(
        cell.get(0),
        cell.get(1),
        model,
        there.units(),
        metered,
        now,
        spread,
        known == null ? SpreadFrom.ASSUMED : enough ? SpreadFrom.STRATUM : SpreadFrom.FAMILY,
        more);
  }

  private static double now(
      UnitsInService.Count there, UnitSums sums, UnitSums.@Nullable Spread ofFamily) {
    Estimate estimate = Stratum.estimate(there.units(), there.millis(), sums, ofFamily);
    return !(estimate instanceof Estimate.Known known)
        ? Double.POSITIVE_INFINITY
        : known.halfWidth() == 0 ? 0 : known.halfWidth() / known.energy();
  }
}
