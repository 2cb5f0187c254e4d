package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.Part;
import io.garonne.model.PointRef;
import io.garonne.model.tree.ChannelSlot;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the channels of a task's trees have booked, by quarter-hour; what it counts for is kept once
 * for all that count alike. One thread.
 */
final class BranchEntries {
  private static final int MOST_PLACES = 50_000;

  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<Bytes, Assignment> places = new HashMap<>();

  BranchEntries(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

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

  void put(BranchKey key, ChannelSlot slot) {
    Bytes at = TreeKeys.entry(key);
    if (slot.booked() == 0) {
      store.delete(at);
      return;
    }
    byte[] place = BranchInput.place(slot.as());
    byte[] name = digest(place);
    Bytes placeKey = TreeKeys.key(TreeKeys.PLACE, key.root(), name);
    if (store.get(placeKey) == null) {
      store.put(placeKey, place);
    }
    store.put(at, new Entry(slot.measured(), slot.interpolated(), slot.booked(), name).pack());
  }

  /** What the channels of a tree have booked in a quarter-hour. */
  List<ChannelSlot> slots(PointRef root, long slot) {
    List<ChannelSlot> all = new ArrayList<>();
    Bytes from = TreeKeys.at(TreeKeys.ENTRY, root, slot);
    try (KeyValueIterator<Bytes, byte[]> range = store.range(from, TreeKeys.behind(from))) {
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
                place(TreeKeys.key(TreeKeys.PLACE, root, of.place())),
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

  /** Forgets a quarter-hour of a tree. */
  void delete(PointRef root, long slot) {
    List<Bytes> entries = new ArrayList<>();
    Bytes from = TreeKeys.quarterHour(root, slot);
    try (KeyValueIterator<Bytes, byte[]> range = store.range(from, TreeKeys.behind(from))) {
      range.forEachRemaining(entry -> entries.add(entry.key));
    }
    entries.forEach(store::delete);
  }

  /**
   * Takes a device's name off what it booked. Only a meter that stands above others keeps it: what
   * hangs below it is known by it.
   *
   * @param before quarter-hours that start earlier, milliseconds since 1970 UTC
   */
  void forget(PointRef root, String device, long before) {
    Map<Bytes, byte[]> named = new LinkedHashMap<>();
    Bytes from = TreeKeys.at(TreeKeys.ENTRY, root, Long.MIN_VALUE);
    try (KeyValueIterator<Bytes, byte[]> range =
        store.range(from, TreeKeys.at(TreeKeys.ENTRY, root, before))) {
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
          Assignment as = place(TreeKeys.key(TreeKeys.PLACE, root, entry.place()));
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

  /** Places that nothing kept refers to: they may name a personal device. */
  void forgetPlaces() {
    Set<Bytes> used = new HashSet<>();
    try (KeyValueIterator<Bytes, byte[]> range =
        store.range(TreeKeys.first(TreeKeys.ENTRY), TreeKeys.last(TreeKeys.ENTRY))) {
      while (range.hasNext()) {
        KeyValue<Bytes, byte[]> entry = range.next();
        used.add(
            TreeKeys.key(
                TreeKeys.PLACE, TreeKeys.root(entry.key), Entry.unpack(entry.value).place()));
      }
    }
    List<Bytes> unused = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> range =
        store.range(TreeKeys.first(TreeKeys.PLACE), TreeKeys.last(TreeKeys.PLACE))) {
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

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
