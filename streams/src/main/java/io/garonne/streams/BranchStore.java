package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.PointRef;
import io.garonne.model.Scope;
import io.garonne.model.tree.Balance;
import io.garonne.model.tree.ChannelSlot;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What the trees of one task remember, in one store. A key begins with what it is of, the root of
 * the tree and, where it is of a quarter-hour, its start; so a quarter-hour of a tree, or a day of
 * it, is one range. One thread.
 */
final class BranchStore {
  private static final byte ENTRY = 'e';
  private static final byte PLACE = 'p';
  private static final byte BALANCES = 'l';
  private static final byte BOOKED = 'b';
  private static final byte EXCESS = 'x';
  private static final byte NEWEST = 'n';
  private static final byte CUTOFF = 'c';
  private static final int MOST_PLACES = 50_000;

  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<Bytes, Assignment> places = new HashMap<>();

  BranchStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /**
   * A point's balance in a quarter-hour.
   *
   * @param day start of the local day it belongs to, milliseconds since 1970 UTC
   */
  record Compared(long day, Balance balance) {}

  /**
   * What a quarter-hour of a tree has added to a scope.
   *
   * @param zone of the scope's site
   */
  record Counted(ZoneId zone, Energies energies) {}

  /**
   * The newest thing that was heard of a channel.
   *
   * @param slot start of its newest quarter-hour, milliseconds since 1970 UTC
   * @param heardAt wall clock, milliseconds since 1970 UTC
   * @param personal whether it has been a personal device's
   */
  record Newest(long slot, long heardAt, boolean personal) {}

  /** What a channel booked; its place is kept once under its digest. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entry(long measured, long interpolated, long booked, byte[] place) {

    byte[] pack() {
      return new Packer()
          .number(measured)
          .number(interpolated)
          .number(booked)
          .bytes(place)
          .toBytes();
    }

    static Entry unpack(byte[] bytes) {
      Unpacker in = new Unpacker(bytes);
      return new Entry(in.number(), in.number(), in.number(), in.bytes());
    }
  }

  // --- Entries ---

  void put(BranchKey key, ChannelSlot slot) {
    Bytes at = entryKey(key);
    if (slot.booked() == 0) {
      store.delete(at);
      return;
    }
    byte[] place = BranchInput.place(slot.as());
    byte[] name = digest(place);
    Bytes placeKey = key(PLACE, key.root(), name);
    if (store.get(placeKey) == null) {
      store.put(placeKey, place);
    }
    store.put(at, new Entry(slot.measured(), slot.interpolated(), slot.booked(), name).pack());
  }

  /** What the channels of a tree have booked in a quarter-hour. */
  List<ChannelSlot> slots(PointRef root, long slot) {
    List<ChannelSlot> all = new ArrayList<>();
    Bytes from = key(ENTRY, root, time(slot));
    try (KeyValueIterator<Bytes, byte[]> range = store.range(from, behind(from))) {
      while (range.hasNext()) {
        KeyValue<Bytes, byte[]> entry = range.next();
        ChannelKey channel =
            ChannelKey.in(
                Bytes.wrap(
                    Arrays.copyOfRange(entry.key.get(), from.get().length, entry.key.get().length)),
                0);
        Entry of = Entry.unpack(entry.value);
        all.add(
            new ChannelSlot(
                channel.device(),
                channel.channel(),
                place(key(PLACE, root, of.place())),
                of.measured(),
                of.interpolated(),
                of.booked()));
      }
    }
    return all;
  }

  private Assignment place(Bytes key) {
    if (places.size() > MOST_PLACES) {
      places.clear();
    }
    return places.computeIfAbsent(key, k -> BranchInput.place(store.get(k)));
  }

  // --- Balances and excess ---

  void putBalances(PointRef root, long slot, Map<PointRef, Compared> balances) {
    Packer out = new Packer().number(balances.size());
    balances.forEach(
        (point, c) -> {
          BranchInput.pack(point, out);
          Balance b = c.balance();
          out.number(c.day()).number(b.own()).number(b.below()).number(b.wrong());
          out.number(b.unshaped()).number(b.steps());
        });
    putOrDelete(key(BALANCES, root, time(slot)), balances.isEmpty() ? null : out.toBytes());
  }

  Map<PointRef, Compared> balances(PointRef root, long slot) {
    return balances(store.get(key(BALANCES, root, time(slot))));
  }

  /** A point's balances in one local day, by quarter-hour. */
  SortedMap<Long, Balance> balancesOf(PointRef root, PointRef point, long day) {
    SortedMap<Long, Balance> all = new TreeMap<>();
    // No local day is longer than 25 hours.
    Bytes to = key(BALANCES, root, time(day + 26 * 3_600_000L));
    try (KeyValueIterator<Bytes, byte[]> range = store.range(key(BALANCES, root, time(day)), to)) {
      while (range.hasNext()) {
        KeyValue<Bytes, byte[]> entry = range.next();
        Compared compared = balances(entry.value).get(point);
        if (compared != null && compared.day() == day) {
          all.put(ChannelKey.timeIn(entry.key), compared.balance());
        }
      }
    }
    return all;
  }

  private static Map<PointRef, Compared> balances(byte @Nullable [] bytes) {
    Map<PointRef, Compared> all = new TreeMap<>();
    if (bytes != null) {
      Unpacker in = new Unpacker(bytes);
      for (int left = in.integer(); left > 0; left--) {
        PointRef point = BranchInput.point(in);
        long day = in.number();
        all.put(
            point,
            new Compared(
                day, new Balance(in.number(), in.number(), in.number(), in.number(), in.number())));
      }
    }
    return all;
  }

  boolean isExcess(PointRef root, PointRef point, long day) {
    return store.get(excessKey(root, point, day)) != null;
  }

  void excess(PointRef root, PointRef point, long day, boolean is) {
    putOrDelete(excessKey(root, point, day), is ? new byte[0] : null);
  }

  private static Bytes excessKey(PointRef root, PointRef point, long day) {
    Packer name = new Packer();
    BranchInput.pack(point, name);
    byte[] bytes = name.toBytes();
    return key(
        EXCESS, root, ByteBuffer.allocate(8 + bytes.length).put(time(day)).put(bytes).array());
  }

  // --- What was booked ---

  Map<Scope, Counted> booked(PointRef root, long slot) {
    Map<Scope, Counted> all = new LinkedHashMap<>();
    byte[] bytes = store.get(key(BOOKED, root, time(slot)));
    if (bytes != null) {
      Unpacker in = new Unpacker(bytes);
      for (int left = in.integer(); left > 0; left--) {
        Scope scope = RowId.unpackScope(in);
        ZoneId zone = ZoneId.of(in.text());
        all.put(
            scope,
            new Counted(zone, new Energies(in.number(), in.number(), in.number(), in.number())));
      }
    }
    return all;
  }

  void putBooked(PointRef root, long slot, Map<Scope, Counted> booked) {
    Packer out = new Packer().number(booked.size());
    booked.forEach(
        (scope, c) -> {
          RowId.packScope(scope, out);
          out.text(c.zone().getId());
          Energies e = c.energies();
          out.number(e.measured()).number(e.interpolated()).number(e.estimated());
          out.number(e.allocated());
        });
    putOrDelete(key(BOOKED, root, time(slot)), booked.isEmpty() ? null : out.toBytes());
  }

  // --- How long it is kept ---

  /** Start of the oldest quarter-hour of a tree that is still corrected. */
  long cutoff(PointRef root) {
    byte[] bytes = store.get(key(CUTOFF, root, new byte[0]));
    return bytes == null ? Long.MIN_VALUE : new Unpacker(bytes).number();
  }

  @Nullable Newest newest(PointRef root, ChannelKey channel) {
    byte[] bytes = store.get(key(NEWEST, root, channel.key().get()));
    return bytes == null ? null : newest(bytes);
  }

  private static Newest newest(byte[] bytes) {
    Unpacker in = new Unpacker(bytes);
    return new Newest(in.number(), in.number(), in.number() == 1);
  }

  void newest(PointRef root, ChannelKey channel, Newest newest) {
    store.put(
        key(NEWEST, root, channel.key().get()),
        new Packer()
            .number(newest.slot())
            .number(newest.heardAt())
            .number(newest.personal() ? 1 : 0)
            .toBytes());
  }

  /**
   * Forgets what is older than any tree still corrects: {@link TotalsBook#FINE_RETENTION} behind
   * the slowest channel that has been heard within that time, or 29 days where one is personal.
   *
   * @param now wall clock, milliseconds since 1970 UTC
   */
  void forget(long now) {
    Map<PointRef, Long> cutoffs = new TreeMap<>();
    List<Bytes> old = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> range = store.range(first(NEWEST), last(NEWEST))) {
      while (range.hasNext()) {
        KeyValue<Bytes, byte[]> entry = range.next();
        Newest newest = newest(entry.value);
        long kept = newest.personal() ? Row.PERSONAL_RETENTION : TotalsBook.FINE_RETENTION;
        boolean silent = newest.heardAt() < now - kept;
        // One that is silent for as long as anything is kept holds up nothing any more.
        cutoffs.merge(root(entry.key), silent ? now : newest.slot() - kept, Math::min);
        if (silent) {
          old.add(entry.key);
        }
      }
    }
    for (byte what : new byte[] {ENTRY, BALANCES, BOOKED, EXCESS}) {
      cutoffs.forEach(
          (root, cutoff) -> {
            try (KeyValueIterator<Bytes, byte[]> range =
                store.range(key(what, root, time(0)), key(what, root, time(cutoff)))) {
              range.forEachRemaining(entry -> old.add(entry.key));
            }
          });
    }
    old.forEach(store::delete);
    cutoffs.forEach(
        (root, cutoff) ->
            store.put(
                key(CUTOFF, root, new byte[0]),
                new Packer().number(Math.max(cutoff, cutoff(root))).toBytes()));
    forgetPlaces();
  }

  /** Places that nothing kept refers to: they may name a personal device. */
  private void forgetPlaces() {
    Set<Bytes> used = new HashSet<>();
    try (KeyValueIterator<Bytes, byte[]> range = store.range(first(ENTRY), last(ENTRY))) {
      while (range.hasNext()) {
        KeyValue<Bytes, byte[]> entry = range.next();
        used.add(key(PLACE, root(entry.key), Entry.unpack(entry.value).place()));
      }
    }
    List<Bytes> unused = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> range = store.range(first(PLACE), last(PLACE))) {
      while (range.hasNext()) {
        Bytes key = range.next().key;
        if (!used.contains(key)) {
          unused.add(key);
        }
      }
    }
    unused.forEach(store::delete);
    places.clear();
  }

  // --- Keys ---

  private static Bytes entryKey(BranchKey key) {
    byte[] channel = key.channel().key().get();
    return key(
        ENTRY,
        key.root(),
        ByteBuffer.allocate(8 + channel.length).put(time(key.slot())).put(channel).array());
  }

  private static Bytes key(byte what, PointRef root, byte[] rest) {
    Packer name = new Packer();
    BranchInput.pack(root, name);
    byte[] bytes = name.toBytes();
    // The root's own length comes first: no root's keys lie among another's.
    return Bytes.wrap(
        ByteBuffer.allocate(3 + bytes.length + rest.length)
            .put(what)
            .putShort((short) bytes.length)
            .put(bytes)
            .put(rest)
            .array());
  }

  private static PointRef root(Bytes key) {
    ByteBuffer in = ByteBuffer.wrap(key.get(), 1, key.get().length - 1);
    byte[] name = new byte[in.getShort()];
    in.get(name);
    return BranchInput.point(new Unpacker(name));
  }

  private static Bytes first(byte what) {
    return Bytes.wrap(new byte[] {what});
  }

  private static Bytes last(byte what) {
    return Bytes.wrap(new byte[] {(byte) (what + 1)});
  }

  /** A key behind every key that begins so. */
  private static Bytes behind(Bytes prefix) {
    byte[] bytes = Arrays.copyOf(prefix.get(), prefix.get().length + 2);
    Arrays.fill(bytes, prefix.get().length, bytes.length, (byte) 0xff);
    return Bytes.wrap(bytes);
  }

  private static byte[] time(long at) {
    return ByteBuffer.allocate(8).putLong(at ^ Long.MIN_VALUE).array();
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void putOrDelete(Bytes key, byte @Nullable [] value) {
    if (value == null) {
      store.delete(key);
    } else {
      store.put(key, value);
    }
  }

  /** Key of a quarter-hour of a tree, for whoever keeps a list of them. */
  static Bytes quarterHour(PointRef root, long slot) {
    return key(ENTRY, root, time(slot));
  }

  /** The tree in such a key; {@link ChannelKey#timeIn} has the time. */
  static PointRef rootIn(Bytes key) {
    return root(key);
  }
}
