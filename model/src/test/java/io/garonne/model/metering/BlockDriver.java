package io.garonne.model.metering;

import io.garonne.model.calendar.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One channel as streams keeps it: blocks of a quarter-hour with their samples as bytes, the state
 * each was metered from, and what it gave. A late reading re-meters from its block on.
 */
final class BlockDriver {
  private static final class Stored {
    byte[] samples = new byte[0];
    byte[] before = new byte[0];
    boolean changed = true;
    SortedMap<Long, SlotEnergy> slots = new TreeMap<>();
    Counts counts = Counts.ZERO;
  }

  private final MeterProfile profile;
  private final long horizon;
  private final TreeMap<Long, Stored> blocks = new TreeMap<>();
  private byte[] newest = new byte[0];
  long metered;

  BlockDriver(MeterProfile profile, long horizon) {
    this.profile = profile;
    this.horizon = horizon;
  }

  /** Takes readings of any times in any order, as one commit does. */
  void accept(List<Sample> batch) {
    for (Sample sample : batch) {
      Stored block = blocks.computeIfAbsent(Period.slotOf(sample.at()), start -> begin(start));
      List<Sample> known = Samples.decode(block.samples);
      List<Sample> merged = Samples.merge(known, List.of(sample));
      if (!merged.equals(known)) {
        block.samples = Samples.encode(merged);
        block.changed = true;
      }
    }
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (var entry : blocks.entrySet()) {
      if (entry.getValue().changed) {
        first = Math.min(first, entry.getKey());
        last = entry.getKey();
      }
    }
    if (first == Long.MAX_VALUE) {
      return;
    }
    List<Remeter.Block> from = new ArrayList<>();
    blocks
        .tailMap(first)
        .forEach(
            (start, b) ->
                from.add(
                    new Remeter.Block(
                        start, Samples.decode(b.samples), MeterState.decode(b.before), b.changed)));
    for (Remeter.Redone redone : Remeter.run(from.iterator(), last, start -> profile, horizon)) {
      Stored block = Objects.requireNonNull(blocks.get(redone.block().start()));
      block.before = redone.before().encode();
      block.slots = redone.outcome().slots();
      block.counts = redone.outcome().counts();
      block.changed = false;
      metered++;
      if (redone.block().start() == blocks.lastKey()) {
        newest = redone.outcome().after().encode();
      }
    }
  }

  /** A new block begins as the block after it did, or else where the channel stands. */
  private Stored begin(long start) {
    Stored block = new Stored();
    var next = blocks.higherEntry(start);
    block.before = next == null ? newest : next.getValue().before;
    return block;
  }

  PlainMeter.Result result() {
    SortedMap<Long, SlotEnergy> slots = new TreeMap<>();
    Counts counts = Counts.ZERO;
    for (Stored block : blocks.values()) {
      slots = Outcome.sum(slots, block.slots);
      counts = counts.plus(block.counts);
    }
    return new PlainMeter.Result(slots, counts, Meter.standing(state(), profile).waits());
  }

  MeterState state() {
    return MeterState.decode(newest);
  }
}
