package io.garonne.ingest.poll;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages on their way to the broker, on disk, in order. What is added is on the disk when {@link
 * #add} returns; it stays until it is acknowledged, over restarts and kills. After a kill a message
 * may go out a second time, which changes no total. When there is no room the oldest make place and
 * are counted. For several threads.
 */
final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final String SUFFIX = ".outbox";
  private static final String POSITION = "acknowledged";

  /** Parts into which the room is divided; the oldest part is what makes place. */
  private static final int PARTS = 16;

  private final Path directory;
  private final long room;
  private final long partSize;
  private final FileChannel lock;
  private final OutboxPart.Opener opener;

  /** Oldest first; the last one grows. Guarded by this, like everything below. */
  private final ArrayDeque<OutboxPart> parts = new ArrayDeque<>();

  private long next;
  private long acknowledged;
  private long dropped;
  private long damaged;

  /** Damaged messages among those that are not acknowledged. */
  private long holes;

  private boolean closed;

  /**
   * A message with its place in the order.
   *
   * @param number from 0, never used twice
   */
  record Entry(long number, PlainJson message) {}

  private Outbox(Path directory, long room, FileChannel lock, OutboxPart.Opener opener) {
    this.directory = directory;
    this.room = room;
    this.partSize = Math.max(4096, room / PARTS);
    this.lock = lock;
    this.opener = opener;
  }

  /**
   * Opens it, with what an earlier process has left.
   *
   * @param room bytes on disk
   * @throws IOException if the directory cannot be used, or another process uses it
   */
  static Outbox open(Path directory, long room) throws IOException {
    return open(directory, room, FileChannel::open);
  }

  /** The same; files are opened so. */
  static Outbox open(Path directory, long room, OutboxPart.Opener opener) throws IOException {
    Files.createDirectories(directory);
    FileChannel lock =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(lock) == null) {
      lock.close();
      throw new IOException(directory + " is in use by another poller");
    }
    Outbox outbox = new Outbox(directory, room, lock, opener);
    outbox.recover();
    return outbox;
  }

  private static java.nio.channels.@Nullable FileLock tryLock(FileChannel lock) throws IOException {
    try {
      return lock.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // by this very process
    }
  }

  private void recover() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
    acknowledged = position();
    next = acknowledged;
    for (Path file : files) {
      OutboxPart part = OutboxPart.reopen(file, opener);
      if (!parts.isEmpty()) {
        parts.getLast().endAt(part.first());
      }
      if (part.isEmpty() || part.end() <= acknowledged) {
        part.delete();
      } else {
        parts.add(part);
        next = part.end();
        acknowledged = Math.max(acknowledged, parts.getFirst().first());
      }
    }
    holes = lost(acknowledged, next);
    damaged = holes;
    if (holes > 0) {
      LOG.error(
          "{}: {} readings that waited are damaged and lost; the files as they were are kept"
              + " there as *.damaged",
          directory,
          holes);
    }
  }

  private long lost(long from, long to) {
    return parts.stream().mapToLong(part -> part.lost(from, to)).sum();
  }

  private void advance(long to) {
    holes -= lost(acknowledged, to);
    acknowledged = to;
  }

  private long position() throws IOException {
    Path file = directory.resolve(POSITION);
    try {
      return Files.exists(file) ? Math.max(0, Long.parseLong(Files.readString(file).strip())) : 0;
    } catch (NumberFormatException e) {
      return 0; // then everything that is left goes out again
    }
  }

  /** Takes messages, oldest first; when it returns they survive the death of the machine. */
  synchronized void add(List<PlainJson> messages) {
    if (closed || messages.isEmpty()) {
      return;
    }
    try {
      OutboxPart last = writable();
      last.append(messages);
      next = last.end();
      makeRoom();
    } catch (IOException e) {
      throw new UncheckedIOException("the outbox in " + directory + " cannot be written", e);
    }
    notifyAll();
  }

  private OutboxPart writable() throws IOException {
    OutboxPart last = parts.peekLast();
    if (last != null && last.isEmpty() && last.isSealed()) {
      parts.removeLast().delete(); // its name is needed again
      last = parts.peekLast();
    }
    if (last == null || last.isSealed() || last.size() >= partSize) {
      last = OutboxPart.create(directory.resolve("%019d%s".formatted(next, SUFFIX)), next, opener);
      parts.add(last);
    }
    return last;
  }

  private void makeRoom() throws IOException {
    while (parts.size() > 1 && bytes() > room) {
      OutboxPart oldest = parts.getFirst();
      long from = Math.max(oldest.first(), acknowledged);
      long lost = Math.max(0, oldest.end() - from) - oldest.lost(from, oldest.end());
      dropped += lost;
      LOG.warn(
          "no room in {}: the oldest {} readings are lost, {} so far", directory, lost, dropped);
      advance(Math.max(acknowledged, oldest.end()));
      parts.removeFirst().delete();
    }
  }

  /**
   * The oldest that are not acknowledged; waits for one.
   *
   * @return at most so many; empty after the time is over or when it is closed
   */
  synchronized List<Entry> oldest(int most, long waitMillis) throws InterruptedException {
    long end = System.nanoTime() + waitMillis * 1_000_000;
    while (waiting() == 0 && !closed) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return List.of();
      }
      wait(left);
    }
    List<Entry> entries = new ArrayList<>();
    try {
      for (OutboxPart part : parts) {
        if (entries.size() < most && !closed) {
          long found =
              part.read(Math.max(acknowledged, part.first()), most - entries.size(), entries);
          damaged += found;
          holes += found;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the outbox in " + directory + " cannot be read", e);
    }
    return entries;
  }

  /** Everything before this number is the broker's now. */
  synchronized void acknowledge(long before) {
    if (closed || before <= acknowledged) {
      return;
    }
    advance(Math.min(before, next));
    try {
      while (!parts.isEmpty() && parts.getFirst().end() <= acknowledged) {
        parts.removeFirst().delete();
      }
      Path temporary = directory.resolve(POSITION + ".new");
      Files.writeString(temporary, Long.toString(acknowledged));
      Files.move(
          temporary,
          directory.resolve(POSITION),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the outbox in " + directory + " cannot be written", e);
    }
  }

  /** How many wait for the broker. */
  synchronized long waiting() {
    return next - acknowledged - holes;
  }

  /** How many were lost since this process began because the disk garbled them. */
  synchronized long damaged() {
    return damaged;
  }

  /** How many had to make place since this process began. */
  synchronized long dropped() {
    return dropped;
  }

  /** Bytes on disk. */
  synchronized long bytes() {
    return parts.stream().mapToLong(OutboxPart::size).sum();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    notifyAll();
    try {
      for (OutboxPart part : parts) {
        part.close();
      }
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
