package io.garonne.model.metering;

import io.garonne.model.calendar.Period;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The metering rules M1 to M10 as they are written down: a function of all samples of a channel.
 * This is the specification, and what the {@code meter} command shows; {@link Meter} must agree
 * with it. Nothing is too late here (M11 is about streams).
 */
public final class PlainMeter {
  /**
   * What the samples come to.
   *
   * @param slots by start of slot, milliseconds since 1970 UTC; no entry is zero
   * @param counts how often the register did what it should not
   * @param waits whether the newest reading of the register fits nothing before it and counts only
   *     once a second one continues it (M5); then it is not among the glitches yet
   */
  public record Result(SortedMap<Long, SlotEnergy> slots, Counts counts, boolean waits) {}

  private PlainMeter() {}

  /**
   * Meters a whole channel.
   *
   * @param all samples sorted by {@code at}, no two of one instant: see {@link Samples#sorted}
   * @param horizonMillis how long a segment waits for a reading (M4)
   */
  public static Result of(List<Sample> all, MeterProfile profile, long horizonMillis) {
    List<Sample> samples = Samples.amended(all);
    List<Sample> registered =
        profile.register() == MeterProfile.Register.NO
            ? List.of()
            : samples.stream().filter(s -> s.energy() != Sample.NONE).toList();
    PlainRegister.Result register = PlainRegister.of(registered, profile, horizonMillis);
    PlainPower.Result power = PlainPower.of(samples, profile);

    SortedMap<Long, SlotEnergy> slots = new TreeMap<>();
    register.steps().forEach(step -> bookRegister(slots, step, profile));
    power.booked().forEach(step -> bookPower(slots, step, false));
    power.estimated().forEach(step -> bookPower(slots, step, true));
    slots.values().removeIf(SlotEnergy::isZero);
    return new Result(slots, register.counts(), register.waits());
  }

  /** M9 and M10 of a register step. */
  private static void bookRegister(
      SortedMap<Long, SlotEnergy> slots, PlainRegister.Step step, MeterProfile profile) {
    long length = step.to() - step.from();
    boolean interpolated = length > Math.max(profile.maxGap(), 2 * profile.interval());
    long lastSlot = Period.slotOf(step.to() - 1);
    for (long slot = Period.slotOf(step.from()); slot <= lastSlot; slot += Period.SLOT) {
      long from = Math.max(slot, step.from());
      long to = Math.min(slot + Period.SLOT, step.to());
      long energy =
          Spread.even(step.energy(), to - step.from(), length)
              - Spread.even(step.energy(), from - step.from(), length);
      boolean whole = from == step.from() && to == step.to();
      boolean crossing = !whole && slot == lastSlot;
      SlotEnergy piece =
          new SlotEnergy(
              interpolated ? 0 : energy,
              interpolated ? energy : 0,
              0,
              interpolated ? 0 : to - from,
              to - from,
              whole ? length : 0,
              crossing ? 1 : 0,
              crossing ? slot - step.from() : 0,
              crossing ? step.to() - slot : 0);
      slots.merge(slot, piece, SlotEnergy::plus);
    }
  }

  /** M9 and M10 of a step of power. */
  private static void bookPower(
      SortedMap<Long, SlotEnergy> slots, PlainPower.Step step, boolean estimated) {
    long lastSlot = Period.slotOf(step.to() - 1);
    for (long slot = Period.slotOf(step.from()); slot <= lastSlot; slot += Period.SLOT) {
      long from = Math.max(slot, step.from());
      long to = Math.min(slot + Period.SLOT, step.to());
      long energy = step.until(to) - step.until(from);
      SlotEnergy piece =
          estimated
              ? new SlotEnergy(0, 0, energy, 0, 0, 0, 0, 0, 0)
              : new SlotEnergy(energy, 0, 0, to - from, to - from, 0, 0, 0, 0);
      slots.merge(slot, piece, SlotEnergy::plus);
    }
  }
}
