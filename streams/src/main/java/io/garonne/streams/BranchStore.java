package io.garonne.streams;

import io.garonne.model.PointRef;
import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the trees of one task remember, in one store: what channels booked, what the points above
 * them said of it, what that has added to the rows, and which quarter-hours are closed. One thread.
 */
final class BranchStore {
  /** No local day is longer than 25 hours. */
  static final long LONGEST_DAY = 26 * 3_600_000L;

  private static final int QUARTERS_OF_DAY = 96;

  /** What comes late to a tree with a personal meter is not closed before the rest is there. */
  private static final long PERSONAL_QUIET = 12 * 3_600_000L;

  private final KeyValueStore<Bytes, byte[]> store;
  private final BranchEntries entries;
  private final ParentsSaid parents;

  BranchStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    this.entries = new BranchEntries(store);
    this.parents = new ParentsSaid(store);
  }

  BranchEntries entries() {
    return entries;
  }

  ParentsSaid parents() {
    return parents;
  }

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

  // --- What was booked ---

  Booked booked(PointRef root, long slot) {
    byte[] bytes = store.get(TreeKeys.at(TreeKeys.BOOKED, root, slot));
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
    store.put(TreeKeys.at(TreeKeys.BOOKED, root, slot), out.toBytes());
  }

  void deleteBooked(PointRef root, long slot) {
    store.delete(TreeKeys.at(TreeKeys.BOOKED, root, slot));
  }

  // --- How long it is kept ---

  /** Whether a quarter-hour has counted and is corrected no more. */
  boolean isClosed(PointRef root, long slot) {
    byte[] bits = store.get(TreeKeys.closed(root, slot));
    return bits != null && BitSet.valueOf(bits).get(quarterOfDay(slot));
  }

  /** Forgets a quarter-hour; what it has added to the rows stays in them for good. */
  private void close(PointRef root, long slot) {
    parents
        .said(root, slot)
        .forEach(
            (point, said) -> {
              ParentsSaid.Day day = parents.day(root, point, said.day());
              parents.put(root, point, new ParentsSaid.Day(day.excess(), day.closed().plus(said)));
            });
    parents.putSaid(root, slot, Map.of());
    deleteBooked(root, slot);
    entries.delete(root, slot);
    setClosed(root, slot, quarterOfDay(slot), quarterOfDay(slot) + 1);
  }

  private void setClosed(PointRef root, long slot, int from, int to) {
    byte[] known = store.get(TreeKeys.closed(root, slot));
    BitSet bits = known == null ? new BitSet() : BitSet.valueOf(known);
    bits.set(from, to);
    store.put(TreeKeys.closed(root, slot), bits.toByteArray());
  }

  private static int quarterOfDay(long slot) {
    return (int) (Math.floorMod(slot, TreeKeys.UTC_DAY) / Period.SLOT);
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
    try (KeyValueIterator<Bytes, byte[]> range =
        store.range(TreeKeys.first(TreeKeys.BOOKED), TreeKeys.last(TreeKeys.BOOKED))) {
      while (range.hasNext()) {
        KeyValue<Bytes, byte[]> entry = range.next();
        Unpacker in = new Unpacker(entry.value);
        long changedAt = in.number();
        boolean personal = in.number() == 1;
        long slot = ChannelKey.timeIn(entry.key);
        if (personal) {
          personalDays
              .computeIfAbsent(TreeKeys.root(entry.key), root -> new TreeSet<>())
              .add(Math.floorDiv(slot, TreeKeys.UTC_DAY));
        }
        if (changedAt < now - TotalsBook.FINE_RETENTION) {
          old.computeIfAbsent(TreeKeys.root(entry.key), root -> new ArrayList<>()).add(slot);
        } else if (slot + Period.SLOT <= now - Row.PERSONAL_TREE_RETENTION
            && changedAt < now - PERSONAL_QUIET) {
          ripe.computeIfAbsent(TreeKeys.root(entry.key), root -> new ArrayList<>()).add(slot);
        }
      }
    }
    old.forEach((root, slots) -> slots.forEach(slot -> close(root, slot)));
    ripe.forEach(
        (root, slots) -> {
          Set<Long> personal = personalDays.getOrDefault(root, Set.of());
          for (long slot : slots) {
            long day = Math.floorDiv(slot, TreeKeys.UTC_DAY);
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
    entries.forgetPlaces();
  }

  /** Days of which every quarter-hour is closed. */
  private void forgetDays(long now) {
    List<Bytes> over = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> range =
        store.range(TreeKeys.first(TreeKeys.DAY), TreeKeys.last(TreeKeys.DAY))) {
      while (range.hasNext()) {
        Bytes key = range.next().key;
        long day = ChannelKey.timeIn(key);
        if (day + LONGEST_DAY < now && !isBooked(TreeKeys.root(key), day, day + LONGEST_DAY)) {
          over.add(key);
        }
      }
    }
    over.forEach(store::delete);
  }

  private boolean isBooked(PointRef root, long from, long to) {
    try (KeyValueIterator<Bytes, byte[]> range =
        store.range(
            TreeKeys.at(TreeKeys.BOOKED, root, from), TreeKeys.at(TreeKeys.BOOKED, root, to))) {
      return range.hasNext();
    }
  }
}
