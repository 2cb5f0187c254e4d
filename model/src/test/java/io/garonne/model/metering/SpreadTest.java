package io.garonne.model.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void aLineOfPowerIsTheExactIntegralRoundedOnceHalfToEven() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      long start = upTo(random, Sample.MAX_POWER);
      long end = random.nextInt(4) == 0 ? start : upTo(random, Sample.MAX_POWER);
      long length = 1 + upTo(random, 34_560_000_000L);
      long elapsed = random.nextInt(4) == 0 ? length : random.nextLong(length + 1);
      BigInteger height =
          big(2 * start).multiply(big(length)).add(big(end - start).multiply(big(elapsed)));
      assertThat(Spread.line(start, end, elapsed, length))
          .as("%d to %d, %d of %d", start, end, elapsed, length)
          .isEqualTo(rounded(height.multiply(big(elapsed)), big(2000).multiply(big(length))));
    }
  }

  @Test
  void anEvenSpreadIsTheExactShareRoundedOnceHalfToEven() {
    Random random = new Random(2);
    for (int i = 0; i < 200_000; i++) {
      long energy = upTo(random, Long.MAX_VALUE);
      long length = 1 + upTo(random, 34_560_000_000L);
      long elapsed = random.nextLong(length + 1);
      assertThat(Spread.even(energy, elapsed, length))
          .as("%d, %d of %d", energy, elapsed, length)
          .isEqualTo(rounded(big(energy).multiply(big(elapsed)), big(length)));
    }
  }

  @Test
  void theGreatestPowerOverTheLongestTimeFits() {
    long length = Cap.LONGEST_STEP;
    assertThat(Spread.line(Sample.MAX_POWER, Sample.MAX_POWER, length, length))
        .isEqualTo(Sample.MAX_POWER / 1000 * length);
  }

  @Test
  void halvesGoToTheEvenNeighbour() {
    assertThat(Spread.line(1, 0, 1000, 1000)).isZero();
    assertThat(Spread.line(2, 1, 1000, 1000)).isEqualTo(2);
    assertThat(Spread.line(3, 2, 1000, 1000)).isEqualTo(2);
    assertThat(Spread.even(1, 1, 2)).isZero();
    assertThat(Spread.even(3, 1, 2)).isEqualTo(2);
  }

  @Test
  void theCapIsExactAlsoWhereSixtyFourBitsAreTooFew() {
    Random random = new Random(3);
    for (int i = 0; i < 100_000; i++) {
      long rated = 1 + upTo(random, Long.MAX_VALUE / 4);
      long millis = upTo(random, 400L * Cap.LONGEST_STEP);
      long resolution = 1 + upTo(random, Long.MAX_VALUE / 2);
      MeterProfile d = MeterProfile.DEFAULT;
      Cap cap =
          new Cap(
              new MeterProfile(
                  rated, true, null, null, d.register(), d.reporting(), d.interval(), d.maxGap()));
      BigInteger exact =
          big(rated)
              .multiply(big(millis))
              .multiply(big(11))
              .divide(big(10_000))
              .add(big(2).multiply(big(resolution)));
      assertThat(cap.of(millis, resolution))
          .isEqualTo(exact.min(big(Long.MAX_VALUE)).longValueExact());
    }
  }

  @Test
  void jitterIsThreeStepsAtMostThreeHundredWhOneStepAtLeast() {
    long wh = 3_600_000;
    assertThat(Cap.jitter(wh)).isEqualTo(3 * wh);
    assertThat(Cap.jitter(100 * wh)).isEqualTo(300 * wh);
    assertThat(Cap.jitter(150 * wh)).isEqualTo(300 * wh);
    assertThat(Cap.jitter(1000 * wh)).isEqualTo(1000 * wh);
    assertThat(Cap.jitter(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(Cap.isMoreThanJitter(3, 1)).isFalse();
    assertThat(Cap.isMoreThanJitter(4, 1)).isTrue();
    assertThat(Cap.isMoreThanJitter(Long.MAX_VALUE, Long.MAX_VALUE / 2)).isFalse();
  }

  /** A number of any order of magnitude. */
  private static long upTo(Random random, long most) {
    return random.nextLong(most) >> random.nextInt(50);
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }

  private static long rounded(BigInteger numerator, BigInteger denominator) {
    return new BigDecimal(numerator)
        .divide(new BigDecimal(denominator), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }
}
