package io.garonne.model.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.garonne.model.Finding;
import io.garonne.model.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What metering costs, remembers and tells. */
class RemeterTest {
  private static final long START = 1_772_445_600_000L;
  private static final long MINUTE = 60_000L;
  private static final long WH = Units.MILLIJOULES_PER_WH;
  private static final MeterProfile PROFILE = MeterProfile.DEFAULT.withResolution(WH);

  @Test
  void aLateReadingOfAHealthyChannelCostsTwoBlocks() {
    for (int minutes : List.of(61, 74, 600, 2000)) {
      List<Sample> day = day(true, true, 0);
      Sample late = day.remove(minutes);
      BlockDriver driver = new BlockDriver(PROFILE, Meter.DEFAULT_HORIZON);
      driver.accept(day);
      long before = driver.metered;
      driver.accept(List.of(late));
      assertThat(driver.metered - before).as("minute %d", minutes).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void aLateFirstReadingCostsFewBlocksToo() {
    List<Sample> day = day(true, true, 0);
    Sample late = day.remove(0);
    BlockDriver driver = new BlockDriver(PROFILE, Meter.DEFAULT_HORIZON);
    driver.accept(day);
    long before = driver.metered;
    driver.accept(List.of(late));
    assertThat(driver.metered - before).isLessThanOrEqualTo(3);
  }

  @Test
  void aRepeatedReadingCostsNothing() {
    List<Sample> day = day(true, false, 0);
    BlockDriver driver = new BlockDriver(PROFILE, Meter.DEFAULT_HORIZON);
    driver.accept(day);
    long before = driver.metered;
    driver.accept(day.subList(100, 200));
    assertThat(driver.metered).isEqualTo(before);
  }

  @Test
  void whetherARegisterCountsIsUpToTheProfileOfTheMoment() {
    List<Sample> day = day(true, true, 0);
    MeterState auto =
        Meter.run(MeterState.INITIAL, day.subList(0, 15), PROFILE, Meter.DEFAULT_HORIZON).after();
    Outcome none =
        Meter.run(auto, day.subList(15, 30), with(MeterProfile.Register.NO), Meter.DEFAULT_HORIZON);
    assertThat(none.slots().values()).allMatch(slot -> slot.registered() == 0);
    assertThat(none.slots().values().stream().mapToLong(SlotEnergy::booked).sum())
        .isEqualTo(15 * MINUTE);
    Outcome yes =
        Meter.run(
            Meter.run(
                    MeterState.INITIAL,
                    day(false, true, 0).subList(0, 15),
                    PROFILE,
                    Meter.DEFAULT_HORIZON)
                .after(),
            day(false, true, 0).subList(15, 45),
            with(MeterProfile.Register.YES),
            Meter.DEFAULT_HORIZON);
    assertThat(yes.slots().values()).allMatch(slot -> slot.booked() == 0 && slot.estimated() > 0);
  }

  private static MeterProfile with(MeterProfile.Register register) {
    MeterProfile p = PROFILE;
    return new MeterProfile(
        p.ratedPower(),
        p.ratingStated(),
        p.resolution(),
        p.modulus(),
        register,
        p.reporting(),
        p.interval(),
        p.maxGap());
  }

  @Test
  void theStateOfAHealthyChannelIsSmall() {
    assertThat(size(day(true, true, 0))).isLessThan(100);
    assertThat(size(day(false, true, 0))).isLessThan(20);
    assertThat(size(day(true, false, 0))).isLessThan(60);
  }

  @Test
  void aResetIsRememberedForOneHorizonAndThenForgotten() {
    List<Sample> all = day(true, false, 60);
    assertThat(size(all.subList(0, 60 + 47 * 60))).isBetween(200, 2_500);
    assertThat(size(all.subList(0, 60 + 49 * 60))).isLessThan(60);
  }

  @Test
  void noiseIsBounded() {
    Random random = new Random(7);
    List<Sample> noise = new ArrayList<>();
    for (int i = 0; i < 2880; i++) {
      long value = random.nextLong(1_000_000_000) * WH;
      noise.add(new Sample(START + i * MINUTE, value, Sample.NONE, null, Sample.NONE));
    }
    assertThat(size(noise)).isLessThan(2_000);
  }

  @Test
  void anythingOutOfTheOrdinaryIsToldOnce() {
    List<Sample> samples = new ArrayList<>();
    long at = START;
    for (long wh : new long[] {50_000, 50_010, 5, 15, 700_000, 700_010}) {
      samples.add(new Sample(at += 10 * MINUTE, wh * WH, Sample.NONE, null, Sample.NONE));
    }
    for (int i = 0; i < 10; i++) {
      long watts = i == 4 || i == 5 ? 9000 : 100;
      samples.add(new Sample(at += 5 * MINUTE, Sample.NONE, watts * 1000, null, Sample.NONE));
    }
    samples.add(new Sample(at + 5 * MINUTE, 700_020 * WH, Sample.NONE, null, Sample.NONE));
    Outcome outcome = Meter.run(MeterState.INITIAL, samples, PROFILE, Meter.DEFAULT_HORIZON);
    assertThat(outcome.events())
        .extracting(MeterEvent::kind, e -> (e.at() - START) / MINUTE)
        .containsExactly(
            tuple(Finding.Kind.RESET, 30L),
            tuple(Finding.Kind.DISCONTINUITY, 50L),
            tuple(Finding.Kind.REGISTER_MISSING, 70L),
            tuple(Finding.Kind.POWER_ABOVE_RATING, 85L));
    assertThat(outcome.events().get(0).detail())
        .isEqualTo("register went from 50.01 kWh to 0.005 kWh, which counts since the reset");
  }

  private static int size(List<Sample> samples) {
    return Meter.run(MeterState.INITIAL, samples, PROFILE, Meter.DEFAULT_HORIZON).after().size();
  }

  /** Three days of a reading a minute, with a restart of the register at one of them. */
  private static List<Sample> day(boolean registered, boolean powered, int resetAt) {
    List<Sample> samples = new ArrayList<>();
    Random random = new Random(5);
    long energy = 812_000 * WH;
    for (int i = 0; i < 3 * 1440; i++) {
      long watts = 100L + random.nextInt(50);
      energy = resetAt > 0 && i == resetAt ? 0 : energy + watts * MINUTE;
      samples.add(
          new Sample(
              START + i * MINUTE,
              registered ? energy / WH * WH : Sample.NONE,
              powered ? watts * 1000 : Sample.NONE,
              null,
              Sample.NONE));
    }
    return samples;
  }
}
