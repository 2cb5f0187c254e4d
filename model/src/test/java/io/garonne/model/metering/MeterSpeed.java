package io.garonne.model.metering;

import io.garonne.model.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How fast the incremental meter is on one core: run by hand, nothing is asserted. Each series is
 * metered in blocks of a quarter-hour, as streams does, and in one run.
 */
final class MeterSpeed {
  private static final int COUNT = 1_000_000;

  private MeterSpeed() {}

  public static void main(String[] args) {
    MeterProfile power = MeterProfile.DEFAULT;
    MeterProfile register = power.withResolution(Units.MILLIJOULES_PER_WH);
    measure("power only, 60 s", series(60_000, false, true), power);
    measure("register only, 60 s", series(60_000, true, false), register);
    measure("register and power, 10 s", series(10_000, true, true), register);
  }

  private static List<Sample> series(long interval, boolean registered, boolean powered) {
    Random random = new Random(1);
    List<Sample> samples = new ArrayList<>();
    long energy = 0;
    for (int i = 0; i < COUNT; i++) {
      long watts = 100L + random.nextInt(50);
      energy += watts * interval;
      samples.add(
          new Sample(
              1_772_445_600_000L + i * interval,
              registered ? energy / 3600 * 3600 : Sample.NONE,
              powered ? watts * 1000 : Sample.NONE,
              null,
              Sample.NONE));
    }
    return samples;
  }

  private static void measure(String name, List<Sample> samples, MeterProfile profile) {
    int perBlock = (int) (900_000 / (samples.get(1).at() - samples.get(0).at()));
    for (int round = 0; round < 6; round++) {
      long start = System.nanoTime();
      Outcome whole = Meter.run(MeterState.INITIAL, samples, profile, Meter.DEFAULT_HORIZON);
      long one = System.nanoTime() - start;
      start = System.nanoTime();
      MeterState state = MeterState.INITIAL;
      for (int i = 0; i < samples.size(); i += perBlock) {
        List<Sample> block = samples.subList(i, Math.min(samples.size(), i + perBlock));
        state = Meter.run(state, block, profile, Meter.DEFAULT_HORIZON).after();
      }
      long blocks = System.nanoTime() - start;
      start = System.nanoTime();
      for (Sample sample : samples) {
        state =
            Meter.run(
                    sample.at() == samples.get(0).at() ? MeterState.INITIAL : state,
                    List.of(sample),
                    profile,
                    Meter.DEFAULT_HORIZON)
                .after();
      }
      long single = System.nanoTime() - start;
      if (round == 5) {
        System.out.printf(
            "%s: one run %.1f, blocks %.1f, one by one %.1f million samples/s; state %d bytes,"
                + " samples %.1f bytes each, %d slots%n",
            name,
            COUNT * 1e3 / one,
            COUNT * 1e3 / blocks,
            COUNT * 1e3 / single,
            state.size(),
            (double) Samples.encode(samples.subList(0, perBlock)).length / perBlock,
            whole.slots().size());
      }
    }
  }
}
