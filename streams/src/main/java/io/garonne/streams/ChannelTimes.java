package io.garonne.streams;

import java.util.Map;
import java.util.TreeMap;

/**
 * Milliseconds that each channel of a device has booked, of the channels that are described only by
 * their device's line. Adds and subtracts exactly, so that which channels there are does not depend
 * on the order of readings.
 *
 * @param millis by channel, none of them 0
 */
record ChannelTimes(Map<String, Long> millis) {
  static final ChannelTimes NONE = new ChannelTimes(Map.of());

  static ChannelTimes of(String channel, long millis) {
    return millis == 0 ? NONE : new ChannelTimes(Map.of(channel, millis));
  }

  /** How many there are beyond the one that is expected of every device. */
  int further() {
    return Math.max(0, millis.size() - 1);
  }

  ChannelTimes plus(ChannelTimes other) {
    return combined(other, 1);
  }

  ChannelTimes minus(ChannelTimes other) {
    return combined(other, -1);
  }

  private ChannelTimes combined(ChannelTimes other, int sign) {
    if (other.millis.isEmpty()) {
      return this;
    }
    if (millis.isEmpty() && sign > 0) {
      return other;
    }
    Map<String, Long> sum = new TreeMap<>(millis);
    other.millis.forEach(
        (channel, time) -> {
          long left = sum.getOrDefault(channel, 0L) + sign * time;
          if (left == 0) {
            sum.remove(channel);
          } else {
            sum.put(channel, left);
          }
        });
    return new ChannelTimes(sum);
  }

  /**
   * Only which there are.
   *
   * @param present a time that no correction takes away
   */
  ChannelTimes presenceOnly(long present) {
    Map<String, Long> all = new TreeMap<>(millis);
    all.replaceAll((channel, time) -> present);
    return new ChannelTimes(all);
  }

  void pack(Packer out) {
    out.number(millis.size());
    new TreeMap<>(millis).forEach((channel, time) -> out.text(channel).number(time));
  }

  static ChannelTimes unpack(Unpacker in) {
    Map<String, Long> millis = new TreeMap<>();
    for (int left = in.integer(); left > 0; left--) {
      millis.put(in.text(), in.number());
    }
    return new ChannelTimes(millis);
  }
}
