package io.garonne.ingest.poll;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A file of the outbox. A message is its length, its checksum, its topic's length, its topic and
 * its payload; the file's name is the number of its first message. What a kill has cut at the end
 * is forgotten: it had not been taken over.
 */
final class OutboxPart {
  private static final int HEAD = 12;
  private static final int LARGEST = 1024 * 1024;

  private final Path file;
  private final FileChannel channel;
  private final long first;

  /** Where each message begins. */
  private final List<Long> starts;

  private long size;

  private OutboxPart(Path file, FileChannel channel, long first, List<Long> starts, long size) {
    this.file = file;
    this.channel = channel;
    this.first = first;
    this.starts = starts;
    this.size = size;
  }

  static OutboxPart create(Path file, long first) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    // The file's name, too, must survive.
    try (FileChannel directory =
        FileChannel.open(java.util.Objects.requireNonNull(file.getParent()))) {
      directory.force(true);
    } catch (IOException e) {
      // Some systems cannot; there the file's own force is all there is.
    }
    return new OutboxPart(file, channel, first, new ArrayList<>(), 0);
  }

  static OutboxPart reopen(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    long first = Long.parseLong(name.substring(0, name.indexOf('.')));
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    List<Long> starts = new ArrayList<>();
    long at = 0;
    while (true) {
      ByteBuffer body = body(channel, at);
      if (body == null) {
        break;
      }
      starts.add(at);
      at += HEAD + body.remaining();
    }
    channel.truncate(at);
    return new OutboxPart(file, channel, first, starts, at);
  }

  /** The body at this place, checked; null if there is none or it is damaged. */
  private static @org.jspecify.annotations.Nullable ByteBuffer body(FileChannel channel, long at)
      throws IOException {
    ByteBuffer head = filled(channel, at, HEAD);
    if (head == null) {
      return null;
    }
    int length = head.getInt();
    long checksum = head.getLong();
    if (length < Short.BYTES || length > LARGEST) {
      return null;
    }
    ByteBuffer body = filled(channel, at + HEAD, length);
    return body != null && checksum(body) == checksum ? body : null;
  }

  private static @org.jspecify.annotations.Nullable ByteBuffer filled(
      FileChannel channel, long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        return null;
      }
    }
    return buffer.flip();
  }

  private static long checksum(ByteBuffer body) {
    CRC32 crc = new CRC32();
    crc.update(body.duplicate());
    return crc.getValue();
  }

  /**
   * Writes messages behind the others and to the disk.
   *
   * @return how many
   */
  int append(List<PlainJson> messages) throws IOException {
    for (PlainJson message : messages) {
      byte[] topic = message.topic().getBytes(StandardCharsets.UTF_8);
      int length = Short.BYTES + topic.length + message.payload().length;
      ByteBuffer body = ByteBuffer.allocate(length);
      body.putShort((short) topic.length).put(topic).put(message.payload()).flip();
      ByteBuffer whole = ByteBuffer.allocate(HEAD + length);
      whole.putInt(length).putLong(checksum(body)).put(body).flip();
      long at = size;
      while (whole.hasRemaining()) {
        at += channel.write(whole, at);
      }
      starts.add(size);
      size = at;
    }
    channel.force(false);
    return messages.size();
  }

  /** Adds at most so many messages from this number on. */
  void read(long from, int most, List<Outbox.Entry> into) throws IOException {
    for (long number = from; number < end() && number < from + most; number++) {
      ByteBuffer body = body(channel, starts.get((int) (number - first)));
      if (body == null) {
        throw new IOException(file + " is damaged at message " + number);
      }
      byte[] topic = new byte[body.getShort()];
      body.get(topic);
      byte[] payload = new byte[body.remaining()];
      body.get(payload);
      into.add(
          new Outbox.Entry(
              number, new PlainJson(new String(topic, StandardCharsets.UTF_8), payload)));
    }
  }

  /** The number of its first message. */
  long first() {
    return first;
  }

  /** The number behind its last message. */
  long end() {
    return first + starts.size();
  }

  boolean isEmpty() {
    return starts.isEmpty();
  }

  /** Bytes. */
  long size() {
    return size;
  }

  void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }

  void close() throws IOException {
    channel.close();
  }
}
