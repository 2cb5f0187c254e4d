package io.garonne.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FaultSpecTest {
  @Test
  void ratesAndLengthsAreRead() {
    FaultSpec spec = FaultSpec.parse("duplicates=0.1, late=0.05:PT3H,gaps=2");

    assertThat(spec.rate(Fault.DUPLICATES)).isEqualTo(0.1);
    assertThat(spec.rate(Fault.LATE)).isEqualTo(0.05);
    assertThat(spec.longest(Fault.LATE)).isEqualTo(3 * 3_600_000L);
    assertThat(spec.longest(Fault.GAPS)).isEqualTo(3_600_000L);
    assertThat(spec.rate(Fault.ZEROS)).isZero();
  }

  @Test
  void noTextIsNoFault() {
    assertThat(FaultSpec.parse("")).isEqualTo(FaultSpec.NONE);
  }

  @Test
  void everyProblemIsListed() {
    assertThatThrownBy(
            () ->
                FaultSpec.parse(
                    "fire=1,late=2,zeros=some,duplicates,resets=1:PT5M,gaps=1:soon,jitter=0.1,"
                        + "jitter=0.2,bursts=1:PT1S"))
        .hasMessageContainingAll(
            "fire=1: no such fault; there are duplicates, late",
            "late=2: rate must be from 0 to 1",
            "zeros=some: \"some\" is not a number",
            "duplicates: no rate",
            "resets=1:PT5M: takes no length",
            "gaps=1:soon: \"soon\" is no length of time",
            "jitter=0.2: given twice",
            "bursts=1:PT1S: length must be from PT1M");
  }
}
