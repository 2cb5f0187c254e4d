package io.garonne.streams;

import io.garonne.model.PointRef;
import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import io.garonne.model.tree.Balance;
import io.garonne.model.tree.ChannelSlot;
import io.garonne.model.tree.MeterTree;
import io.garonne.model.tree.Piece;
import io.garonne.model.tree.Pieces;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The trees of meters of one task. A quarter-hour of a tree that changed is resolved anew as a
 * whole, and what it adds to the rows of several devices takes the place of what it had added. So
 * the rows are a function of the set of slots. One thread.
 */
final class Branches {
  private static final int MOST_DAYS = 10_000;

  /** Is told of a point whose children say too much on a day. */
  interface Listener {
    /** The children of a point say more than it does, on the local day that begins so. */
    void excess(PointRef point, long day, Balance balance);

    /** A quarter-hour came too late for its tree. */
    void tooOld(ChannelKey channel, long slot);
  }

  private final BranchStore store;
  private final KeyValueStore<Bytes, byte[]> due;
  private final GroupShares shares;
  private final RollUp rollUp;
  private final Listener listener;
  private final Map<DayOf, SortedMap<Long, Balance>> days =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<DayOf, SortedMap<Long, Balance>> eldest) {
          return size() > MOST_DAYS;
        }
      };

  /** A point's local day. */
  private record DayOf(PointRef root, PointRef point, long day) {}

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
  }

  /** Takes what a channel has booked; it counts from the next {@link #flush} on. */
  void take(BranchKey key, ChannelSlot booked, long now) {
    if (key.slot() < store.cutoff(key.root())) {
      if (!booked.as().personal()) {
        listener.tooOld(key.channel(), key.slot());
      }
      return;
    }
    store.put(key, booked);
    BranchStore.Newest known = store.newest(key.root(), key.channel());
    if (known == null || key.slot() > known.slot() || now > known.heardAt() + Period.SLOT) {
      store.newest(
          key.root(),
          key.channel(),
          new BranchStore.Newest(
              known == null ? key.slot() : Math.max(known.slot(), key.slot()),
              now,
              booked.as().personal() || (known != null && known.personal())));
    }
    due.put(BranchStore.quarterHour(key.root(), key.slot()), new byte[0]);
  }

  /** Resolves what changed and sends the shares that it changes. */
  void flush(long now) {
    Map<PointRef, TreeSet<Long>> changed = new TreeMap<>();
    try (KeyValueIterator<Bytes, byte[]> all = due.all()) {
      while (all.hasNext()) {
        Bytes key = all.next().key;
        changed
            .computeIfAbsent(BranchStore.rootIn(key), root -> new TreeSet<>())
            .add(ChannelKey.timeIn(key));
      }
    }
    changed.forEach(this::resolve);
    changed.forEach(
        (root, slots) -> slots.forEach(slot -> due.delete(BranchStore.quarterHour(root, slot))));
    rollUp.groupRows().forEach((row, delta) -> shares.change(row, delta, now));
    rollUp.clear();
  }

  private void resolve(PointRef root, Set<Long> changed) {
    Map<Long, MeterTree> trees = new HashMap<>();
    Set<DayOf> compared = new LinkedHashSet<>();
    for (long slot : changed) {
      MeterTree tree = new MeterTree(store.slots(root, slot));
      trees.put(slot, tree);
      compared.addAll(compare(root, slot, tree));
    }
    Set<Long> counted = new TreeSet<>(changed);
    for (DayOf day : compared) {
      SortedMap<Long, Balance> balances = balancesOf(day);
      Balance sum = balances.values().stream().reduce(Balance.ZERO, Balance::plus);
      boolean was = store.isExcess(root, day.point(), day.day());
      if (sum.isExcess() != was) {
        store.excess(root, day.point(), day.day(), !was);
        counted.addAll(balances.keySet());
        if (!was) {
          listener.excess(day.point(), day.day(), sum);
        }
      }
    }
    for (long slot : counted) {
      MeterTree tree = trees.get(slot);
      count(root, slot, tree == null ? new MeterTree(store.slots(root, slot)) : tree);
    }
  }

  /** Keeps the balances of a quarter-hour; the days that they change. */
  private Set<DayOf> compare(PointRef root, long slot, MeterTree tree) {
    Map<PointRef, BranchStore.Compared> before = store.balances(root, slot);
    Map<PointRef, BranchStore.Compared> after = new TreeMap<>();
    tree.balances()
        .forEach(
            (point, balance) ->
                after.put(
                    point,
                    new BranchStore.Compared(
                        Period.DAY.startOf(slot, tree.zoneOf(point)), balance)));
    Set<DayOf> changed = new HashSet<>();
    if (before.equals(after)) {
      return changed;
    }
    before.forEach(
        (point, c) -> {
          DayOf day = new DayOf(root, point, c.day());
          balancesOf(day).remove(slot);
          changed.add(day);
        });
    store.putBalances(root, slot, after);
    after.forEach(
        (point, c) -> {
          DayOf day = new DayOf(root, point, c.day());
          balancesOf(day).put(slot, c.balance());
          changed.add(day);
        });
    return changed;
  }

  private SortedMap<Long, Balance> balancesOf(DayOf day) {
    SortedMap<Long, Balance> known = days.get(day);
    if (known == null) {
      known = store.balancesOf(day.root(), day.point(), day.day());
      days.put(day, known);
    }
    return known;
  }

  /** Puts what a quarter-hour counts into the place of what it had counted. */
  private void count(PointRef root, long slot, MeterTree tree) {
    Pieces pieces =
        tree.pieces(
            point -> store.isExcess(root, point, Period.DAY.startOf(slot, tree.zoneOf(point))));
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
    Map<Scope, BranchStore.Counted> before = store.booked(root, slot);
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
    store.putBooked(root, slot, after);
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
