package io.garonne.twin.years;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.indicator.Comparison;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Forty plugs more or less, on desks whose families are measured anyway, in two hundred cities to
 * which nothing happens. The truth is the same with them and without, so that the two figures
 * differ by chance alone; with 158 plugs before, by less than half of the interval's standard error
 * as a rule, so that none of two hundred comes near its end.
 */
class MoreMetersTest {
  private static final int SEEDS = 200;
  private static final Metering FEW = Metering.of(0.05, 0.2);

  private record Both(Comparison.Change fewer, Comparison.Change more) {}

  @Test
  void fortyMetersMoreOrLessNeverMoveTheIndicatorBeyondItsInterval() {
    Computed few = new Computed(Fleet.of(City.invented(), Scenario.NOTHING_CHANGED, FEW));
    Computed more =
        new Computed(Fleet.of(City.invented(), Scenario.NOTHING_CHANGED, FEW.withMore(40)));
    List<Both> all =
        IntStream.range(0, SEEDS)
            .parallel()
            .mapToObj(
                seed -> {
                  // Against the first year's samples, and against decided lines.
                  boolean decided = seed % 2 == 1;
                  return new Both(
                      few.headline(few.years(seed), decided),
                      more.headline(more.years(seed), decided));
                })
            .toList();
    System.out.println(
        all.stream()
            .mapToDouble(
                b -> Math.abs(b.more().value() - b.fewer().value()) / b.fewer().halfWidth())
            .summaryStatistics());
    assertThat(all)
        .allSatisfy(
            both -> {
              assertThat(both.more().value()).isBetween(both.fewer().low(), both.fewer().high());
              assertThat(both.fewer().value()).isBetween(both.more().low(), both.more().high());
            });
  }
}
