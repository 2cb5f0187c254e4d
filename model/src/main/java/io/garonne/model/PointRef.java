package io.garonne.model;

import org.jspecify.annotations.Nullable;

/**
 * A metering point: one channel of a device, or all of its channels that are no point of their own.
 *
 * @param device name, as in {@link Reading#device()}
 * @param channel channel, or null
 */
public record PointRef(String device, @Nullable String channel) implements Comparable<PointRef> {

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
