package io.garonne.model.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** That the incremental meter agrees with the plain definition, whatever way the readings take. */
class MeterPropertyTest {
  private static final int SERIES = Integer.getInteger("garonne.series", 4000);
  private static final long FIRST_SEED = Long.getLong("garonne.seed", 20_260_302L);

  @Test
  void oneRunOverEverythingAgreesWithThePlainDefinition() {
    forEachSeries(
        (seed, series) -> {
          List<Sample> sorted = Samples.sorted(series.samples);
          PlainMeter.Result plain = PlainMeter.of(sorted, series.profile, series.horizon);
          Outcome outcome = Meter.run(MeterState.INITIAL, sorted, series.profile, series.horizon);
          assertThat(outcome.slots()).as("slots, seed %d", seed).isEqualTo(plain.slots());
          assertThat(outcome.counts()).as("counts, seed %d", seed).isEqualTo(plain.counts());
          assertThat(Meter.standing(outcome.after(), series.profile).waits())
              .as("waits, seed %d", seed)
              .isEqualTo(plain.waits());
        });
  }

  @Test
  void anyCutIntoRunsGivesTheSameSumsStatesAndEvents() {
    forEachSeries(
        (seed, series) -> {
          List<Sample> sorted = Samples.sorted(series.samples);
          Outcome whole = Meter.run(MeterState.INITIAL, sorted, series.profile, series.horizon);
          Random random = new Random(seed);
          Outcome parts =
              new Outcome(MeterState.INITIAL, new TreeMap<>(), Counts.ZERO, List.of(), Set.of(), 0);
          int done = 0;
          while (done < sorted.size()) {
            int next = Math.min(sorted.size(), done + random.nextInt(6));
            MeterState before = MeterState.decode(parts.after().encode());
            parts =
                parts.then(
                    Meter.run(before, sorted.subList(done, next), series.profile, series.horizon));
            Outcome sofar =
                Meter.run(
                    MeterState.INITIAL, sorted.subList(0, next), series.profile, series.horizon);
            assertThat(parts.after().encode())
                .as("state after %d samples, seed %d", next, seed)
                .isEqualTo(sofar.after().encode());
            done = next;
          }
          assertThat(parts).as("outcome, seed %d", seed).isEqualTo(whole);
        });
  }

  @Test
  void neitherOrderNorRepetitionNorBatchingNorRestartsShowInTheSums() {
    forEachSeries(
        (seed, series) -> {
          Random random = new Random(seed);
          List<Sample> arrivals = new ArrayList<>(series.samples);
          for (int i = random.nextInt(20); i > 0; i--) {
            arrivals.add(series.samples.get(random.nextInt(series.samples.size())));
          }
          if (random.nextInt(3) == 0) {
            Collections.shuffle(arrivals, random);
          } else {
            for (int i = random.nextInt(40); i > 0; i--) {
              Collections.swap(
                  arrivals, random.nextInt(arrivals.size()), random.nextInt(arrivals.size()));
            }
          }
          BlockDriver driver = new BlockDriver(series.profile, series.horizon);
          int most = 1 + random.nextInt(30);
          for (int done = 0; done < arrivals.size(); ) {
            int next = Math.min(arrivals.size(), done + 1 + random.nextInt(most));
            driver.accept(arrivals.subList(done, next));
            done = next;
          }
          List<Sample> sorted = Samples.sorted(series.samples);
          PlainMeter.Result plain = PlainMeter.of(sorted, series.profile, series.horizon);
          assertThat(driver.result().slots()).as("slots, seed %d", seed).isEqualTo(plain.slots());
          assertThat(driver.result().counts())
              .as("counts, seed %d", seed)
              .isEqualTo(plain.counts());
          assertThat(driver.state())
              .as("state, seed %d", seed)
              .isEqualTo(
                  Meter.run(MeterState.INITIAL, sorted, series.profile, series.horizon).after());
        });
  }

  @Test
  void thePartsOfAStepAddUpToIt() {
    forEachSeries(
        (seed, series) -> {
          List<Sample> sorted = Samples.sorted(series.samples);
          List<Sample> counted = Samples.amended(sorted);
          List<Sample> registered =
              series.profile.register() == MeterProfile.Register.NO
                  ? List.of()
                  : counted.stream().filter(s -> s.energy() != Sample.NONE).toList();
          var steps = PlainRegister.of(registered, series.profile, series.horizon).steps();
          var power = PlainPower.of(counted, series.profile);
          SlotEnergy sum =
              PlainMeter.of(sorted, series.profile, series.horizon).slots().values().stream()
                  .peek(slot -> assertThat(slot.crossings()).isBetween(0L, 1L))
                  .reduce(SlotEnergy.ZERO, SlotEnergy::plus);
          long energy = steps.stream().mapToLong(PlainRegister.Step::energy).sum();
          long registeredTime = steps.stream().mapToLong(s -> s.to() - s.from()).sum();
          long powerTime = power.booked().stream().mapToLong(s -> s.to() - s.from()).sum();
          assertThat(sum.energy())
              .as("energy, seed %d", seed)
              .isEqualTo(energy + sum(power.booked()));
          assertThat(sum.estimated())
              .as("estimated, seed %d", seed)
              .isEqualTo(sum(power.estimated()));
          assertThat(sum.booked()).as("time, seed %d", seed).isEqualTo(registeredTime + powerTime);
          assertThat(sum.registered() + sum.crossedBefore() + sum.crossedInside())
              .as("registered time, seed %d", seed)
              .isEqualTo(registeredTime);
        });
  }

  private static long sum(List<PlainPower.Step> steps) {
    return steps.stream().mapToLong(s -> s.until(s.to()) - s.until(s.from())).sum();
  }

  @Test
  void samplesSurviveTheirBytes() {
    forEachSeries(
        (seed, series) -> {
          List<Sample> sorted = Samples.sorted(series.samples);
          assertThat(Samples.decode(Samples.encode(sorted))).as("seed %d", seed).isEqualTo(sorted);
        });
  }

  @Test
  void theSeriesContainWhatTheyArePromisedToContain() {
    Counts[] sum = {Counts.ZERO};
    SortedMap<String, Integer> seen = new TreeMap<>();
    forEachSeries(
        (seed, series) -> {
          PlainMeter.Result plain =
              PlainMeter.of(Samples.sorted(series.samples), series.profile, series.horizon);
          sum[0] = sum[0].plus(plain.counts());
          SlotEnergy all =
              plain.slots().values().stream().reduce(SlotEnergy.ZERO, SlotEnergy::plus);
          seen.merge("interpolated", all.interpolated() > 0 ? 1 : 0, Integer::sum);
          seen.merge("estimated", all.estimated() > 0 ? 1 : 0, Integer::sum);
          seen.merge("measured", all.measured() > 0 ? 1 : 0, Integer::sum);
          seen.merge("crossings", all.crossings() > 0 ? 1 : 0, Integer::sum);
          List<Sample> sorted = Samples.sorted(series.samples);
          seen.merge("exchanges", any(sorted, Sample::isExchange), Integer::sum);
          seen.merge("manual", any(sorted, s -> is(s, Amendment.Kind.MANUAL)), Integer::sum);
          seen.merge("void", any(sorted, s -> is(s, Amendment.Kind.VOID)), Integer::sum);
          seen.merge("void power", any(sorted, s -> s.ofPower() != null), Integer::sum);
        });
    assertThat(sum[0].resets()).isGreaterThan(SERIES / 4);
    assertThat(sum[0].glitches()).isGreaterThan(SERIES);
    assertThat(sum[0].discontinuities()).isGreaterThan(SERIES / 4);
    assertThat(seen.values()).allMatch(count -> count > SERIES / 30);
  }

  private static int any(List<Sample> samples, Predicate<Sample> what) {
    return samples.stream().anyMatch(what) ? 1 : 0;
  }

  private static boolean is(Sample sample, Amendment.Kind kind) {
    return sample.ofRegister() != null && sample.ofRegister().kind() == kind;
  }

  private interface Check {
    void of(long seed, Series series);
  }

  private static void forEachSeries(Check check) {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SERIES; seed++) {
      check.of(seed, new Series(seed));
    }
  }
}
