package io.garonne.deploy.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.garonne.service.SettingsException;
import io.garonne.twin.EstateSpec;
import io.garonne.twin.Twin;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SimulationPlanTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void withoutAnythingItIsLiveUntilStoppedOneMessageAMinute() {
    SimulationPlan plan = plan(null, null, null, null, null, null, "");

    assertThat(plan.from()).isEqualTo(NOW.toEpochMilli());
    assertThat(plan.to()).isEqualTo(Long.MAX_VALUE);
    assertThat(plan.speed()).isEqualTo(1);
    assertThat(plan.spec().interval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(plan.spec().epoch()).isEqualTo(EstateSpec.DEFAULT_EPOCH);
  }

  @Test
  void historyGoesAsFastAsItCanUnlessASpeedIsGiven() {
    Instant from = Instant.parse("2026-03-02T00:00:00Z");
    SimulationPlan plan = plan(null, null, from, null, Duration.ofDays(1), null, "");

    assertThat(plan.speed()).isInfinite();
    assertThat(plan.to() - plan.from()).isEqualTo(86_400_000L);
    assertThat(plan(null, null, from, NOW, null, "60", "").speed()).isEqualTo(60);
  }

  @Test
  void historyBeforeTheStandardEpochHasAnEarlierOne() {
    Instant from = Instant.parse("2011-04-18T00:00:00Z");
    SimulationPlan plan = plan(null, null, from, null, Duration.ofHours(1), null, "");

    assertThat(new Twin(plan.spec()).messages(plan.from(), plan.to()).hasNext()).isTrue();
  }

  @Test
  void aRateIsTurnedIntoTheInterval() {
    SimulationPlan plan = plan(1000.0, null, null, null, null, null, "");

    assertThat((double) new Twin(plan.spec()).channels() / plan.spec().interval().toMillis())
        .isBetween(0.99, 1.01);
  }

  @Test
  void everyProblemIsListed() {
    assertThatThrownBy(
            () -> plan(0.0, Duration.ZERO, null, NOW, Duration.ofHours(-1), "slow", "fire=1"))
        .isInstanceOfSatisfying(
            SettingsException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(9)
                    .contains(
                        "--rate and --interval exclude each other",
                        "--to and --duration exclude each other",
                        "--duration must be above zero",
                        "--from must be before --to",
                        "--to and --speed need --from: a live simulation follows the wall clock"));
    assertThatThrownBy(() -> plan(null, null, NOW, null, null, "0", ""))
        .hasMessageContaining("--from needs --to or --duration")
        .hasMessageContaining("--speed must be max or a number above 0, not 0");
  }

  private static SimulationPlan plan(
      @Nullable Double rate,
      @Nullable Duration interval,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Duration duration,
      @Nullable String speed,
      String faults) {
    return SimulationPlan.of(
        new SimulationPlan.Wish(
            1, 50, 3, ZoneId.of("Europe/Paris"), rate, interval, from, to, duration, speed, faults),
        NOW);
  }
}
