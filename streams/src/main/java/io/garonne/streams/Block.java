package io.garonne.streams;

import io.garonne.model.metering.MeterEvent;
import io.garonne.model.metering.MeterState;
import io.garonne.model.metering.Outcome;
import io.garonne.model.metering.Sample;
import io.garonne.model.metering.Samples;
import io.garonne.model.metering.SlotEnergy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A quarter-hour of one channel: its samples, the meter's state before them and what they booked.
 *
 * @param before state of the meter before the first sample
 * @param samples sorted, one for each instant
 * @param slots what they changed in which slot
 * @param events when what happened, as {@link #mark}, what was taken back, as {@link #takenBack},
 *     and how much of it segments had booked that are void
 */
record Block(
    MeterState before,
    List<Sample> samples,
    SortedMap<Long, SlotEnergy> slots,
    Set<String> events) {

  private static final String VOIDED = "void@";

  static Block of(MeterState before, List<Sample> samples, Outcome outcome) {
    Set<String> events = new HashSet<>();
    outcome.events().forEach(event -> events.add(mark(event)));
    outcome.takenBack().forEach(slot -> events.add(takenBack(slot)));
    if (outcome.voided() != 0) {
      events.add(VOIDED + outcome.voided());
    }
    return new Block(before, samples, outcome.slots(), events);
  }

  /** Tells two events of a channel apart. */
  static String mark(MeterEvent event) {
    return event.kind().ordinal() + "@" + event.at();
  }

  /** That something was taken back of a slot. */
  static String takenBack(long slot) {
    return "back@" + slot;
  }

  /** Millijoules that segments had booked until these samples showed that they are void. */
  long voided() {
    return events.stream()
        .filter(event -> event.startsWith(VOIDED))
        .mapToLong(event -> Long.parseLong(event.substring(VOIDED.length())))
        .sum();
  }

  byte[] pack() {
    Packer out = new Packer().bytes(before.encode()).bytes(Samples.encode(samples));
    out.number(slots.size());
    for (Map.Entry<Long, SlotEnergy> entry : slots.entrySet()) {
      out.number(entry.getKey());
      pack(entry.getValue(), out);
    }
    out.number(events.size());
    events.forEach(out::text);
    return out.toBytes();
  }

  static Block unpack(byte[] bytes) {
    Unpacker in = new Unpacker(bytes);
    MeterState before = MeterState.decode(in.bytes());
    List<Sample> samples = Samples.decode(in.bytes());
    SortedMap<Long, SlotEnergy> slots = new TreeMap<>();
    for (int left = in.integer(); left > 0; left--) {
      slots.put(in.number(), unpackSlot(in));
    }
    Set<String> events = new HashSet<>();
    for (int left = in.integer(); left > 0; left--) {
      events.add(in.text());
    }
    return new Block(before, new ArrayList<>(samples), slots, events);
  }

  static void pack(SlotEnergy e, Packer out) {
    out.number(e.measured()).number(e.interpolated()).number(e.estimated());
    out.number(e.covered()).number(e.booked()).number(e.registered());
    out.number(e.crossings()).number(e.crossedBefore()).number(e.crossedInside());
  }

  static SlotEnergy unpackSlot(Unpacker in) {
    return new SlotEnergy(
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number());
  }
}
