package io.garonne.streams;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far each channel has got, so that what comes too late is told from what is new: a channel's
 * energy and its pages together, so that a reading with both is late for both or for none. One
 * thread.
 */
final class Lateness {
  private final ChannelMeter meter;
  private final Map<ChannelKey, Known> known = new HashMap<>();

  /** Lateness by what a meter keeps, and what it is told from now on. */
  Lateness(ChannelMeter meter) {
    this.meter = meter;
  }

  /**
   * What is known of a channel's readings.
   *
   * @param newest event time of the newest, milliseconds since 1970 UTC
   * @param forgottenTo what is older cannot be taken in, also within the horizon
   */
  record Known(long newest, long forgottenTo) {
    static final Known NOTHING = new Known(Long.MIN_VALUE, Long.MIN_VALUE);

    Known and(long at) {
      return at > newest ? new Known(at, forgottenTo) : this;
    }

    Known and(Known other) {
      return new Known(Math.max(newest, other.newest), Math.max(forgottenTo, other.forgottenTo));
    }

    boolean isTooLate(long at, long horizon) {
      return newest != Long.MIN_VALUE && (at < newest - horizon || at < forgottenTo);
    }
  }

  /** What is known of a channel since the task began; null before the first reading. */
  @Nullable Known get(ChannelKey channel) {
    return known.get(channel);
  }

  /** What is known of a channel, also from before the task began. */
  Known recall(ChannelKey channel) {
    return known.computeIfAbsent(channel, c -> ofCounter(c).and(ofCounter(c.other())));
  }

  void put(ChannelKey channel, Known now) {
    known.put(channel, now);
  }

  void forget(ChannelKey channel) {
    known.remove(channel);
  }

  /** What the meter knows of one counter. */
  Known ofCounter(ChannelKey counter) {
    ChannelMeter.Head head = meter.head(counter);
    return head == null ? Known.NOTHING : new Known(head.newest(), head.forgottenTo());
  }
}
