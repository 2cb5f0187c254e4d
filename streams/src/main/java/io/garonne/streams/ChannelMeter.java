package io.garonne.streams;

import io.garonne.model.Causes;
import io.garonne.model.Causes.Cause;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.Conservation;
import io.garonne.model.metering.Counts;
import io.garonne.model.metering.Meter;
import io.garonne.model.metering.MeterEvent;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.metering.MeterState;
import io.garonne.model.metering.Outcome;
import io.garonne.model.metering.Remeter;
import io.garonne.model.metering.Sample;
import io.garonne.model.metering.SlotEnergy;
import io.garonne.model.metering.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.apache.kafka.common.utils.Bytes;
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
   * @param forgottenTo what is older cannot be taken in any more; {@link Long#MIN_VALUE} if nothing
   *     was forgotten
   * @param tail state behind the newest block
   * @param heldBack what waits there to be confirmed, as {@link Standing#heldBack}
   */
  record Head(long newest, long oldestBlock, long forgottenTo, MeterState tail, long heldBack) {

    static Head unpack(byte[] bytes) {
      Unpacker in = new Unpacker(bytes);
      return new Head(
          in.number(),
          in.number(),
          in.number(),
          MeterState.decode(in.bytes()),
          in.hasMore() ? in.number() : 0);
    }

    byte[] pack() {
      Packer out =
          new Packer().number(newest).number(oldestBlock).number(forgottenTo).bytes(tail.encode());
      return (heldBack == 0 ? out : out.number(heldBack)).toBytes();
    }
  }

  /**
   * What a batch of samples did.
   *
   * @param slots changes by slot
   * @param events what happened for the first time, for alerts
   * @param metered readings whose sample changed what is known
   * @param repeated readings whose sample changed nothing
   * @param corrections corrections that changed what is known
   * @param correctionsRepeated corrections that changed nothing
   * @param causes why a slot changed, of every slot in {@code slots}
   * @param register whether the register's step was booked
   * @param voided millijoules that segments had booked which turned out to be void; less than 0
   *     where they turned out not to be
   * @param heldBack millijoules that wait to be confirmed now and did not before
   */
  record Effect(
      SortedMap<Long, SlotEnergy> slots,
      List<MeterEvent> events,
      long metered,
      long repeated,
      long corrections,
      long correctionsRepeated,
      Map<Long, Causes> causes,
      Conservation register,
      long voided,
      long heldBack) {}

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

  /** Every channel that is known here. */
  List<ChannelKey> channels() {
    List<ChannelKey> channels = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = heads.all()) {
      all.forEachRemaining(entry -> channels.add(ChannelKey.in(entry.key, 0)));
    }
    return channels;
  }

  /**
   * Forgets what a channel said, but for the last of it, from which the meter goes on: nothing
   * before its newest reading can be taken in any more.
   */
  void forgetBlocks(ChannelKey channel) {
    Head head = head(channel);
    if (head != null && head.forgottenTo() <= head.newest()) {
      deleteBlocks(channel);
      long next = Period.slotOf(head.newest()) + Period.SLOT;
      heads.put(
          channel.key(), new Head(head.newest(), next, next, head.tail(), head.heldBack()).pack());
    }
  }

  /**
   * Forgets everything of a channel; it begins anew with its next reading.
   *
   * @return what was held back of it
   */
  long forget(ChannelKey channel) {
    deleteBlocks(channel);
    byte[] was = heads.delete(channel.key());
    return was == null ? 0 : Head.unpack(was).heldBack();
  }

  private void deleteBlocks(ChannelKey channel) {
    List<Bytes> all = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> range =
        blocks.range(channel.key(Long.MIN_VALUE), channel.key(Long.MAX_VALUE))) {
      range.forEachRemaining(entry -> all.add(entry.key));
    }
    all.forEach(blocks::delete);
  }

  /**
   * Meters samples in whatever order they came.
   *
   * @param arrived samples, none older than the horizon behind the newest of the channel
   * @param profiles the channel's profile in the quarter-hour that begins at an instant
   */
  Effect meter(
      ChannelKey channel, List<Inbox.Arrived> arrived, LongFunction<MeterProfile> profiles) {
    TreeMap<Long, List<Inbox.Arrived>> byBlock = new TreeMap<>();
    for (Inbox.Arrived one : arrived) {
      byBlock
          .computeIfAbsent(Period.slotOf(one.sample().at()), start -> new ArrayList<>())
          .add(one);
    }
    return new Pass(channel, byBlock, profiles, false).run();
  }

  /** Meters everything that is kept of a channel again, after its profile changed. */
  Effect meterAgain(ChannelKey channel, LongFunction<MeterProfile> profiles) {
    return head(channel) == null
        ? new Effect(new TreeMap<>(), List.of(), 0, 0, 0, 0, Map.of(), Conservation.NOTHING, 0, 0)
        : new Pass(channel, new TreeMap<>(), profiles, true).run();
  }

  /** One pass over the blocks of a channel, from the first that changed. */
  private final class Pass {
    private final ChannelKey channel;
    private final NavigableMap<Long, List<Inbox.Arrived>> arrived;
    private final LongFunction<MeterProfile> profiles;
    private final boolean everything;
    private final @Nullable Head head;

    /** Blocks as they were, of those that were looked at. */
    private final Map<Long, Block> known = new HashMap<>();

    private final TreeMap<Long, SlotEnergy> changes = new TreeMap<>();
    private final List<MeterEvent> events = new ArrayList<>();

    /** Why blocks are metered anew, of those whose samples changed. */
    private final Map<Long, Causes> reasons = new HashMap<>();

    /** Why slots changed. */
    private final Map<Long, Causes> causes = new HashMap<>();

    private final long newestBefore;
    private long newest;
    private long lastLookedAt = Long.MIN_VALUE;
    private long changedSamples;
    private long metered;
    private long repeated;
    private long corrections;
    private long correctionsRepeated;
    private long voided;

    Pass(
        ChannelKey channel,
        NavigableMap<Long, List<Inbox.Arrived>> arrived,
        LongFunction<MeterProfile> profiles,
        boolean everything) {
      this.channel = channel;
      this.arrived = arrived;
      this.profiles = profiles;
      this.everything = everything;
      this.head = head(channel);
      this.newest = head == null ? Long.MIN_VALUE : head.newest();
      this.newestBefore = newest;
    }

    Effect run() {
      long oldest = head == null ? Long.MAX_VALUE : head.oldestBlock();
      long from = everything ? oldest : arrived.firstKey();
      long lastChanged = everything ? Long.MAX_VALUE : arrived.lastKey();
      List<Remeter.Redone> redone;
      try (KeyValueIterator<Bytes, byte[]> stored =
          blocks.range(channel.key(from), channel.key(Long.MAX_VALUE))) {
        redone = Remeter.run(new Merged(stored), lastChanged, profiles, horizon);
      }
      MeterState tail = head == null ? MeterState.INITIAL : head.tail();
      Causes because = Causes.UNKNOWN;
      for (Remeter.Redone one : redone) {
        Causes own = reason(one.block());
        // One that begins otherwise than last time changes for what changed before it, too.
        because = one.before().equals(one.block().before()) ? own : because.plus(own);
        book(one, because);
        if (one.block().start() == lastLookedAt) {
          tail = one.outcome().after();
        }
      }
      long kept = forget(Math.min(from, oldest));
      long forgottenTo = head == null ? Long.MIN_VALUE : head.forgottenTo();
      long heldBackBefore = head == null ? 0 : head.heldBack();
      long heldBack =
          redone.isEmpty()
              ? heldBackBefore
              : Meter.standing(tail, profiles.apply(redone.getLast().block().start())).heldBack();
      heads.put(channel.key(), new Head(newest, kept, forgottenTo, tail, heldBack).pack());
      changes.values().removeIf(SlotEnergy::isZero);
      return new Effect(
          changes,
          events,
          metered,
          repeated,
          corrections,
          correctionsRepeated,
          causes,
          conservation(redone, tail),
          voided,
          heldBack - heldBackBefore);
    }

    private Causes reason(Remeter.Block block) {
      return everything
          ? Causes.of(Cause.INVENTORY)
          : reasons.getOrDefault(block.start(), Causes.UNKNOWN);
    }

    /**
     * Once a pass, not a reading; a pass in which a segment opened or was voided, or a meter is
     * exchanged or was, leaves it open.
     */
    private Conservation conservation(List<Remeter.Redone> redone, MeterState tail) {
      if (head == null || everything || redone.isEmpty()) {
        return Conservation.NOTHING;
      }
      Remeter.Redone first = redone.getFirst();
      return Conservation.of(
          first.before(),
          head.tail(),
          tail,
          profiles.apply(first.block().start()),
          redone.stream().allMatch(this::isUnbroken),
          changes.values());
    }

    private boolean isUnbroken(Remeter.Redone one) {
      Block was = known.get(one.block().start());
      Counts counts = one.outcome().counts();
      return one.outcome().events().isEmpty()
          && (was == null || was.events().isEmpty())
          && !hasExchange(one.block().samples())
          && (was == null || !hasExchange(was.samples()))
          && counts.resets() == 0
          && counts.discontinuities() == 0;
    }

    private static boolean hasExchange(List<Sample> samples) {
      return samples.stream().anyMatch(Sample::isExchange);
    }

    /** Stored blocks and those that samples arrived for, in order of time. */
    private final class Merged implements Iterator<Remeter.Block> {
      private final KeyValueIterator<Bytes, byte[]> stored;

      Merged(KeyValueIterator<Bytes, byte[]> stored) {
        this.stored = stored;
      }

      @Override
      public boolean hasNext() {
        return stored.hasNext() || !arrived.isEmpty();
      }

      @Override
      public Remeter.Block next() {
        Long inStore = stored.hasNext() ? ChannelKey.timeIn(stored.peekNextKey()) : null;
        Long fresh = arrived.isEmpty() ? null : arrived.firstKey();
        if (fresh == null || (inStore != null && inStore < fresh)) {
          Block block = Block.unpack(stored.next().value);
          return block(Objects.requireNonNull(inStore), block, block.samples(), everything);
        }
        List<Inbox.Arrived> samples = Objects.requireNonNull(arrived.pollFirstEntry()).getValue();
        if (fresh.equals(inStore)) {
          Block block = Block.unpack(stored.next().value);
          long changedBefore = changedSamples;
          List<Sample> joined = joined(block.samples(), samples);
          return block(fresh, block, joined, changedSamples > changedBefore);
        }
        lastLookedAt = fresh;
        return new Remeter.Block(fresh, joined(List.of(), samples), stateBefore(inStore), true);
      }

      private Remeter.Block block(long start, Block was, List<Sample> samples, boolean changed) {
        known.put(start, was);
        lastLookedAt = start;
        return new Remeter.Block(start, samples, was.before(), changed);
      }
    }

    /** State before a new block: what the block behind it saw, else the channel's tail. */
    private MeterState stateBefore(@Nullable Long behind) {
      byte[] next = behind == null ? null : blocks.get(channel.key(behind));
      if (next != null) {
        return Block.unpack(next).before();
      }
      return head == null ? MeterState.INITIAL : head.tail();
    }

    private List<Sample> joined(List<Sample> there, List<Inbox.Arrived> fresh) {
      TreeMap<Long, Sample> byTime = new TreeMap<>();
      there.forEach(sample -> byTime.put(sample.at(), sample));
      for (Inbox.Arrived one : fresh) {
        Sample sample = one.sample();
        Sample before = byTime.get(sample.at());
        Sample joined = before == null ? sample : before.join(sample);
        int readings = one.isReading() ? 1 : 0;
        int corrected = sample.isAmended() ? 1 : 0;
        if (joined.equals(before)) {
          repeated += readings;
          correctionsRepeated += corrected;
        } else {
          metered += readings;
          corrections += corrected;
          changedSamples++;
          reasons.merge(Period.slotOf(sample.at()), reason(sample), Causes::plus);
          byTime.put(sample.at(), joined);
        }
        newest = Math.max(newest, sample.at());
      }
      return new ArrayList<>(byTime.values());
    }

    private Causes reason(Sample sample) {
      if (sample.isAmended()) {
        return Causes.ofCorrection(sample.amendedAt());
      }
      return Causes.of(sample.at() > newestBefore ? Cause.PROGRESS : Cause.LATE_READING);
    }

    /** Puts a block's new outcome into the place of what it had booked. */
    private void book(Remeter.Redone redone, Causes because) {
      long start = redone.block().start();
      Block was = known.get(start);
      Block is = Block.of(redone.before(), redone.block().samples(), redone.outcome());
      SortedMap<Long, SlotEnergy> changed =
          was == null ? is.slots() : Outcome.sum(is.slots(), negative(was.slots()));
      changed.forEach(
          (slot, energy) -> {
            changes.merge(slot, energy, SlotEnergy::plus);
            // What an older reading or a person takes back is theirs.
            String back = Block.takenBack(slot);
            boolean isGlitch =
                because.equals(Causes.of(Cause.PROGRESS))
                    && is.events().contains(back)
                    && (was == null || !was.events().contains(back));
            causes.merge(
                slot, isGlitch ? because.plus(Causes.of(Cause.GLITCH)) : because, Causes::plus);
          });
      redone.outcome().events().stream()
          .filter(event -> was == null || !was.events().contains(Block.mark(event)))
          .forEach(events::add);
      voided += is.voided() - (was == null ? 0 : was.voided());
      blocks.put(channel.key(start), is.pack());
    }

    private static SortedMap<Long, SlotEnergy> negative(SortedMap<Long, SlotEnergy> slots) {
      TreeMap<Long, SlotEnergy> negative = new TreeMap<>(slots);
      negative.replaceAll((slot, energy) -> SlotEnergy.ZERO.minus(energy));
      return negative;
    }

    /** Deletes blocks that no reading can come into any more; returns the oldest that stays. */
    private long forget(long oldest) {
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
