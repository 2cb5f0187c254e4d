package io.garonne.streams;

import io.garonne.model.PointRef;
import io.garonne.model.tree.Balance;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What points that stand above others in the trees of a task said, by quarter-hour, and what is
 * known of their local days beside. One thread.
 */
final class ParentsSaid {
  private final KeyValueStore<Bytes, byte[]> store;

  ParentsSaid(KeyValueStore<Bytes, byte[]> store) {
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

  void putSaid(PointRef root, long slot, Map<PointRef, Said> all) {
    Packer out = new Packer().number(all.size());
    all.forEach(
        (point, said) -> {
          BranchInput.pack(point, out);
          pack(said, out);
        });
    putOrDelete(TreeKeys.at(TreeKeys.SAID, root, slot), all.isEmpty() ? null : out.toBytes());
  }

  Map<PointRef, Said> said(PointRef root, long slot) {
    return said(store.get(TreeKeys.at(TreeKeys.SAID, root, slot)));
  }

  /** What points said on a local day that begins so, by quarter-hour. */
  Map<PointRef, SortedMap<Long, Said>> saidOn(PointRef root, long day) {
    Map<PointRef, SortedMap<Long, Said>> all = new HashMap<>();
    try (KeyValueIterator<Bytes, byte[]> range =
        store.range(
            TreeKeys.at(TreeKeys.SAID, root, day),
            TreeKeys.at(TreeKeys.SAID, root, day + BranchStore.LONGEST_DAY))) {
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
    byte[] bytes = store.get(TreeKeys.day(root, point, day));
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
    putOrDelete(TreeKeys.day(root, point, day.closed().day()), nothing ? null : out.toBytes());
  }

  private void putOrDelete(Bytes key, byte @Nullable [] value) {
    if (value == null) {
      store.delete(key);
    } else {
      store.put(key, value);
    }
  }
}
