package io.garonne.model;

import org.jspecify.annotations.Nullable;

/**
 * A metering point: one channel of a device, or all of its channels that are no point of their own.
 *
 * @param device name, as in {@link Reading#device()}
 * @param channel channel, or null
 */
public record PointRef(String device, @Nullable String channel) implements Comparable<PointRef> {

  /** Characters of a name; longer ones would grow keys, stores and tags without end. */
  public static final int LONGEST_NAME = 128;

  /**
   * Whether a name can be a device's or a channel's: printable characters of the basic plane, as
   * not every system that names end up in knows others, and none that turns what is read. One rule
   * for what is sent and what tables describe.
   */
  public static boolean isName(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST_NAME
        && Unprintable.in(name) == null
        && name.chars().noneMatch(c -> Character.isSurrogate((char) c) || c == '\uFFFD');
  }

  @Override
  public int compareTo(PointRef other) {
    int byDevice = device.compareTo(other.device);
    return byDevice != 0 ? byDevice : key().compareTo(other.key());
  }

  private String key() {
    return channel == null ? "" : "/" + channel;
  }

  /** As people write it: {@code pdu-1} or {@code pdu-1/inlet}. */
  @Override
  public String toString() {
    return device + key();
  }
}
