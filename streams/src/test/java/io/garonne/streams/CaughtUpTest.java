package io.garonne.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CaughtUpTest {
  private double behind;
  private long now = 17;
  private final CaughtUp caughtUp = new CaughtUp(() -> behind, () -> now);

  private boolean after(Duration time) {
    now += time.toNanos();
    return caughtUp.getAsBoolean();
  }

  @Test
  void aLagThatIsNotKnownYetIsNotTakenForNone() {
    assertThat(caughtUp.getAsBoolean()).isFalse();
    behind = 50_000;
    assertThat(after(Duration.ofSeconds(1))).isFalse();
    assertThat(after(Duration.ofMinutes(1))).isFalse();
    behind = 10;
    assertThat(after(Duration.ofSeconds(1))).isFalse();
    assertThat(after(Duration.ofSeconds(4))).isFalse();
    assertThat(after(Duration.ofSeconds(1))).isTrue();
  }

  @Test
  void whoHasCaughtUpOnceWaitsOnlyWhileItIsBehind() {
    caughtUp.getAsBoolean();
    assertThat(after(CaughtUp.SETTLED)).isTrue();
    behind = 2000;
    assertThat(after(Duration.ofSeconds(1))).isFalse();
    behind = 0;
    assertThat(after(Duration.ofMillis(1))).isTrue();
  }
}
