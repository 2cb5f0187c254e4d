package io.garonne.model.metering;

import java.util.ArrayList;
import java.util.List;

/**
 * The incremental meter: M1 to M10 for one channel, going on from a state. Agrees with {@link
 * PlainMeter}, however the samples are cut into runs. Pure.
 */
public final class Meter {
  /** 48 hours in milliseconds: the horizon of M4 and M11 unless set otherwise. */
  public static final long DEFAULT_HORIZON = 48L * 3600 * 1000;

  /** First byte of every state but the initial one; to be raised when the bytes change. */
  private static final long STATE_VERSION = 1;

  private Meter() {}

  /**
   * Meters the next samples of a channel.
   *
   * @param before where the samples before have led
   * @param samples sorted by {@code at}, no two of one instant, all newer than what {@code before}
   *     has seen
   * @param profile the channel's meter
   * @param horizonMillis how long a segment waits for a reading (M4), at least 0
   * @throws IllegalArgumentException if the samples are not in order, or {@code before} is of
   *     another version
   */
  public static Outcome run(
      MeterState before, List<Sample> samples, MeterProfile profile, long horizonMillis) {
    SlotBook book = new SlotBook();
    List<MeterEvent> events = new ArrayList<>(0);
    PowerMeter power = new PowerMeter(profile, book, events);
    RegisterMeter register =
        new RegisterMeter(profile, new Cap(profile), horizonMillis, book, events);
    long newest = Sample.NONE;
    if (!before.equals(MeterState.INITIAL)) {
      VarintReader in = before.reader();
      if (in.unsigned() != STATE_VERSION) {
        throw new IllegalArgumentException("a state of another version");
      }
      newest = in.signed();
      power.readFrom(in, newest);
      register.readFrom(in, newest);
    }
    boolean hasRegister = profile.register() != MeterProfile.Register.NO;
    List<Sample> counted = Samples.amended(samples);
    for (Sample sample : counted) {
      if (sample.at() <= newest) {
        throw new IllegalArgumentException("not in order: " + sample.at() + " after " + newest);
      }
      boolean hasEnergy = hasRegister && sample.energy() != Sample.NONE;
      power.accept(sample, hasEnergy, newest);
      if (hasEnergy) {
        register.accept(sample);
      }
      newest = sample.at();
    }
    return new Outcome(
        counted.isEmpty() ? before : state(newest, power, register),
        book.sums(),
        register.counts(),
        List.copyOf(events),
        book.takenBack(),
        register.voided());
  }

  /** Where the register stands after what has led to {@code state}. */
  public static Standing standing(MeterState state, MeterProfile profile) {
    if (profile.register() == MeterProfile.Register.NO || state.equals(MeterState.INITIAL)) {
      return Standing.NONE;
    }
    SlotBook unused = new SlotBook();
    PowerMeter power = new PowerMeter(profile, unused, new ArrayList<>(0));
    RegisterMeter register =
        new RegisterMeter(profile, new Cap(profile), 0, unused, new ArrayList<>(0));
    VarintReader in = state.reader();
    if (in.unsigned() != STATE_VERSION) {
      throw new IllegalArgumentException("a state of another version");
    }
    long newest = in.signed();
    power.readFrom(in, newest);
    register.readFrom(in, newest);
    return register.standing();
  }

  private static MeterState state(long newest, PowerMeter power, RegisterMeter register) {
    VarintWriter out = new VarintWriter();
    out.unsigned(STATE_VERSION);
    out.signed(newest);
    power.writeTo(out, newest);
    register.writeTo(out, newest);
    return MeterState.written(out);
  }
}
