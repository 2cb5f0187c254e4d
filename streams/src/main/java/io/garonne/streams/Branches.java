package io.garonne.streams;

import io.garonne.model.Causes;
import io.garonne.model.PointRef;
import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import io.garonne.model.tree.ChannelSlot;
import io.garonne.model.tree.MeterTree;
import io.garonne.model.tree.Piece;
import io.garonne.model.tree.Pieces;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The trees of meters of one task. A quarter-hour of a tree that changed is resolved anew as a
 * whole, and what it adds to the rows of several devices takes the place of what it had added. So
 * the rows are a function of the set of slots. One thread.
 */
final class Branches {
  private static final long HOUR = 3_600_000L;

  /** Quarter-hours that are resolved at a time. */
  private static final int AT_ONCE = 16;

  /** Entries that are looked at in one flush; the rest waits for the next. Some seconds. */
  private static final long MOST_ENTRIES = 2_000_000;

  /** Is told of a point whose children say too much on a day. */
  interface Listener {
    /** The children of a point say more than it does, on the local day that begins so. */
    void excess(PointRef point, long day, ParentsSaid.Said said);

    /** A quarter-hour came too late for its tree. */
    void tooOld(ChannelKey channel, long slot);
  }

  private final BranchStore store;
  private final KeyValueStore<Bytes, byte[]> due;
  private final GroupShares shares;
  private final RollUp rollUp;
  private final Listener listener;
  private final TreeDays days;
  private long entries;

  /** A point's local day. */
  private record DayOf(PointRef point, long day) {}

  /**
   * Trees kept in stores.
   *
   * @param due quarter-hours that changed and are not resolved yet
   */
  Branches(
      BranchStore store,
      KeyValueStore<Bytes, byte[]> due,
      GroupShares shares,
      ZoneId estateZone,
      Listener listener) {
    this.store = store;
    this.due = due;
    this.shares = shares;
    this.rollUp = new RollUp(estateZone);
    this.listener = listener;
    this.days = new TreeDays(store.parents());
  }

  /** Takes what a channel has booked; it counts from the next {@link #flush} on. */
  void take(BranchKey key, ChannelSlot booked, Causes causes) {
    if (store.isClosed(key.root(), key.slot())) {
      if (!booked.as().personal()) {
        listener.tooOld(key.channel(), key.slot());
      }
      return;
    }
    store.entries().put(key, booked);
    Bytes quarter = TreeKeys.quarterHour(key.root(), key.slot());
    due.put(quarter, Because.bytes(Because.of(due.get(quarter)).plus(causes)));
  }

  /** What a device booked stays, and its name goes. */
  void forget(PointRef root, String device, long before) {
    store.entries().forget(root, device, before);
  }

  /** Resolves everything that changed and sends the shares that it changes. */
  void flushAll(long now) {
    boolean all;
    do {
      all = flush(now);
    } while (!all);
  }

  /**
   * Resolves what changed, as much as can be done at a time, and sends the shares that it changes.
   *
   * @return whether that was all
   */
  boolean flush(long now) {
    Map<PointRef, TreeMap<Long, Causes>> changed = new TreeMap<>();
    try (KeyValueIterator<Bytes, byte[]> all = due.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> one = all.next();
        changed
            .computeIfAbsent(TreeKeys.root(one.key), root -> new TreeMap<>())
            .put(ChannelKey.timeIn(one.key), Because.of(one.value));
      }
    }
    entries = 0;
    for (Map.Entry<PointRef, TreeMap<Long, Causes>> tree : changed.entrySet()) {
      List<Long> slots = List.copyOf(tree.getValue().keySet());
      for (int from = 0; from < slots.size() && entries < MOST_ENTRIES; from += AT_ONCE) {
        List<Long> some = slots.subList(from, Math.min(slots.size(), from + AT_ONCE));
        resolve(tree.getKey(), some, tree.getValue(), now);
        some.forEach(slot -> due.delete(TreeKeys.quarterHour(tree.getKey(), slot)));
        // Before anything counts another time: whether a row is there is asked of the shares.
        rollUp.groupRows().forEach((row, by) -> shares.change(row, by, now));
        rollUp.clear();
        days.trim();
      }
    }
    return entries < MOST_ENTRIES;
  }

  private void resolve(PointRef root, List<Long> changed, Map<Long, Causes> causes, long now) {
    Set<DayOf> compared = new LinkedHashSet<>();
    Set<Long> again = new TreeSet<>();
    for (long slot : changed) {
      compare(root, slot, compared, again);
    }
    // Whether these were booked whole is seen otherwise now.
    for (long slot : List.copyOf(again)) {
      compare(root, slot, compared, again);
    }
    Set<Long> counted = new TreeSet<>(changed);
    counted.addAll(again);
    for (DayOf of : compared) {
      ParentsSaid.Said said = days.whole(root, of.point(), of.day());
      ParentsSaid.Day day = store.parents().day(root, of.point(), of.day());
      if (said.balance().isExcess() != day.excess()) {
        store.parents().put(root, of.point(), new ParentsSaid.Day(!day.excess(), day.closed()));
        counted.addAll(days.slots(root, of.point(), of.day()));
        if (!day.excess()) {
          listener.excess(of.point(), of.day(), said);
        }
      }
    }
    // What did not change by itself is seen otherwise because of what did.
    Causes all =
        changed.stream()
            .map(slot -> causes.getOrDefault(slot, Causes.UNKNOWN))
            .reduce(Causes.UNKNOWN, Causes::plus);
    for (long slot : counted) {
      rollUp.because(changed.contains(slot) ? causes.getOrDefault(slot, all) : all);
      count(root, slot, now);
    }
  }

  private MeterTree tree(PointRef root, long slot) {
    List<ChannelSlot> slots = store.entries().slots(root, slot);
    entries += slots.size();
    return new MeterTree(
        slots, (point, zone) -> days.whole(root, point, Period.DAY.startOf(slot, zone)).channels());
  }

  /**
   * Keeps what the points above others said in a quarter-hour.
   *
   * @param compared gets the days of points that it changes
   * @param again gets the quarter-hours in which a point consists of something else now
   */
  private void compare(PointRef root, long slot, Set<DayOf> compared, Set<Long> again) {
    Map<PointRef, ParentsSaid.Said> before = store.parents().said(root, slot);
    Map<PointRef, ParentsSaid.Said> after = new TreeMap<>();
    tree(root, slot)
        .parents()
        .forEach(
            (point, parent) ->
                after.put(
                    point,
                    new ParentsSaid.Said(
                        Period.DAY.startOf(slot, parent.zone()),
                        parent.channels(),
                        parent.balance(),
                        parent.personal())));
    if (before.equals(after)) {
      return;
    }
    Map<DayOf, Set<String>> channels = new HashMap<>();
    for (Map<PointRef, ParentsSaid.Said> each : List.of(before, after)) {
      each.forEach((point, said) -> channels.put(new DayOf(point, said.day()), Set.of()));
    }
    channels.replaceAll((of, none) -> days.whole(root, of.point(), of.day()).channels());
    days.put(root, slot, after);
    compared.addAll(channels.keySet());
    channels.forEach(
        (of, were) -> {
          if (!days.whole(root, of.point(), of.day()).channels().equals(were)) {
            again.addAll(days.slots(root, of.point(), of.day()));
          }
        });
  }

  /** Puts what a quarter-hour counts into the place of what it had counted. */
  private void count(PointRef root, long slot, long now) {
    MeterTree tree = tree(root, slot);
    Pieces pieces =
        tree.pieces(
            (point, zone) ->
                store.parents().day(root, point, Period.DAY.startOf(slot, zone)).excess());
    Map<Scope, ZoneId> zones = new HashMap<>();
    for (Piece piece : pieces.all()) {
      piece.to().groups().forEach(scope -> zones.putIfAbsent(scope, piece.to().zone()));
    }
    Map<Scope, BranchStore.Counted> after = new LinkedHashMap<>();
    pieces
        .byScope()
        .forEach(
            (scope, sum) ->
                after.put(
                    scope,
                    new BranchStore.Counted(
                        Objects.requireNonNull(zones.get(scope)), Energies.of(sum))));
    BranchStore.Booked booked = store.booked(root, slot);
    change(slot, booked.counted(), after);
    if (tree.isEmpty()) {
      store.deleteBooked(root, slot);
    } else if (!booked.counted().equals(after)
        || booked.personal() != tree.isPersonal()
        || booked.changedAt() < now - HOUR) {
      store.putBooked(root, slot, new BranchStore.Booked(now, tree.isPersonal(), after));
    }
  }

  private void change(
      long slot, Map<Scope, BranchStore.Counted> before, Map<Scope, BranchStore.Counted> after) {
    if (before.equals(after)) {
      return;
    }
    boolean fine =
        before.isEmpty()
            || before.keySet().stream()
                .filter(Scope::hasFineTotals)
                .allMatch(
                    scope ->
                        shares.isThere(
                            rollUp.row(scope, zoneIn(before, scope), Period.QUARTER_HOUR, slot)));
    before.forEach(
        (scope, c) ->
            rollUp.change(scope, c.zone(), slot, Energies.ZERO.minus(c.energies()), fine));
    after.forEach((scope, c) -> rollUp.change(scope, c.zone(), slot, c.energies(), fine));
  }

  private static ZoneId zoneIn(Map<Scope, BranchStore.Counted> counted, Scope scope) {
    return Objects.requireNonNull(counted.get(scope)).zone();
  }

  void forget(long now) {
    store.forget(now);
    shares.forgetOldFineRows(now);
    days.clear();
  }
}
