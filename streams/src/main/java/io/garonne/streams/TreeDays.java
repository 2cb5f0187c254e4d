package io.garonne.streams;

import io.garonne.model.PointRef;
import io.garonne.model.tree.Balance;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the points of trees said on their local days, quarter-hour by quarter-hour: the days that
 * are in use are held in memory, all points of a tree together. One thread.
 */
final class TreeDays {
  /** Some twenty megabytes. */
  private static final int MOST_HELD = 200_000;

  private final ParentsSaid store;
  private final Map<TreeDay, Map<PointRef, SortedMap<Long, ParentsSaid.Said>>> days =
      new LinkedHashMap<>(16, 0.75f, true);
  private long held;

  private record TreeDay(PointRef root, long day) {}

  TreeDays(ParentsSaid store) {
    this.store = store;
  }

  /** Takes what points said in a quarter-hour in the place of what they had said. */
  void put(PointRef root, long slot, Map<PointRef, ParentsSaid.Said> after) {
    store
        .said(root, slot)
        .forEach(
            (point, said) -> {
              if (quarterHours(root, point, said.day()).remove(slot) != null) {
                held--;
              }
            });
    store.putSaid(root, slot, after);
    after.forEach(
        (point, said) -> {
          if (quarterHours(root, point, said.day()).put(slot, said) == null) {
            held++;
          }
        });
  }

  /** The quarter-hours of a point's day that are not closed. */
  Set<Long> slots(PointRef root, PointRef point, long day) {
    return Collections.unmodifiableSet(quarterHours(root, point, day).keySet());
  }

  /** What a point said on a whole day. */
  ParentsSaid.Said whole(PointRef root, PointRef point, long day) {
    ParentsSaid.Said closed = store.day(root, point, day).closed();
    Set<String> channels = new TreeSet<>(closed.channels());
    Balance balance = closed.balance();
    boolean personal = closed.personal();
    for (ParentsSaid.Said said : quarterHours(root, point, day).values()) {
      channels.addAll(said.channels());
      balance = balance.plus(said.balance());
      personal |= said.personal();
    }
    return new ParentsSaid.Said(day, channels, balance, personal);
  }

  private SortedMap<Long, ParentsSaid.Said> quarterHours(PointRef root, PointRef point, long day) {
    TreeDay key = new TreeDay(root, day);
    Map<PointRef, SortedMap<Long, ParentsSaid.Said>> known = days.get(key);
    if (known == null) {
      known = new HashMap<>(store.saidOn(root, day));
      held += known.values().stream().mapToInt(Map::size).sum();
      days.put(key, known);
    }
    return known.computeIfAbsent(point, p -> new TreeMap<>());
  }

  /** Lets go of the days that were not used for longest, if there are too many. */
  void trim() {
    Iterator<Map<PointRef, SortedMap<Long, ParentsSaid.Said>>> eldest = days.values().iterator();
    while (held > MOST_HELD && eldest.hasNext()) {
      held -= eldest.next().values().stream().mapToInt(Map::size).sum();
      eldest.remove();
    }
  }

  void clear() {
    days.clear();
    held = 0;
  }
}
