package io.garonne.model.metering;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What metering some samples gave.
 *
 * @param after the state to go on from
 * @param slots what to add, by start of slot (milliseconds since 1970 UTC); a slot may lie before
 *     the samples, and fields are negative where something was voided; no entry is zero
 * @param counts what to add
 * @param events in order of the samples that showed them
 * @param takenBack starts of the slots of which something was taken back, as it turned out to be
 *     false; whatever else was booked there
 * @param voided millijoules that segments of the register had booked until they were voided, at
 *     least 0; what their opening had booked over a reset is not among it
 */
public record Outcome(
    MeterState after,
    SortedMap<Long, SlotEnergy> slots,
    Counts counts,
    List<MeterEvent> events,
    Set<Long> takenBack,
    long voided) {

  /** This, and then the outcome of the samples that follow. */
  public Outcome then(Outcome next) {
    List<MeterEvent> both = new ArrayList<>(events);
    both.addAll(next.events);
    Set<Long> back = new TreeSet<>(takenBack);
    back.addAll(next.takenBack);
    return new Outcome(
        next.after,
        sum(slots, next.slots),
        counts.plus(next.counts),
        List.copyOf(both),
        back,
        voided + next.voided);
  }

  /** Slot by slot, without entries that are zero. */
  public static SortedMap<Long, SlotEnergy> sum(
      SortedMap<Long, SlotEnergy> one, SortedMap<Long, SlotEnergy> other) {
    SortedMap<Long, SlotEnergy> sum = new TreeMap<>(one);
    other.forEach((slot, energy) -> sum.merge(slot, energy, SlotEnergy::plus));
    sum.values().removeIf(SlotEnergy::isZero);
    return sum;
  }
}
