package io.garonne.model.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.garonne.model.Reading;
import io.garonne.model.Reading.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SampleTest {
  private static final MeterProfile RATED_100_W =
      new MeterProfile(
          100_000,
          true,
          null,
          null,
          MeterProfile.Register.AUTO,
          MeterProfile.Reporting.PERIODIC,
          60_000,
          600_000);

  @Test
  void joiningIsCommutativeAssociativeAndIdempotent() {
    List<Sample> all = new ArrayList<>();
    List<State> states = new ArrayList<>(List.of(State.values()));
    for (long energy : new long[] {Sample.NONE, 0, 7}) {
      for (long power : new long[] {Sample.NONE, 0, 9}) {
        all.add(new Sample(1, energy, power, null, Sample.NONE));
        for (State state : states) {
          all.add(new Sample(1, energy, power, state, energy == 7 ? 100 : Sample.NONE));
        }
      }
    }
    for (Sample a : all) {
      assertThat(a.join(a)).isEqualTo(a);
      for (Sample b : all) {
        assertThat(a.join(b)).isEqualTo(b.join(a));
        for (Sample c : all.subList(0, 20)) {
          assertThat(a.join(b).join(c)).isEqualTo(a.join(b.join(c)));
        }
      }
    }
  }

  @Test
  void partialMessagesOfAnInstantAreOne() {
    Sample energy = new Sample(5, 10, Sample.NONE, null, 3_600);
    Sample power = new Sample(5, Sample.NONE, 20, State.ON, Sample.NONE);
    assertThat(energy.join(power)).isEqualTo(new Sample(5, 10, 20, State.ON, 3_600));
    assertThatThrownBy(() -> energy.join(new Sample(6, 10, 20, null, Sample.NONE)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPowerThatCannotBeIsNone() {
    assertThat(of(null, -1L, RATED_100_W).isVoid()).isTrue();
    assertThat(of(null, 150_000L, RATED_100_W).power()).isEqualTo(150_000);
    assertThat(of(null, 150_001L, RATED_100_W).isVoid()).isTrue();
    assertThat(of(null, 150_001L, MeterProfile.DEFAULT).power()).isEqualTo(150_001);
    assertThat(of(null, Long.MAX_VALUE, MeterProfile.DEFAULT).isVoid()).isTrue();
    assertThat(of(5L, -1L, RATED_100_W).energy()).isEqualTo(5);
  }

  @Test
  void aChannelWithoutRegisterHasNoEnergy() {
    MeterProfile none =
        new MeterProfile(
            100_000,
            true,
            null,
            null,
            MeterProfile.Register.NO,
            MeterProfile.Reporting.PERIODIC,
            60_000,
            600_000);
    assertThat(of(5L, null, none).isVoid()).isTrue();
    assertThat(of(5L, 7L, none)).isEqualTo(new Sample(1, Sample.NONE, 7, null, Sample.NONE));
  }

  @Test
  void mergedListsAreSortedAndJoined() {
    Sample one = new Sample(1, 10, Sample.NONE, null, Sample.NONE);
    Sample two = new Sample(2, 11, Sample.NONE, null, Sample.NONE);
    Sample twoWithPower = new Sample(2, Sample.NONE, 5, null, Sample.NONE);
    Sample three = new Sample(3, 12, Sample.NONE, null, Sample.NONE);
    assertThat(Samples.merge(List.of(one, three), List.of(twoWithPower)))
        .containsExactly(one, twoWithPower, three);
    assertThat(Samples.merge(List.of(two, three), List.of(one, twoWithPower)))
        .containsExactly(one, two.join(twoWithPower), three)
        .isEqualTo(Samples.sorted(List.of(three, twoWithPower, one, two, one)));
    assertThat(Samples.encode(List.of())).isEmpty();
    assertThat(Samples.decode(new byte[0])).isEmpty();
  }

  private static Sample of(@Nullable Long energy, @Nullable Long power, MeterProfile profile) {
    return Sample.of(reading(energy, power), profile);
  }

  // Reading's compact constructor loses its parameters' nullness in the class file.
  @SuppressWarnings("NullAway")
  private static Reading reading(@Nullable Long energy, @Nullable Long power) {
    return new Reading(
        "d",
        "0",
        1,
        Reading.AtSource.PAYLOAD,
        1,
        energy,
        power,
        null,
        null,
        null,
        null,
        null,
        null,
        "test");
  }
}
