package io.garonne.model.metering;

import io.garonne.model.Reading.State;
import io.garonne.model.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A seeded random channel: what a device may do in a few days, and what may go wrong with it. */
final class Series {
  private static final long WH = Units.MILLIJOULES_PER_WH;
  private static final long START = 1_772_445_600_000L;

  final MeterProfile profile;
  final long horizon;
  final List<Sample> samples = new ArrayList<>();

  private final Random random;
  private final boolean registered;
  private final boolean powered;
  private final boolean stated;
  private final long resolution;
  private long at = START;
  private long register;
  private long exact;
  private long watts;
  private long registerFrom;

  Series(long seed) {
    random = new Random(seed);
    int kind = random.nextInt(10);
    registered = kind < 8;
    powered = kind > 4;
    stated = random.nextInt(3) > 0;
    resolution = pick(WH / 10, WH, WH, 10 * WH, 100 * WH, 1000 * WH);
    long interval = pick(10_000L, 60_000L, 60_000L, 300_000L);
    boolean onChange = random.nextInt(4) == 0;
    Long modulus = random.nextInt(4) == 0 ? (Long) (pick(20L, 1000L, 100_000L) * WH) : null;
    profile =
        new MeterProfile(
            pick(100_000L, 3_680_000L, 3_680_000L, 100_000_000L),
            random.nextBoolean(),
            stated ? resolution : null,
            modulus,
            choose(),
            onChange ? MeterProfile.Reporting.ON_CHANGE : MeterProfile.Reporting.PERIODIC,
            interval,
            pick(60_000L, 600_000L, 600_000L, 3_900_000L, 20_000_000L));
    horizon = pick(3_600_000L, 4 * 3_600_000L, Meter.DEFAULT_HORIZON);
    registerFrom = random.nextInt(4) == 0 ? random.nextInt(100) : 0;
    exact = random.nextInt(3) == 0 ? 0 : random.nextInt(3000) * WH * 10;
    watts = random.nextInt(200);
    int count = 5 + random.nextInt(120);
    while (samples.size() < count) {
      next();
    }
    if (seed % 2 == 0) {
      amend(new Random(~seed));
    }
  }

  /** What persons say of some instants: of readings, of instants without one, and of each other. */
  private void amend(Random persons) {
    List<Long> known = samples.stream().map(Sample::at).toList();
    for (int i = persons.nextInt(6); i >= 0; i--) {
      long of = known.get(persons.nextInt(known.size())) + (persons.nextInt(4) == 0 ? 1 : 0);
      for (int j = persons.nextInt(3); j >= 0; j--) {
        Amendment.Kind kind =
            Amendment.Kind.values()[persons.nextInt(Amendment.Kind.values().length)];
        boolean exchange = kind == Amendment.Kind.EXCHANGE;
        boolean read = exchange || kind == Amendment.Kind.MANUAL;
        long near = valueNear(of) + persons.nextInt(50) * WH;
        Amendment amendment =
            new Amendment(
                persons.nextInt(3),
                kind,
                read ? near : 0,
                exchange && persons.nextBoolean() ? 0 : exchange ? near : 0,
                read && persons.nextInt(3) == 0 ? 100 * WH : Sample.NONE);
        boolean ofPower = !read && persons.nextInt(3) == 0;
        samples.add(ofPower ? Sample.ofPower(of, amendment) : Sample.ofRegister(of, amendment));
      }
    }
  }

  private long valueNear(long instant) {
    return samples.stream()
        .filter(s -> s.energy() != Sample.NONE && s.at() <= instant)
        .mapToLong(Sample::energy)
        .reduce(0, (before, last) -> last);
  }

  private MeterProfile.Register choose() {
    if (registered && powered) {
      return switch (random.nextInt(3)) {
        case 0 -> MeterProfile.Register.YES;
        case 1 -> MeterProfile.Register.NO;
        default -> MeterProfile.Register.AUTO;
      };
    }
    return random.nextInt(3) == 0
        ? (registered ? MeterProfile.Register.YES : MeterProfile.Register.NO)
        : MeterProfile.Register.AUTO;
  }

  private void next() {
    switch (random.nextInt(32)) {
      case 0 -> pass(pick(11, 70, 300, 600, 3000) * 60_000L * (1 + random.nextInt(3)));
      case 1 -> exact = random.nextInt(4) * WH;
      case 2 -> exact = Math.max(0, exact + (random.nextInt(2001) - 1000) * pick(1, WH, 100 * WH));
      case 3 -> stray(0);
      case 4 -> stray(random.nextInt(100_000) * WH);
      case 5 -> {
        if (profile.modulus() != null) {
          exact = profile.modulus() - random.nextInt(3) * WH;
        }
      }
      case 6 -> burst();
      case 7 -> noise();
      case 8 -> samples.add(new Sample(at, Sample.NONE, Sample.NONE, state(), Sample.NONE));
      case 9 -> pass(random.nextInt(20) == 0 ? 401L * 24 * 3600 * 1000 : 900_000L);
      case 10 -> backAtTheHorizon();
      case 11 -> dense();
      default -> {}
    }
    if (random.nextInt(10) == 0) {
      watts = random.nextInt(20) == 0 ? 200_000 : random.nextInt(3000);
    }
    pass(profile.interval() + random.nextInt(3) * (random.nextInt(2000) - 1000L));
    say(reading(), random.nextInt(8) == 0);
  }

  private void pass(long millis) {
    long step = Math.max(1, millis);
    at += step;
    // Ten days of it would only make every fall a reset.
    exact += watts * Math.min(step, 864_000_000L);
    if (profile.modulus() != null) {
      exact %= profile.modulus();
    }
  }

  private long reading() {
    register = exact / resolution * resolution;
    boolean jitters = random.nextInt(6) == 0;
    return jitters ? Math.max(0, register - random.nextInt(5) * resolution) : register;
  }

  private void stray(long value) {
    say(value, false);
    pass(1 + random.nextInt(60_000));
  }

  /** Messages of several minutes that are stamped on arrival. */
  private void burst() {
    pass(10 * profile.interval());
    long now = at;
    long base = exact;
    for (int i = 0; i < random.nextInt(15); i++) {
      at = now + 5L * i;
      base += watts * profile.interval();
      if (random.nextInt(20) == 0) {
        base = 0;
      }
      say(base / resolution * resolution, false);
    }
    exact = base;
  }

  /**
   * Another register for a while, then the old one again as long as it is waited for, or longer.
   */
  private void backAtTheHorizon() {
    say(reading(), false);
    long left = at;
    stray(exact + 700_000 * WH);
    stray(exact + 700_000 * WH);
    at = Math.max(at, left + horizon + random.nextInt(3) - 1);
    say(exact / resolution * resolution, false);
  }

  /** More readings than the meter remembers, at about what the device can draw. */
  private void dense() {
    for (int i = random.nextInt(40); i > 0; i--) {
      pass(1 + random.nextLong(profile.interval() / 8));
      exact += random.nextLong(profile.ratedPower() * profile.interval() / 8000);
      say(reading(), false);
    }
  }

  private void noise() {
    if (random.nextInt(6) > 0) {
      return;
    }
    for (int i = random.nextInt(60); i > 0; i--) {
      stray(random.nextInt(10_000_000) * WH);
    }
  }

  private void say(long energy, boolean stateToo) {
    boolean energyToo = registered && samples.size() >= registerFrom && random.nextInt(12) > 0;
    boolean powerToo = powered && random.nextInt(4) > 0;
    if (profile.register() == MeterProfile.Register.NO) {
      energyToo = false;
    }
    long power = powerToo ? 1000 * watts + random.nextInt(1000) : Sample.NONE;
    if (powerToo && !Sample.isPower(power, profile)) {
      power = Sample.NONE;
    }
    State state = stateToo ? state() : null;
    Sample sample =
        new Sample(
            at,
            energyToo ? energy : Sample.NONE,
            power,
            state,
            energyToo && !stated && random.nextInt(20) > 0 ? resolution : Sample.NONE);
    if (!sample.isVoid()) {
      samples.add(sample);
    }
  }

  private State state() {
    return List.of(State.values()).get(random.nextInt(State.values().length));
  }

  private long pick(long... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
