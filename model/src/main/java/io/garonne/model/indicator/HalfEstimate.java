package io.garonne.model.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a cell's units used in half a month, by strata: models with a sample of their own, and the
 * rest.
 *
 * @param whole millijoules of all units for all their time, by the means of the metered ones
 * @param extrapolated millijoules of it that no meter saw
 * @param halfWidth millijoules
 */
record HalfEstimate(long whole, long extrapolated, double halfWidth) {

  private record Stratified(UnitsInService.Count there, UnitSums sums) {
    long energy() {
      return Math.round((double) sums.energy() / sums.millis() * there.millis());
    }
  }

  /**
   * The estimate.
   *
   * @param there units in service by model
   * @param samples by model; they may be of another half
   * @param ofFamily the spread between units of this family wherever it is known, or null
   */
  static HalfEstimate of(
      SortedMap<String, UnitsInService.Count> there,
      List<StratumSample> samples,
      UnitSums.@Nullable Spread ofFamily) {
    Map<String, UnitSums> byModel = new TreeMap<>();
    samples.forEach(sample -> byModel.merge(sample.model(), sample.sums(), UnitSums::plus));
    UnitSums everything = byModel.values().stream().reduce(UnitSums.NONE, UnitSums::plus);
    List<Stratified> strata = new ArrayList<>();
    UnitsInService.Count rest = UnitsInService.Count.NONE;
    for (Map.Entry<String, UnitsInService.Count> model : there.entrySet()) {
      UnitSums own = model.getKey().isEmpty() ? null : byModel.remove(model.getKey());
      if (own == null) {
        rest = rest.plus(model.getValue());
      } else {
        strata.add(new Stratified(model.getValue(), own));
      }
    }
    UnitSums ofRest = byModel.values().stream().reduce(UnitSums.NONE, UnitSums::plus);
    if (ofRest.meters() > 0) {
      strata.add(new Stratified(rest, ofRest));
      rest = UnitsInService.Count.NONE;
    }
    long whole = 0;
    long extrapolated = 0;
    double squares = 0;
    for (Stratified one : strata) {
      if (Stratum.estimate(one.there().units(), one.there().millis(), one.sums(), ofFamily)
          instanceof Estimate.Known known) {
        whole += one.energy();
        extrapolated += known.extrapolated();
        squares += known.halfWidth() * known.halfWidth();
      }
    }
    long time = strata.stream().mapToLong(one -> one.there().millis()).sum();
    if (rest.units() > 0 && time > 0) {
      // Models without any meter are as the others are, each with its weight by the inventory. How
      // far off they are as a whole is not averaged out: as far as one unit is from the others.
      double guess = (double) whole / time * rest.millis();
      UnitSums.Spread spread = everything.spread() != null ? everything.spread() : ofFamily;
      double halfWidth =
          spread == null
              ? Double.POSITIVE_INFINITY
              : StudentT.quantile975(spread.degrees())
                  * guess
                  * Math.sqrt(spread.relativeVariance());
      whole += Math.round(guess);
      extrapolated += Math.round(guess);
      squares += halfWidth * halfWidth;
    }
    return new HalfEstimate(whole, extrapolated, Math.sqrt(squares));
  }
}
