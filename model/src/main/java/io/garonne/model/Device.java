package io.garonne.model;

import io.garonne.model.calendar.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A device with its whole validity list: one record of the devices topic.
 *
 * @param device name, as in {@link Reading#device()}
 * @param assignments sorted by {@code from}; of one channel, and of the whole device, no two
 *     overlap
 * @param forgetBefore milliseconds since 1970 UTC: what the device itself said and counted before
 *     then is to be forgotten, and stays only in sums of several devices; null: nothing is
 * @param treesFrom milliseconds since 1970 UTC: before then nothing moves into, out of or within a
 *     tree of meters by this description; the same for all that were written together, so that no
 *     part of a tree moves without the rest. Null: {@link #TREES_KEPT} before it arrives
 */
public record Device(
    String device,
    List<Assignment> assignments,
    @Nullable Long forgetBefore,
    @Nullable Long treesFrom) {

  /**
   * How far back trees of meters are changed, in milliseconds: a day less than anything of a tree
   * with a personal meter is kept for sure.
   */
  public static final long TREES_KEPT = 27L * 86_400_000L;

  /** A device of which nothing is to be forgotten. */
  public Device(String device, List<Assignment> assignments) {
    this(device, assignments, null, null);
  }

  /** The same, as written at a time: see {@link #treesFrom()}. */
  public Device writtenAt(long now) {
    return new Device(device, assignments, forgetBefore, Period.slotOf(now - TREES_KEPT));
  }

  public Device {
    assignments =
        assignments.stream()
            .sorted(
                Comparator.comparingLong(Assignment::from)
                    .thenComparing(a -> a.channel() == null ? "" : a.channel()))
            .toList();
    for (int i = 1; i < assignments.size(); i++) {
      Assignment later = assignments.get(i);
      for (Assignment earlier : assignments.subList(0, i)) {
        if (Objects.equals(earlier.channel(), later.channel()) && earlier.to() > later.from()) {
          throw new IllegalArgumentException(device + ": overlapping validity");
        }
      }
    }
  }

  /**
   * The assignment of a channel that holds at an instant (milliseconds since 1970 UTC): its own,
   * else that of the whole device, else null.
   */
  public @Nullable Assignment at(String channel, long at) {
    Assignment whole = null;
    for (Assignment a : assignments) {
      if (a.holdsAt(at)) {
        if (channel.equals(a.channel())) {
          return a;
        }
        if (a.channel() == null) {
          whole = a;
        }
      }
    }
    return whole;
  }

  /** The assignments that hold at an instant: of the whole device, and of channels. */
  public List<Assignment> at(long at) {
    return assignments.stream().filter(a -> a.holdsAt(at)).toList();
  }
}
