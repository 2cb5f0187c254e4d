package io.garonne.model.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StratumTest {

  private static Stratum.MeteredUnit unit(long energy) {
    return new Stratum.MeteredUnit(1, energy, 30);
  }

  @Test
  void allMeteredItIsTheirPlainSum() {
    assertThat(Stratum.estimate(3, 90, List.of(unit(100), unit(250), unit(1))))
        .isEqualTo(new Estimate.Known(351, 0, 0));
  }

  @Test
  void withoutAMeterItIsNotMeasuredAndWithoutAUnitItIsNothing() {
    assertThat(Stratum.estimate(3, 90, List.of())).isEqualTo(new Estimate.NotMeasured());
    assertThat(Stratum.estimate(0, 0, List.of())).isEqualTo(Estimate.Known.ZERO);
  }

  @Test
  void ofOneMeterTheSpreadCannotBeKnown() {
    Estimate.Known known = (Estimate.Known) Stratum.estimate(4, 120, List.of(unit(100)));
    assertThat(known.energy()).isEqualTo(400);
    assertThat(known.halfWidth()).isInfinite();
  }

  @Test
  void asManyUnitsAsAreSaidToBeNeededGiveTheWantedInterval() {
    // 2.021 × 0.4 × √((1 − 58/500) / 58) = 0.0998; with 57 it is 0.1008.
    assertThat(Stratum.unitsNeeded(500, 0.4, 0.1)).isEqualTo(58);
    assertThat(Stratum.unitsNeeded(12, 0.4, 0.1)).isEqualTo(11);
    assertThat(Stratum.unitsNeeded(500, 0, 0.1)).isEqualTo(1);
    assertThat(Stratum.unitsNeeded(5, 2, 0.01)).as("all of them").isEqualTo(5);
  }

  /** Ten thousand samples of an invented population whose sum is known. */
  @Test
  void theIntervalContainsTheTruthInNinetyFiveOfAHundredSamples() {
    Random random = new Random(1);
    List<Stratum.MeteredUnit> population = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      population.add(unit(Math.round(1_000_000 * (1 + 0.3 * random.nextGaussian()))));
    }
    long truth = population.stream().mapToLong(Stratum.MeteredUnit::energy).sum();
    int inside = 0;
    double extrapolated = 0;
    for (int i = 0; i < 10_000; i++) {
      Collections.shuffle(population, random);
      Estimate.Known known =
          (Estimate.Known) Stratum.estimate(200, 200 * 30, population.subList(0, 20));
      inside += Math.abs(known.energy() - truth) <= known.halfWidth() ? 1 : 0;
      extrapolated += known.energy();
    }
    assertThat(inside / 100.0).isCloseTo(95, within(1.0));
    assertThat(extrapolated / 10_000 / truth).as("no bias").isCloseTo(1, within(0.002));
  }
}
