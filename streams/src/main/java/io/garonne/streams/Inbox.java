package io.garonne.streams;

import io.garonne.model.Reading;
import io.garonne.model.metering.Amendment;
import io.garonne.model.metering.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Samples that arrived and are not metered yet, in their order of arrival. They are in a store from
 * the moment they arrive: a commit may come at any time, and what was consumed before it is never
 * asked for again. The store is cached, so that a commit, not a sample, costs a write. One thread.
 */
final class Inbox {
  /** Samples in one value of the store: the cost of appending is the cost of copying it. */
  private static final int CHUNK = 64;

  private static final Reading.State[] STATES = Reading.State.values();

  private static final int ENERGY = 1;
  private static final int POWER = 1 << 1;
  private static final int RESOLUTION = 1 << 2;
  private static final int STATE_SHIFT = 3;
  private static final int STATE_MASK = 7;
  private static final int COUNTED_ELSEWHERE = 1 << 6;
  private static final int REGISTER_AMENDED = 1 << 7;
  private static final int POWER_AMENDED = 1 << 8;

  private static final Amendment.Kind[] AMENDMENTS = Amendment.Kind.values();

  /**
   * A sample that arrived.
   *
   * @param isReading whether it stands for its reading in the ledger; false for the pages of a
   *     reading that said something else, too, and for a correction: the ledger counts readings
   */
  record Arrived(Sample sample, boolean isReading) {}

  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<ChannelKey, Tray> trays = new LinkedHashMap<>();

  /** What is known of a channel's chunks without reading them. */
  private static final class Tray {
    private int chunks;
    private int inLast;
    private @Nullable Bytes lastKey;
  }

  Inbox(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        Tray tray = trays.computeIfAbsent(ChannelKey.in(all.next().key, 8), key -> new Tray());
        tray.chunks++;
        tray.inLast = CHUNK;
      }
    }
  }

  /** Keeps a sample. */
  void add(ChannelKey channel, Arrived arrived) {
    Tray tray = trays.computeIfAbsent(channel, key -> new Tray());
    byte[] added = pack(arrived);
    Bytes key = tray.lastKey;
    if (key == null || tray.inLast == CHUNK) {
      key = channel.key(tray.chunks++);
      tray.lastKey = key;
      tray.inLast = 1;
      store.put(key, added);
      return;
    }
    tray.inLast++;
    byte[] chunk = store.get(key);
    byte[] longer = Arrays.copyOf(chunk, chunk.length + added.length);
    System.arraycopy(added, 0, longer, chunk.length, added.length);
    store.put(key, longer);
  }

  /** Channels that have something in it. */
  List<ChannelKey> channels() {
    return new ArrayList<>(trays.keySet());
  }

  /** How many readings wait in it. */
  long readings() {
    return channels().stream()
        .flatMap(channel -> read(channel, new ArrayList<>()).stream())
        .filter(Arrived::isReading)
        .count();
  }

  /** Time of the newest sample of a channel, or {@link Long#MIN_VALUE}. */
  long newest(ChannelKey channel) {
    return read(channel, new ArrayList<>()).stream()
        .mapToLong(arrived -> arrived.sample().at())
        .max()
        .orElse(Long.MIN_VALUE);
  }

  /** Takes out everything of a channel. */
  List<Arrived> drain(ChannelKey channel) {
    List<Bytes> keys = new ArrayList<>();
    List<Arrived> arrived = read(channel, keys);
    keys.forEach(store::delete);
    trays.remove(channel);
    return arrived;
  }

  private List<Arrived> read(ChannelKey channel, List<Bytes> keys) {
    List<Arrived> arrived = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> chunks =
        store.range(channel.key(0), channel.key(Long.MAX_VALUE))) {
      while (chunks.hasNext()) {
        KeyValue<Bytes, byte[]> chunk = chunks.next();
        keys.add(chunk.key);
        unpack(chunk.value, arrived);
      }
    }
    return arrived;
  }

  private static byte[] pack(Arrived arrived) {
    Sample s = arrived.sample();
    Reading.State state = s.state();
    Packer out = new Packer().number(s.at());
    out.number(
        (s.energy() == Sample.NONE ? 0 : ENERGY)
            | (s.power() == Sample.NONE ? 0 : POWER)
            | (s.resolution() == Sample.NONE ? 0 : RESOLUTION)
            | (state == null ? 0 : (state.ordinal() + 1) << STATE_SHIFT)
            | (arrived.isReading() ? 0 : COUNTED_ELSEWHERE)
            | (s.ofRegister() == null ? 0 : REGISTER_AMENDED)
            | (s.ofPower() == null ? 0 : POWER_AMENDED));
    if (s.energy() != Sample.NONE) {
      out.number(s.energy());
    }
    if (s.power() != Sample.NONE) {
      out.number(s.power());
    }
    if (s.resolution() != Sample.NONE) {
      out.number(s.resolution());
    }
    pack(s.ofRegister(), out);
    pack(s.ofPower(), out);
    return out.toBytes();
  }

  private static void pack(@Nullable Amendment a, Packer out) {
    if (a != null) {
      out.number(a.recordedAt()).number(a.kind().ordinal());
      out.number(a.last()).number(a.first()).number(a.resolution());
    }
  }

  private static Amendment amendment(Unpacker in) {
    return new Amendment(
        in.number(), AMENDMENTS[in.integer()], in.number(), in.number(), in.number());
  }

  private static Reading.@Nullable State state(int number) {
    return number == 0 ? null : STATES[number - 1];
  }

  private static void unpack(byte[] chunk, List<Arrived> into) {
    Unpacker in = new Unpacker(chunk);
    while (in.hasMore()) {
      long at = in.number();
      int said = in.integer();
      Sample sample =
          new Sample(
              at,
              (said & ENERGY) == 0 ? Sample.NONE : in.number(),
              (said & POWER) == 0 ? Sample.NONE : in.number(),
              state(said >> STATE_SHIFT & STATE_MASK),
              (said & RESOLUTION) == 0 ? Sample.NONE : in.number(),
              (said & REGISTER_AMENDED) == 0 ? null : amendment(in),
              (said & POWER_AMENDED) == 0 ? null : amendment(in));
      into.add(new Arrived(sample, (said & COUNTED_ELSEWHERE) == 0));
    }
  }
}
