package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.PointRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * A channel of a device, and where its records lie in the stores: keys that begin with the channel
 * and sort by time.
 *
 * @param device device
 * @param channel channel
 */
record ChannelKey(String device, String channel) {

  ChannelKey {
    if (device.indexOf('\0') >= 0 || channel.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a name with a NUL character");
    }
  }

  /** The channel's own key. */
  Bytes key() {
    return Bytes.wrap(prefix());
  }

  /** Key of something of the channel at a time or with a number. */
  Bytes key(long at) {
    byte[] prefix = prefix();
    return Bytes.wrap(
        ByteBuffer.allocate(prefix.length + 8).put(prefix).putLong(at ^ Long.MIN_VALUE).array());
  }

  private byte[] prefix() {
    return (device + '\0' + channel + '\0').getBytes(StandardCharsets.UTF_8);
  }

  /** The metering point that the channel is, or belongs to, when it is assigned so. */
  PointRef point(Assignment a) {
    return new PointRef(device, a.channel());
  }

  /** First key of any channel of a device. */
  static Bytes firstOf(String device) {
    return Bytes.wrap((device + '\0').getBytes(StandardCharsets.UTF_8));
  }

  /** A key behind the last key of any channel of a device. */
  static Bytes behind(String device) {
    return Bytes.wrap((device + '\1').getBytes(StandardCharsets.UTF_8));
  }

  /** The number or time in a key made by {@link #key(long)}. */
  static long timeIn(Bytes key) {
    return ByteBuffer.wrap(key.get()).getLong(key.get().length - 8) ^ Long.MIN_VALUE;
  }

  /** The channel of a key that has {@code tail} bytes behind the channel. */
  static ChannelKey in(Bytes key, int tail) {
    byte[] bytes = key.get();
    String text = new String(Arrays.copyOf(bytes, bytes.length - tail), StandardCharsets.UTF_8);
    int split = text.indexOf('\0');
    return new ChannelKey(text.substring(0, split), text.substring(split + 1, text.length() - 1));
  }
}
