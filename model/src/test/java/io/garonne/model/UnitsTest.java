package io.garonne.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class UnitsTest {

  @Test
  void decimalsAreRoundedHalfToEven() {
    assertThat(Units.scaled(new BigDecimal("0.0005"), 1000)).isZero();
    assertThat(Units.scaled(new BigDecimal("0.0015"), 1000)).isEqualTo(2);
    assertThat(Units.scaled(new BigDecimal("-0.0015"), 1000)).isEqualTo(-2);
    assertThat(Units.scaled(new BigDecimal("6.294"), Units.MILLIJOULES_PER_KWH))
        .isEqualTo(22_658_400_000L);
  }

  @Test
  void absurdNumbersCostNothing() {
    assertThat(Units.scaled(new BigDecimal("1e-999999999"), 3_600_000)).isZero();
    assertThatThrownBy(() -> Units.scaled(new BigDecimal("1e999999999"), 1))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Units.scaled(new BigDecimal("9223372036854775807"), 2))
        .isInstanceOf(ArithmeticException.class);
  }
}
