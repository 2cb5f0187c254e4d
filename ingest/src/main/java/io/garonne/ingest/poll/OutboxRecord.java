package io.garonne.ingest.poll;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands in a file of the outbox: the body's length (4), the checksum of everything
 * behind it (8), its number (8); then the body: its topic's length (2), its topic, its payload.
 * That it says its own number is what keeps the order true when another record is damaged. Pure.
 *
 * @param number its place in the order, from 0
 * @param length bytes of the whole record
 */
record OutboxRecord(long number, PlainJson message, int length) {
  /** Bytes before the body. */
  static final int HEAD = 20;

  private static final int CHECKED_FROM = 12;
  private static final int LARGEST = 1024 * 1024;

  /** The record's bytes. */
  static byte[] bytes(long number, PlainJson message) {
    byte[] topic = message.topic().getBytes(StandardCharsets.UTF_8);
    int body = Short.BYTES + topic.length + message.payload().length;
    if (body > LARGEST) {
      throw new IllegalArgumentException(message.topic() + ": a message of " + body + " bytes");
    }
    ByteBuffer all = ByteBuffer.allocate(HEAD + body);
    all.putInt(body).putLong(0).putLong(number);
    all.putShort((short) topic.length).put(topic).put(message.payload());
    return all.putLong(Integer.BYTES, checksum(all.array(), CHECKED_FROM, all.position())).array();
  }

  /** The record that begins here; null if there is none, or it is cut or damaged. */
  static @Nullable OutboxRecord at(byte[] bytes, int at) {
    int length = length(bytes, at);
    if (length < 0 || at + length > bytes.length) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, at + Integer.BYTES, length - Integer.BYTES);
    if (in.getLong() != checksum(bytes, at + CHECKED_FROM, at + length)) {
      return null;
    }
    long number = in.getLong();
    byte[] topic = new byte[in.getShort()];
    in.get(topic);
    byte[] payload = new byte[in.remaining()];
    in.get(payload);
    return new OutboxRecord(
        number, new PlainJson(new String(topic, StandardCharsets.UTF_8), payload), length);
  }

  /** How long the record that begins here says it is; -1 if that cannot be. */
  static int length(byte[] bytes, int at) {
    if (bytes.length - at < HEAD) {
      return -1;
    }
    int body = ByteBuffer.wrap(bytes).getInt(at);
    return body < Short.BYTES || body > LARGEST ? -1 : HEAD + body;
  }

  private static long checksum(byte[] bytes, int from, int to) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, to - from);
    return crc.getValue();
  }
}
