package io.garonne.publish.export.state;

import io.garonne.model.indicator.HalfMonth;
import io.garonne.model.indicator.StratumSample;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of a stratum uses in twelve months on the mean: of every half of a month the metered
 * energy by the metered time of units, times its length. Sums over three meters and more, so that
 * nobody's own is in it.
 */
public final class StratumMeans {
  private final TwelveMonths months;
  private final Map<List<String>, Map<HalfMonth, StratumSample>> samples = new HashMap<>();

  /**
   * A mean.
   *
   * @param millijoules of one unit in the twelve months
   * @param ofModel whether it is that of the unit's model, and not that of all other models
   */
  record Mean(BigDecimal millijoules, boolean ofModel) {}

  public StratumMeans(TwelveMonths months, Collection<StratumSample> samples) {
    this.months = months;
    for (StratumSample sample : samples) {
      this.samples
          .computeIfAbsent(
              List.of(sample.entity(), sample.family(), sample.model()), key -> new HashMap<>())
          .put(sample.half(), sample);
    }
  }

  /**
   * The mean of a unit's stratum; null unless there is one for every half of the twelve months.
   *
   * @param family by its label
   * @param model or null: not known
   */
  @Nullable Mean of(String entity, String family, @Nullable String model, ZoneId zone) {
    if (model != null && !model.isEmpty()) {
      BigDecimal own = sum(List.of(entity, family, model), zone);
      if (own != null) {
        return new Mean(own, true);
      }
    }
    BigDecimal rest = sum(List.of(entity, family, StratumSample.REST), zone);
    return rest == null ? null : new Mean(rest, false);
  }

  private @Nullable BigDecimal sum(List<String> stratum, ZoneId zone) {
    Map<HalfMonth, StratumSample> halves = samples.get(stratum);
    if (halves == null) {
      return null;
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < TwelveMonths.COUNT; i++) {
      YearMonth month = months.first().plusMonths(i);
      for (boolean second : List.of(false, true)) {
        HalfMonth half = new HalfMonth(month, second);
        StratumSample sample = halves.get(half);
        if (sample == null || sample.sums().millis() <= 0) {
          return null;
        }
        sum =
            sum.add(
                BigDecimal.valueOf(sample.sums().energy())
                    .multiply(BigDecimal.valueOf(half.endIn(zone) - half.startIn(zone)))
                    .divide(BigDecimal.valueOf(sample.sums().millis()), MathContext.DECIMAL64));
      }
    }
    return sum;
  }
}
