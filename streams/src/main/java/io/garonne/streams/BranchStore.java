package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.Part;
import io.garonne.model.PointRef;
import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import io.garonne.model.tree.Balance;
import io.garonne.model.tree.ChannelSlot;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
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
  private static final byte SAID = 's';
  private static final byte BOOKED = 'b';
  private static final byte DAY = 'd';
  private static final byte CLOSED = 'c';
  private static final int MOST_PLACES = 50_000;
  private static final long UTC_DAY = 86_400_000L;

  private static final int QUARTERS_OF_DAY = 96;

  /** What comes late to a tree with a personal meter is not closed before the rest is there. */
  private static final long PERSONAL_QUIET = 12 * 3_600_000L;

  /** No local day is longer than 25 hours. */
  private static final long LONGEST_DAY = 26 * 3_600_000L;

  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<Bytes, Assignment> places = new HashMap<>();

  BranchStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /**
   * What a point that stands above others said in a quarter-hour, or in several of one day.
   *
   * @param day start of the local day it belongs to, milliseconds since 1970 UTC
   * @param channels what it consists of, if it is a whole device
   * @param balance against the points below it
   * @param personal whether it, or a point right below it, is personal
   */
  record Said(long day, Set<String> channels, Balance balance, boolean personal) {

    Said plus(Said other) {
      Set<String> all = new TreeSet<>(channels);
      all.addAll(other.channels);
      return new Said(day, all, balance.plus(other.balance), personal || other.personal);
    }

    static Said nothing(long day) {
      return new Said(day, Set.of(), Balance.ZERO, false);
    }
  }

  /**
   * What is known of a point's local day beside its quarter-hours.
   *
   * @param excess whether the points below it say too much on that day
   * @param closed what it said in quarter-hours that are closed
   */
  record Day(boolean excess, Said closed) {}

  /**
   * What a quarter-hour of a tree has added to the rows.
   *
   * @param changedAt wall clock at which it was last resolved, within the hour, milliseconds since
   *     1970 UTC
   * @param personal whether anything in it is personal
   * @param counted by scope
   */
  record Booked(long changedAt, boolean personal, Map<Scope, Counted> counted) {
    static final Booked NOTHING = new Booked(0, false, Map.of());
  }

  /**
   * What a quarter-hour of a tree has added to a scope.
   *
   * @param zone of the scope's site
   */
  record Counted(ZoneId zone, Energies energies) {}

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

  // --- What points above others said, and their days ---

  void putSaid(PointRef root, long slot, Map<PointRef, Said> all) {
    Packer out = new Packer().number(all.size());
    all.forEach(
        (point, said) -> {
          BranchInput.pack(point, out);
          pack(said, out);
        });
    putOrDelete(key(SAID, root, time(slot)), all.isEmpty() ? null : out.toBytes());
  }

  Map<PointRef, Said> said(PointRef root, long slot) {
    return said(store.get(key(SAID, root, time(slot))));
  }

  /** What points said on a local day that begins so, by quarter-hour. */
  Map<PointRef, SortedMap<Long, Said>> saidOn(PointRef root, long day) {
    Map<PointRef, SortedMap<Long, Said>> all = new HashMap<>();
    try (KeyValueIterator<Bytes, byte[]> range =
        store.range(key(SAID, root, time(day)), key(SAID, root, time(day + LONGEST_DAY)))) {
      while (range.hasNext()) {
        KeyValue<Bytes, byte[]> entry = range.next();
        said(entry.value)
            .forEach(
                (point, said) -> {
                  if (said.day() == day) {
                    all.computeIfAbsent(point, p -> new TreeMap<>())
                        .put(ChannelKey.timeIn(entry.key), said);
                  }
                });
      }
    }
    return all;
  }

  private static Map<PointRef, Said> said(byte @Nullable [] bytes) {
    Map<PointRef, Said> all = new TreeMap<>();
    if (bytes != null) {
      Unpacker in = new Unpacker(bytes);
      for (int left = in.integer(); left > 0; left--) {
        all.put(BranchInput.point(in), unpackSaid(in));
      }
    }
    return all;
  }

  private static void pack(Said said, Packer out) {
    Balance b = said.balance();
    out.number(said.day()).number(said.personal() ? 1 : 0);
    out.number(b.own()).number(b.below()).number(b.wrong()).number(b.unshaped());
    out.number(b.steps()).number(said.channels().size());
    said.channels().stream().sorted().forEach(out::text);
  }

  private static Said unpackSaid(Unpacker in) {
    long day = in.number();
    boolean personal = in.number() == 1;
    Balance balance = new Balance(in.number(), in.number(), in.number(), in.number(), in.number());
    Set<String> channels = new TreeSet<>();
    for (int left = in.integer(); left > 0; left--) {
      channels.add(in.text());
    }
    return new Said(day, channels, balance, personal);
  }

  Day day(PointRef root, PointRef point, long day) {
    byte[] bytes = store.get(dayKey(root, point, day));
    if (bytes == null) {
      return new Day(false, Said.nothing(day));
    }
    Unpacker in = new Unpacker(bytes);
    return new Day(in.number() == 1, unpackSaid(in));
  }

  void put(PointRef root, PointRef point, Day day) {
    Packer out = new Packer().number(day.excess() ? 1 : 0);
    pack(day.closed(), out);
    boolean nothing = day.equals(new Day(false, Said.nothing(day.closed().day())));
    putOrDelete(dayKey(root, point, day.closed().day()), nothing ? null : out.toBytes());
  }

  private static Bytes dayKey(PointRef root, PointRef point, long day) {
    Packer name = new Packer();
    BranchInput.pack(point, name);
    byte[] bytes = name.toBytes();
    return key(DAY, root, ByteBuffer.allocate(8 + bytes.length).put(bytes).put(time(day)).array());
  }

  // --- What was booked ---

  Booked booked(PointRef root, long slot) {
    byte[] bytes = store.get(key(BOOKED, root, time(slot)));
    if (bytes == null) {
      return Booked.NOTHING;
    }
    Unpacker in = new Unpacker(bytes);
    long changedAt = in.number();
    boolean personal = in.number() == 1;
    Map<Scope, Counted> all = new LinkedHashMap<>();
    for (int left = in.integer(); left > 0; left--) {
      Scope scope = RowId.unpackScope(in);
      ZoneId zone = ZoneId.of(in.text());
      all.put(
          scope,
          new Counted(zone, new Energies(in.number(), in.number(), in.number(), in.number())));
    }
    return new Booked(changedAt, personal, all);
  }

  void putBooked(PointRef root, long slot, Booked booked) {
    Packer out = new Packer().number(booked.changedAt()).number(booked.personal() ? 1 : 0);
    out.number(booked.counted().size());
    booked
        .counted()
        .forEach(
            (scope, c) -> {
              RowId.packScope(scope, out);
              out.text(c.zone().getId());
              Energies e = c.energies();
              out.number(e.measured()).number(e.interpolated()).number(e.estimated());
              out.number(e.allocated());
            });
    store.put(key(BOOKED, root, time(slot)), out.toBytes());
  }

  void deleteBooked(PointRef root, long slot) {
    store.delete(key(BOOKED, root, time(slot)));
  }

  // --- How long it is kept ---

  /** Whether a quarter-hour has counted and is corrected no more. */
  boolean isClosed(PointRef root, long slot) {
    byte[] bits = store.get(closedKey(root, slot));
    return bits != null && BitSet.valueOf(bits).get(quarterOfDay(slot));
  }

  /** Forgets a quarter-hour; what it has added to the rows stays in them for good. */
  private void close(PointRef root, long slot) {
    said(root, slot)
        .forEach(
            (point, said) -> {
              Day day = day(root, point, said.day());
              put(root, point, new Day(day.excess(), day.closed().plus(said)));
            });
    putSaid(root, slot, Map.of());
    deleteBooked(root, slot);
    List<Bytes> entries = new ArrayList<>();
    Bytes from = key(ENTRY, root, time(slot));
    try (KeyValueIterator<Bytes, byte[]> range = store.range(from, behind(from))) {
      range.forEachRemaining(entry -> entries.add(entry.key));
    }
    entries.forEach(store::delete);
    setClosed(root, slot, quarterOfDay(slot), quarterOfDay(slot) + 1);
  }

  private void setClosed(PointRef root, long slot, int from, int to) {
    byte[] known = store.get(closedKey(root, slot));
    BitSet bits = known == null ? new BitSet() : BitSet.valueOf(known);
    bits.set(from, to);
    store.put(closedKey(root, slot), bits.toByteArray());
  }

  private static Bytes closedKey(PointRef root, long slot) {
    return key(CLOSED, root, time(Math.floorDiv(slot, UTC_DAY) * UTC_DAY));
  }

  private static int quarterOfDay(long slot) {
    return (int) (Math.floorMod(slot, UTC_DAY) / Period.SLOT);
  }

  /**
   * Takes a device's name off what it booked. Only a meter that stands above others keeps it: what
   * hangs below it is known by it.
   *
   * @param before quarter-hours that start earlier, milliseconds since 1970 UTC
   */
  void forget(PointRef root, String device, long before) {
    Map<Bytes, byte[]> named = new LinkedHashMap<>();
    Bytes from = key(ENTRY, root, time(Long.MIN_VALUE));
    try (KeyValueIterator<Bytes, byte[]> range =
        store.range(from, key(ENTRY, root, time(before)))) {
      range.forEachRemaining(entry -> named.put(entry.key, entry.value));
    }
    int head = from.get().length;
    Map<Long, String> pseudonyms = new HashMap<>();
    named.forEach(
        (key, value) -> {
          ChannelKey channel =
              ChannelKey.in(Bytes.wrap(Arrays.copyOfRange(key.get(), head, key.get().length)), 0);
          long slot = ByteBuffer.wrap(key.get()).getLong(head - 8) ^ Long.MIN_VALUE;
          Entry entry = Entry.unpack(value);
          Assignment as = place(key(PLACE, root, entry.place()));
          if (channel.device().equals(device) && !as.tree().hasChildren()) {
            // Another name in each quarter-hour: they cannot be put together again.
            String name = pseudonyms.computeIfAbsent(slot, s -> "forgotten " + UUID.randomUUID());
            store.delete(key);
            put(
                new BranchKey(root, new ChannelKey(name, channel.channel()), slot),
                new ChannelSlot(
                    name,
                    channel.channel(),
                    withoutNames(as),
                    entry.measured(),
                    entry.interpolated(),
                    entry.booked()));
          }
        });
    forgetPlaces();
  }

  private static Assignment withoutNames(Assignment a) {
    return new Assignment(
        a.from(),
        a.to(),
        a.channel(),
        a.site(),
        a.zone(),
        null,
        null,
        a.includeInTotals(),
        a.personal(),
        a.parts().stream()
            .map(
                part ->
                    new Part(
                        null, part.entity(), part.equipmentClass(), part.family(), part.weight()))
            .toList(),
        a.profile(),
        a.tree());
  }

  /**
   * Closes what nobody has changed for {@link TotalsBook#FINE_RETENTION}, and what is older than
   * {@link Row#PERSONAL_TREE_RETENTION} with anything personal on that day: a day is judged as a
   * whole, so a part of it would tell of the rest.
   *
   * @param now wall clock, milliseconds since 1970 UTC
   */
  void forget(long now) {
    Map<PointRef, List<Long>> old = new TreeMap<>();
    Map<PointRef, Set<Long>> personalDays = new TreeMap<>();
    Map<PointRef, List<Long>> ripe = new TreeMap<>();
    try (KeyValueIterator<Bytes, byte[]> range = store.range(first(BOOKED), last(BOOKED))) {
      while (range.hasNext()) {
        KeyValue<Bytes, byte[]> entry = range.next();
        Unpacker in = new Unpacker(entry.value);
        long changedAt = in.number();
        boolean personal = in.number() == 1;
        long slot = ChannelKey.timeIn(entry.key);
        if (personal) {
          personalDays
              .computeIfAbsent(root(entry.key), root -> new TreeSet<>())
              .add(Math.floorDiv(slot, UTC_DAY));
        }
        if (changedAt < now - TotalsBook.FINE_RETENTION) {
          old.computeIfAbsent(root(entry.key), root -> new ArrayList<>()).add(slot);
        } else if (slot + Period.SLOT <= now - Row.PERSONAL_TREE_RETENTION
            && changedAt < now - PERSONAL_QUIET) {
          ripe.computeIfAbsent(root(entry.key), root -> new ArrayList<>()).add(slot);
        }
      }
    }
    old.forEach((root, slots) -> slots.forEach(slot -> close(root, slot)));
    ripe.forEach(
        (root, slots) -> {
          Set<Long> personal = personalDays.getOrDefault(root, Set.of());
          for (long slot : slots) {
            long day = Math.floorDiv(slot, UTC_DAY);
            // A local day lies in two of these.
            if (personal.contains(day)
                || personal.contains(day - 1)
                || personal.contains(day + 1)) {
              close(root, slot);
              setClosed(root, slot, 0, QUARTERS_OF_DAY);
            }
          }
        });
    forgetDays(now);
    forgetPlaces();
  }

  /** Days of which every quarter-hour is closed. */
  private void forgetDays(long now) {
    List<Bytes> over = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> range = store.range(first(DAY), last(DAY))) {
      while (range.hasNext()) {
        Bytes key = range.next().key;
        long day = ChannelKey.timeIn(key);
        if (day + LONGEST_DAY < now && !isBooked(root(key), day, day + LONGEST_DAY)) {
          over.add(key);
        }
      }
    }
    over.forEach(store::delete);
  }

  private boolean isBooked(PointRef root, long from, long to) {
    try (KeyValueIterator<Bytes, byte[]> range =
        store.range(key(BOOKED, root, time(from)), key(BOOKED, root, time(to)))) {
      return range.hasNext();
    }
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
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
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
