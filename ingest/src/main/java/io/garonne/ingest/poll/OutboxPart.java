package io.garonne.ingest.poll;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of the outbox: {@link OutboxRecord}s, one behind the other; its name is the number of the
 * first. What a kill has cut at the end is forgotten: it had not been taken over. A record that is
 * damaged is left out and said, and the file as it was is kept beside, as {@code .damaged}.
 */
final class OutboxPart {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxPart.class);

  /** Opens files; tests have disks that fail. */
  interface Opener {
    FileChannel open(Path file, OpenOption... options) throws IOException;
  }

  private final Path file;
  private final FileChannel channel;
  private final long first;

  /** Where each message begins; {@link OutboxScan#LOST} for a damaged one. */
  private final List<Long> starts;

  private long size;
  private boolean sealed;
  private boolean keptAside;

  private OutboxPart(Path file, FileChannel channel, long first, List<Long> starts, long size) {
    this.file = file;
    this.channel = channel;
    this.first = first;
    this.starts = starts;
    this.size = size;
  }

  static OutboxPart create(Path file, long first, Opener opener) throws IOException {
    FileChannel channel =
        opener.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Durable.directory(Objects.requireNonNull(file.getParent()));
    return new OutboxPart(file, channel, first, new ArrayList<>(), 0);
  }

  static OutboxPart reopen(Path file, Opener opener) throws IOException {
    String name = String.valueOf(file.getFileName());
    long first = Long.parseLong(name.substring(0, name.indexOf('.')));
    byte[] bytes = Files.readAllBytes(file);
    OutboxScan scan = OutboxScan.of(bytes, first);
    if (scan.damaged()) {
      keepAside(file);
    }
    FileChannel channel = opener.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!scan.damaged()) {
      channel.truncate(scan.end());
    }
    OutboxPart part =
        new OutboxPart(file, channel, first, new ArrayList<>(scan.starts()), scan.end());
    part.keptAside = scan.damaged();
    part.sealed = scan.damaged();
    return part;
  }

  /** For people; the readings that are left go on without it. */
  private static void keepAside(Path file) {
    try {
      Files.copy(
          file,
          file.resolveSibling(file.getFileName() + ".damaged"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("{}: is damaged, and cannot be kept aside: {}", file, e.toString());
    }
  }

  /**
   * Writes messages behind the others and to the disk: all of them, or none.
   *
   * @throws IOException if it could not; then nothing has changed
   */
  void append(List<PlainJson> messages) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List<Long> begins = new ArrayList<>();
    for (PlainJson message : messages) {
      begins.add(size + all.size());
      all.writeBytes(OutboxRecord.bytes(end() + begins.size() - 1, message));
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(all.toByteArray());
      while (bytes.hasRemaining()) {
        channel.write(bytes, size + bytes.position());
      }
      channel.force(false);
    } catch (IOException e) {
      undo(e);
      throw e;
    }
    starts.addAll(begins);
    size += all.size();
  }

  private void undo(IOException cause) {
    try {
      channel.truncate(size);
    } catch (IOException e) {
      cause.addSuppressed(e);
      sealed = true; // who knows what stands at its end
    }
  }

  /**
   * Adds at most so many messages from this number on.
   *
   * @return how many of them turned out to be damaged, which is new
   */
  int read(long from, int most, List<Outbox.Entry> into) throws IOException {
    int wanted = into.size() + most;
    int damaged = 0;
    for (long number = from; number < end() && into.size() < wanted; number++) {
      int place = (int) (number - first);
      long start = starts.get(place);
      if (start == OutboxScan.LOST) {
        continue;
      }
      OutboxRecord record = record(start, end(place));
      if (record != null && record.number() == number) {
        into.add(new Outbox.Entry(number, record.message()));
        continue;
      }
      LOG.error("{} is damaged at message {}: that reading is lost", file, number);
      starts.set(place, OutboxScan.LOST);
      damaged++;
      if (!keptAside) {
        keptAside = true;
        keepAside(file);
      }
    }
    return damaged;
  }

  private long end(int place) {
    for (int next = place + 1; next < starts.size(); next++) {
      if (starts.get(next) != OutboxScan.LOST) {
        return starts.get(next);
      }
    }
    return size;
  }

  /** Null if it cannot be read. */
  private @Nullable OutboxRecord record(long start, long end) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) (end - start));
    try {
      while (buffer.hasRemaining() && channel.read(buffer, start + buffer.position()) >= 0) {
        // more
      }
    } catch (ClosedChannelException e) {
      throw e; // we are being closed: that says nothing of the disk
    } catch (IOException e) {
      LOG.error("{}: {}", file, e.toString());
      return null;
    }
    return buffer.hasRemaining() ? null : OutboxRecord.at(buffer.array(), 0);
  }

  /** Damaged messages from this number to before that one. */
  long lost(long from, long to) {
    long lost = 0;
    for (long number = Math.max(from, first); number < Math.min(to, end()); number++) {
      lost += starts.get((int) (number - first)) == OutboxScan.LOST ? 1 : 0;
    }
    return lost;
  }

  /**
   * Makes it end where the next file begins: numbers in between are lost; what stands behind had
   * been refused when it was written.
   */
  void endAt(long next) {
    while (end() > Math.max(next, first)) {
      starts.removeLast();
    }
    while (end() < next) {
      starts.add(OutboxScan.LOST);
    }
  }

  /** Whether nothing may be written behind what it has. */
  boolean isSealed() {
    return sealed;
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
