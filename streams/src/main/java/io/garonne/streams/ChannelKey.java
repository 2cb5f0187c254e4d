package io.garonne.streams;

import io.garonne.model.Assignment;
import io.garonne.model.PointRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * A counter of a channel of a device, and where its records lie in the stores: keys that begin with
 * the channel and sort by time. No channel has an empty name, so a NUL where the name should begin
 * tells pages from energy.
 *
 * @param device device
 * @param channel channel
 * @param isPages whether it is the channel's page counter, and not its energy
 */
record ChannelKey(String device, String channel, boolean isPages) {

  /** A channel's energy. */
  ChannelKey(String device, String channel) {
    this(device, channel, false);
  }

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
    return (device + '\0' + (isPages ? "\0" : "") + channel + '\0')
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The other counter of the channel: its pages, or of them its energy. */
  ChannelKey other() {
    return new ChannelKey(device, channel, !isPages);
  }

  /** The channel's energy, by which the channel itself is known. */
  ChannelKey ofEnergy() {
    return isPages ? other() : this;
  }

  /** The metering point that the channel is, or belongs to, when it is assigned so. */
  PointRef point(Assignment a) {
    return new PointRef(device, a.channel());
  }

  /** First key of any channel of a device. */
  static Bytes firstOf(String device) {
    return Bytes.wrap((device + '\0').getBytes(StandardCharsets.UTF_8));
  }

  /** First key of the energy of any channel of a device, behind those of its pages. */
  static Bytes firstOfEnergy(String device) {
    return Bytes.wrap((device + "\0\1").getBytes(StandardCharsets.UTF_8));
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
    boolean isPages = text.charAt(split + 1) == '\0';
    int name = split + (isPages ? 2 : 1);
    return new ChannelKey(
        text.substring(0, split), text.substring(name, text.length() - 1), isPages);
  }
}
