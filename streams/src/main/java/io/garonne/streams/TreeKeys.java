package io.garonne.streams;

import io.garonne.model.PointRef;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of what the trees of a task remember, in one store. A key begins with what it is of, the
 * root of the tree and, where it is of a quarter-hour, its start; so a quarter-hour of a tree, or a
 * day of it, is one range.
 */
final class TreeKeys {
  static final byte ENTRY = 'e';
  static final byte PLACE = 'p';
  static final byte SAID = 's';
  static final byte BOOKED = 'b';
  static final byte DAY = 'd';
  static final byte CLOSED = 'c';
  static final long UTC_DAY = 86_400_000L;

  private TreeKeys() {}

  /** Of a quarter-hour of a tree, for whoever keeps a list of them. */
  static Bytes quarterHour(PointRef root, long slot) {
    return at(ENTRY, root, slot);
  }

  /** Of what a channel booked in a quarter-hour. */
  static Bytes entry(BranchKey key) {
    byte[] channel = key.channel().key().get();
    return key(
        ENTRY,
        key.root(),
        ByteBuffer.allocate(8 + channel.length).put(time(key.slot())).put(channel).array());
  }

  /** Of a point's local day. */
  static Bytes day(PointRef root, PointRef point, long day) {
    Packer name = new Packer();
    BranchInput.pack(point, name);
    byte[] bytes = name.toBytes();
    return key(DAY, root, ByteBuffer.allocate(8 + bytes.length).put(bytes).put(time(day)).array());
  }

  /** Of the UTC day that a quarter-hour is in. */
  static Bytes closed(PointRef root, long slot) {
    return at(CLOSED, root, Math.floorDiv(slot, UTC_DAY) * UTC_DAY);
  }

  /** Of something of a tree at a time. */
  static Bytes at(byte what, PointRef root, long time) {
    return key(what, root, time(time));
  }

  /** Of something of a tree. */
  static Bytes key(byte what, PointRef root, byte[] rest) {
    Packer name = new Packer();
    BranchInput.pack(root, name);
    byte[] bytes = name.toBytes();
    // The root's own length comes first: no root's keys lie among another's.
    return Bytes.wrap(
        ByteBuffer.allocate(3 + bytes.length + rest.length)
            .put(what)
            .putShort((short) bytes.length)
            .put(bytes)
            .put(rest)
            .array());
  }

  /** The root of the tree that a key is of; {@link ChannelKey#timeIn} has its time. */
  static PointRef root(Bytes key) {
    ByteBuffer in = ByteBuffer.wrap(key.get(), 1, key.get().length - 1);
    byte[] name = new byte[in.getShort()];
    in.get(name);
    return BranchInput.point(new Unpacker(name));
  }

  /** A key before every key of a kind. */
  static Bytes first(byte what) {
    return Bytes.wrap(new byte[] {what});
  }

  /** A key behind every key of a kind. */
  static Bytes last(byte what) {
    return Bytes.wrap(new byte[] {(byte) (what + 1)});
  }

  /** A key behind every key that begins so. */
  static Bytes behind(Bytes prefix) {
    byte[] bytes = Arrays.copyOf(prefix.get(), prefix.get().length + 2);
    Arrays.fill(bytes, prefix.get().length, bytes.length, (byte) 0xff);
    return Bytes.wrap(bytes);
  }

  private static byte[] time(long at) {
    return ByteBuffer.allocate(8).putLong(at ^ Long.MIN_VALUE).array();
  }
}
