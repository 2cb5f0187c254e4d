package io.garonne.streams;

import io.garonne.model.calendar.Period;
import io.garonne.model.metering.Meter;
import io.garonne.model.metering.MeterEvent;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.metering.MeterState;
import io.garonne.model.metering.Outcome;
import io.garonne.model.metering.Sample;
import io.garonne.model.metering.SlotEnergy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Meters the channels of a partition. The horizon's readings are blocks of a quarter-hour, each
 * with the meter's state before it and what it booked; a late reading meters its block anew, and
 * those behind it until the state is again what it was. One thread.
 */
final class ChannelMeter {
  private final KeyValueStore<Bytes, byte[]> blocks;
  private final KeyValueStore<Bytes, byte[]> heads;
  private final long horizon;

  ChannelMeter(
      KeyValueStore<Bytes, byte[]> blocks, KeyValueStore<Bytes, byte[]> heads, long horizon) {
    this.blocks = blocks;
    this.heads = heads;
    this.horizon = horizon;
  }

  /**
   * What is kept of a channel for ever.
   *
   * @param newest newest metered reading, milliseconds since 1970 UTC
   * @param oldestBlock start of the oldest block that is still there
   * @param tail state behind the newest block
   */
  record Head(long newest, long oldestBlock, MeterState tail) {

    static Head unpack(byte[] bytes) {
      Unpacker in = new Unpacker(bytes);
      return new Head(in.number(), in.number(), MeterState.decode(in.bytes()));
    }

    byte[] pack() {
      return new Packer().number(newest).number(oldestBlock).bytes(tail.encode()).toBytes();
    }
  }

  /**
   * What a batch of samples did.
   *
   * @param slots changes by slot
   * @param events what happened for the first time, for alerts
   * @param metered samples that changed what is known
   * @param repeated samples that changed nothing
   */
  record Effect(
      SortedMap<Long, SlotEnergy> slots, List<MeterEvent> events, long metered, long repeated) {}

  /** What is kept of the channel, or null if it is new. */
  @Nullable Head head(ChannelKey channel) {
    byte[] bytes = heads.get(channel.key());
    return bytes == null ? null : Head.unpack(bytes);
  }

  /** Channels of a device that are known here. */
  List<ChannelKey> channelsOf(String device) {
    List<ChannelKey> channels = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> range =
        heads.range(ChannelKey.firstOf(device), ChannelKey.behind(device))) {
      range.forEachRemaining(entry -> channels.add(ChannelKey.in(entry.key, 0)));
    }
    return channels;
  }

  /**
   * Meters samples in whatever order they came.
   *
   * @param arrived samples, none older than the horizon behind the newest of the channel
   * @param profiles the channel's profile in the quarter-hour that begins at an instant
   */
  Effect meter(ChannelKey channel, List<Sample> arrived, LongFunction<MeterProfile> profiles) {
    TreeMap<Long, List<Sample>> byBlock = new TreeMap<>();
    for (Sample sample : arrived) {
      byBlock.computeIfAbsent(Period.slotOf(sample.at()), start -> new ArrayList<>()).add(sample);
    }
    return new Pass(channel, byBlock, profiles, false).run();
  }

  /** Meters everything that is kept of a channel again, after its profile changed. */
  Effect meterAgain(ChannelKey channel, LongFunction<MeterProfile> profiles) {
    return new Pass(channel, new TreeMap<>(), profiles, true).run();
  }

  /** One pass over the blocks of a channel, from the first that changed. */
  private final class Pass {
    private final ChannelKey channel;
    private final NavigableMap<Long, List<Sample>> arrived;
    private final LongFunction<MeterProfile> profiles;
    private final boolean everything;
    private final @Nullable Head head;
    private final TreeMap<Long, SlotEnergy> changes = new TreeMap<>();
    private final List<MeterEvent> events = new ArrayList<>();
    private final List<KeyValue<Bytes, byte[]>> written = new ArrayList<>();
    private long metered;
    private long repeated;

    /** State before the next block; null while it is what that block says. */
    private @Nullable MeterState state;

    Pass(
        ChannelKey channel,
        NavigableMap<Long, List<Sample>> arrived,
        LongFunction<MeterProfile> profiles,
        boolean everything) {
      this.channel = channel;
      this.arrived = arrived;
      this.profiles = profiles;
      this.everything = everything;
      this.head = head(channel);
    }

    Effect run() {
      long from =
          everything ? (head == null ? 0 : head.oldestBlock()) : arrived.firstEntry().getKey();
      long newest = head == null ? Long.MIN_VALUE : head.newest();
      for (List<Sample> samples : arrived.values()) {
        for (Sample sample : samples) {
          newest = Math.max(newest, sample.at());
        }
      }
      try (KeyValueIterator<Bytes, byte[]> stored =
          blocks.range(channel.key(from), channel.key(Long.MAX_VALUE))) {
        walk(stored);
      }
      written.forEach(entry -> blocks.put(entry.key, entry.value));
      MeterState tail = state != null ? state : head == null ? MeterState.INITIAL : head.tail();
      long oldest = head == null ? from : Math.min(from, head.oldestBlock());
      heads.put(channel.key(), new Head(newest, forget(oldest, newest), tail).pack());
      changes.values().removeIf(SlotEnergy::isZero);
      return new Effect(changes, events, metered, repeated);
    }

    private void walk(KeyValueIterator<Bytes, byte[]> stored) {
      Long next = nextStored(stored);
      while (true) {
        Map.Entry<Long, List<Sample>> fresh = arrived.pollFirstEntry();
        // Blocks before the fresh one: only as long as the state differs from what they saw.
        while (next != null && (fresh == null || next < fresh.getKey())) {
          if (state == null && !everything) {
            if (fresh == null) {
              return;
            }
            stored.next();
          } else {
            again(next, Block.unpack(stored.next().value));
          }
          next = nextStored(stored);
        }
        if (fresh == null) {
          return;
        }
        Block block = null;
        if (next != null && next.equals(fresh.getKey())) {
          block = Block.unpack(stored.next().value);
          next = nextStored(stored);
        }
        MeterState before = state;
        if (before == null) {
          before = block != null ? block.before() : stateBefore(next);
        }
        meter(fresh.getKey(), before, block, joined(block, fresh.getValue()));
      }
    }

    private static @Nullable Long nextStored(KeyValueIterator<Bytes, byte[]> stored) {
      return stored.hasNext() ? ChannelKey.timeIn(stored.peekNextKey()) : null;
    }

    /** State before a new block: what the block behind it saw, else the channel's tail. */
    private MeterState stateBefore(@Nullable Long next) {
      if (next != null) {
        byte[] behind = blocks.get(channel.key(next));
        if (behind != null) {
          return Block.unpack(behind).before();
        }
      }
      return head == null ? MeterState.INITIAL : head.tail();
    }

    private void again(long start, Block block) {
      MeterState before = state == null ? block.before() : state;
      if (!everything && before.equals(block.before())) {
        state = null;
      } else {
        meter(start, before, block, block.samples());
      }
    }

    private List<Sample> joined(@Nullable Block block, List<Sample> fresh) {
      TreeMap<Long, Sample> byTime = new TreeMap<>();
      if (block != null) {
        block.samples().forEach(sample -> byTime.put(sample.at(), sample));
      }
      for (Sample sample : fresh) {
        Sample known = byTime.get(sample.at());
        Sample joined = known == null ? sample : known.join(sample);
        if (joined.equals(known)) {
          repeated++;
        } else {
          metered++;
          byTime.put(sample.at(), joined);
        }
      }
      return new ArrayList<>(byTime.values());
    }

    private void meter(long start, MeterState before, @Nullable Block was, List<Sample> samples) {
      Outcome outcome = Meter.run(before, samples, profiles.apply(start), horizon);
      Block is = Block.of(before, samples, outcome);
      is.slots().forEach((slot, energy) -> changes.merge(slot, energy, SlotEnergy::plus));
      if (was != null) {
        was.slots()
            .forEach(
                (slot, energy) ->
                    changes.merge(slot, SlotEnergy.ZERO.minus(energy), SlotEnergy::plus));
      }
      outcome.events().stream()
          .filter(event -> was == null || !was.events().contains(Block.mark(event)))
          .forEach(events::add);
      written.add(KeyValue.pair(channel.key(start), is.pack()));
      state = outcome.after();
    }

    /** Deletes blocks that no reading can come into any more; returns the oldest that stays. */
    private long forget(long oldest, long newest) {
      long keep = Period.slotOf(newest - horizon);
      if (keep <= oldest) {
        return oldest;
      }
      List<Bytes> old = new ArrayList<>();
      try (KeyValueIterator<Bytes, byte[]> range =
          blocks.range(channel.key(oldest), channel.key(keep - 1))) {
        range.forEachRemaining(entry -> old.add(entry.key));
      }
      old.forEach(blocks::delete);
      return keep;
    }
  }
}
