package io.garonne.streams;

import io.garonne.model.calendar.Period;
import io.garonne.model.metering.PageCounter;
import io.garonne.model.metering.SlotEnergy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** What the channels of a partition have booked, by quarter-hour, kept in a store. One thread. */
final class BookedSlots {
  private final KeyValueStore<Bytes, byte[]> store;

  /** Page counters by device, so that devices without them cost nothing more. */
  private final Map<String, Set<ChannelKey>> pageCounters = new HashMap<>();

  /**
   * Slots in a store.
   *
   * @param channels what has been metered before
   */
  BookedSlots(KeyValueStore<Bytes, byte[]> store, Collection<ChannelKey> channels) {
    this.store = store;
    channels.stream().filter(ChannelKey::isPages).forEach(this::addPageCounter);
  }

  /** Is told of a channel's quarter-hour. */
  interface Visitor {
    void slot(ChannelKey channel, long slot, SlotEnergy energy);
  }

  /** Decides how long quarter-hours are kept. */
  interface Age {
    /**
     * Whether a quarter-hour goes.
     *
     * @param newest start of the newest that the channel has; of a page counter, the newest of any
     *     of its device's, as they are kept as long as each other
     */
    boolean isOld(ChannelKey channel, long slot, long newest);
  }

  /** What a channel has booked in a slot. */
  SlotEnergy of(ChannelKey channel, long slot) {
    byte[] known = store.get(channel.key(slot));
    return known == null ? SlotEnergy.ZERO : Block.unpackSlot(new Unpacker(known));
  }

  void put(ChannelKey channel, long slot, SlotEnergy energy) {
    Bytes key = channel.key(slot);
    if (energy.isZero()) {
      store.delete(key);
    } else {
      Packer out = new Packer();
      Block.pack(energy, out);
      store.put(key, out.toBytes());
    }
  }

  /** Every quarter-hour that a device booked, from an instant's on. */
  void eachFrom(String device, long instant, Visitor each) {
    try (KeyValueIterator<Bytes, byte[]> all =
        store.range(ChannelKey.firstOf(device), ChannelKey.behind(device))) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        long slot = ChannelKey.timeIn(entry.key);
        if (slot >= Period.slotOf(instant)) {
          each.slot(ChannelKey.in(entry.key, 8), slot, Block.unpackSlot(new Unpacker(entry.value)));
        }
      }
    }
  }

  /** Whether more than one channel of a device has booked energy. */
  boolean hasSeveralChannels(String device) {
    Bytes next = ChannelKey.firstOfEnergy(device);
    for (int channels = 0; channels < 2; channels++) {
      try (KeyValueIterator<Bytes, byte[]> rest = store.range(next, ChannelKey.behind(device))) {
        if (!rest.hasNext()) {
          return false;
        }
        next = ChannelKey.in(rest.next().key, 8).key(Long.MAX_VALUE);
      }
    }
    return true;
  }

  // --- Page counters ---

  void addPageCounter(ChannelKey channel) {
    pageCounters.computeIfAbsent(channel.device(), device -> new LinkedHashSet<>()).add(channel);
  }

  Set<ChannelKey> pageCountersOf(String device) {
    return pageCounters.getOrDefault(device, Set.of());
  }

  /** Which page counters of a device have booked any of a slot. */
  PageCounter.Booked pagesBooked(String device, long slot) {
    PageCounter.Booked booked = PageCounter.Booked.NONE;
    for (ChannelKey counter : pageCountersOf(device)) {
      if (of(counter, slot).booked() > 0) {
        booked = booked.and(PageCounter.of(counter.channel()));
      }
    }
    return booked;
  }

  /** Whether the quarter-hour is there already with the energy, or with pages, of the channel. */
  boolean otherHasBooked(ChannelKey channel, long slot) {
    Set<ChannelKey> ofPages = pageCountersOf(channel.device());
    if (!channel.isPages()) {
      return ofPages.contains(channel.other()) && isThere(channel.other(), slot);
    }
    return isThere(channel.other(), slot)
        || ofPages.stream().anyMatch(other -> !other.equals(channel) && isThere(other, slot));
  }

  private boolean isThere(ChannelKey channel, long slot) {
    return store.get(channel.key(slot)) != null;
  }

  // --- How long they are kept ---

  /** Forgets what a device booked before an instant's quarter-hour. */
  void forgetBefore(String device, long instant) {
    List<Bytes> old = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all =
        store.range(ChannelKey.firstOf(device), ChannelKey.behind(device))) {
      while (all.hasNext()) {
        Bytes key = all.next().key;
        if (ChannelKey.timeIn(key) < Period.slotOf(instant)) {
          old.add(key);
        }
      }
    }
    old.forEach(store::delete);
  }

  /** Forgets what is old. */
  void forget(Age age) {
    Map<ChannelKey, Long> newest = new HashMap<>();
    // The iterator sees the store as it was.
    try (KeyValueIterator<Bytes, byte[]> all = store.reverseAll()) {
      while (all.hasNext()) {
        Bytes key = all.next().key;
        long slot = ChannelKey.timeIn(key);
        // Descending: the first slot of a channel is its newest.
        ChannelKey channel = ChannelKey.in(key, 8);
        long latest =
            newest.computeIfAbsent(channel, c -> c.isPages() ? newestPages(c.device()) : slot);
        if (age.isOld(channel, slot, latest)) {
          store.delete(key);
        }
      }
    }
  }

  private long newestPages(String device) {
    long newest = Long.MIN_VALUE;
    for (ChannelKey counter : pageCountersOf(device)) {
      try (KeyValueIterator<Bytes, byte[]> last =
          store.reverseRange(counter.key(Long.MIN_VALUE), counter.key(Long.MAX_VALUE))) {
        if (last.hasNext()) {
          newest = Math.max(newest, ChannelKey.timeIn(last.next().key));
        }
      }
    }
    return newest;
  }
}
