package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.Attribution;
import io.garonne.model.Device;
import io.garonne.model.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many devices count in a scope, and for how long, in any period: found by halving instead of
 * looking at every device, as an estate of tens of thousands has hundreds of thousands of rows.
 */
final class ScopeValidity {
  /** Times are kept within 1900 to 2200, as everywhere, so that sums of them do not overflow. */
  private static final long FIRST = -2_208_988_800_000L;

  private static final long LAST = 7_258_118_400_000L;

  /** Changes that are looked at one by one before it is worth sorting anew. */
  private static final int MOST_CHANGES = 256;

  private final Scope scope;

  /** Ends of every assignment, sorted, and the sums of those before each. */
  private final Sorted froms;

  private final Sorted tos;

  /** Ends of the devices that are there once, without a gap. */
  private final long[] oneFroms;

  private final long[] oneTos;

  /** Each of the devices that come and go. */
  private final List<List<Interval>> others = new ArrayList<>();

  private final List<Change> changed = new ArrayList<>();

  private record Interval(long from, long to) {

    boolean overlaps(long start, long end) {
      return from < end && to > start;
    }

    long within(long start, long end) {
      return Math.max(0, Math.min(end, to) - Math.max(start, from));
    }
  }

  private record Change(List<Interval> before, List<Interval> now) {}

  ScopeValidity(Scope scope, Collection<Device> devices) {
    this.scope = scope;
    List<Interval> all = new ArrayList<>();
    List<Interval> ones = new ArrayList<>();
    for (Device device : devices) {
      List<Interval> of = intervals(device);
      all.addAll(of);
      List<Interval> joined = joined(of);
      if (joined.size() == 1) {
        ones.add(joined.get(0));
      } else if (!joined.isEmpty()) {
        others.add(joined);
      }
    }
    froms = new Sorted(all.stream().mapToLong(Interval::from).sorted().toArray());
    tos = new Sorted(all.stream().mapToLong(Interval::to).sorted().toArray());
    oneFroms = ones.stream().mapToLong(Interval::from).sorted().toArray();
    oneTos = ones.stream().mapToLong(Interval::to).sorted().toArray();
  }

  /** Takes a device's description in the place of another. */
  void change(@Nullable Device before, @Nullable Device now) {
    changed.add(
        new Change(
            before == null ? List.of() : intervals(before),
            now == null ? List.of() : intervals(now)));
  }

  /** Whether so much has changed that it is quicker to begin anew. */
  boolean isWorn() {
    return changed.size() > MOST_CHANGES;
  }

  /**
   * What is expected in a period.
   *
   * @param start milliseconds since 1970 UTC, inclusive
   * @param end milliseconds since 1970 UTC, exclusive
   */
  DeviceTable.Expected in(long start, long end) {
    long millis = until(end) - until(start);
    int devices = countBelow(oneFroms, end) - countBelow(oneTos, start + 1);
    for (List<Interval> other : others) {
      devices += other.stream().anyMatch(i -> i.overlaps(start, end)) ? 1 : 0;
    }
    DeviceTable.Expected sum = new DeviceTable.Expected(devices, millis);
    for (Change change : changed) {
      sum = sum.minus(of(change.before(), start, end)).plus(of(change.now(), start, end));
    }
    return sum;
  }

  private static DeviceTable.Expected of(List<Interval> intervals, long start, long end) {
    long millis = 0;
    for (Interval interval : intervals) {
      millis += interval.within(start, end);
    }
    return new DeviceTable.Expected(millis > 0 ? 1 : 0, millis);
  }

  /** Time of validity before an instant, summed over assignments. */
  private long until(long instant) {
    return froms.timeSince(instant) - tos.timeSince(instant);
  }

  private List<Interval> intervals(Device device) {
    List<Interval> all = new ArrayList<>();
    for (Assignment a : device.assignments()) {
      if (a.includeInTotals() && Attribution.of(a).stream().anyMatch(to -> to.isIn(scope))) {
        long from = Math.max(FIRST, a.from());
        long to = Math.min(LAST, a.to());
        if (from < to) {
          all.add(new Interval(from, to));
        }
      }
    }
    return all;
  }

  private static List<Interval> joined(List<Interval> intervals) {
    List<Interval> joined = new ArrayList<>();
    for (Interval next :
        intervals.stream().sorted(Comparator.comparingLong(Interval::from)).toList()) {
      Interval last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && next.from() <= last.to()) {
        joined.set(joined.size() - 1, new Interval(last.from(), Math.max(last.to(), next.to())));
      } else {
        joined.add(next);
      }
    }
    return joined;
  }

  /** How many of sorted numbers are below another. */
  private static int countBelow(long[] sorted, long other) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < other) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Sorted instants with their sums. */
  private static final class Sorted {
    private final long[] instants;
    private final long[] sums;

    Sorted(long[] instants) {
      this.instants = instants;
      this.sums = Arrays.copyOf(instants, instants.length);
      Arrays.parallelPrefix(sums, Long::sum);
    }

    /** Milliseconds from each of the instants before another to that one. */
    long timeSince(long instant) {
      int count = countBelow(instants, instant);
      return count == 0 ? 0 : count * instant - sums[count - 1];
    }
  }
}
