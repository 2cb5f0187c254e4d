package io.garonne.model.room;

import io.garonne.model.PointRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What meters say at one moment: the newest value of each channel, and of devices of which only the
 * sum is known.
 *
 * @param values by channel; a whole device has no channel
 * @param now the moment, milliseconds since 1970 UTC
 */
public record PowerNow(NavigableMap<PointRef, Value> values, long now) {

  /** The older is the lesser; of one instant the greater load counts, as in the rule M1. */
  private static final Comparator<Value> NEWEST =
      Comparator.comparingLong(Value::at)
          .thenComparingLong(v -> orNone(v.power))
          .thenComparingLong(v -> orNone(v.current))
          .thenComparingLong(v -> orNone(v.voltage));

  /**
   * What one channel said.
   *
   * @param ref channel, or a device without one: the sum of its channels
   * @param at when, milliseconds since 1970 UTC
   * @param power milliwatts, 0 or more, or null: not said
   * @param current milliamperes, 0 or more, or null: not said
   * @param voltage millivolts, or null: not said
   */
  public record Value(
      PointRef ref, long at, @Nullable Long power, @Nullable Long current, @Nullable Long voltage) {
    public Value {
      if ((power != null && power < 0) || (current != null && current < 0)) {
        throw new IllegalArgumentException("a load below 0");
      }
    }
  }

  public PowerNow {
    values = Collections.unmodifiableNavigableMap(new TreeMap<>(values));
  }

  /** Of values in any order; of one channel the newest holds. */
  public static PowerNow of(Collection<Value> all, long now) {
    NavigableMap<PointRef, Value> newest = new TreeMap<>();
    all.forEach(
        value -> newest.merge(value.ref(), value, (a, b) -> NEWEST.compare(a, b) >= 0 ? a : b));
    return new PowerNow(newest, now);
  }

  /** What this channel said last, or null. */
  @Nullable Value at(PointRef ref) {
    return values.get(ref);
  }

  /** Every channel of a device that has said anything; not the device as a whole. */
  List<Value> channels(String device) {
    List<Value> channels = new ArrayList<>();
    // No stream: it would first count how many values of all other devices are behind.
    for (Value value : values.tailMap(new PointRef(device, null), false).values()) {
      if (!value.ref().device().equals(device)) {
        break;
      }
      channels.add(value);
    }
    return channels;
  }

  private static long orNone(@Nullable Long quantity) {
    return quantity == null ? -1 : quantity;
  }
}
