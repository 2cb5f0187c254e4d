package io.garonne.deploy.replay;

import io.garonne.model.Statement;
import io.garonne.model.wire.StatementJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Readings of some devices, each device's in a file of its own, in the order they were given. */
final class Spool {
  /** Bytes of a device that wait in memory; a file is open only while it is written. */
  private static final int WAITING = 64 * 1024;

  private final Path directory;
  private final Map<String, Part> parts = new TreeMap<>();

  private record Part(Path file, ByteArrayOutputStream waiting) {}

  Spool(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  /**
   * Keeps a reading.
   *
   * @param json as it is on the wire
   */
  void add(String device, byte[] json) throws IOException {
    Part part = parts.get(device);
    if (part == null) {
      part =
          new Part(directory.resolve(Integer.toString(parts.size())), new ByteArrayOutputStream());
      parts.put(device, part);
    }
    DataOutputStream out = new DataOutputStream(part.waiting());
    out.writeInt(json.length);
    out.write(json);
    if (part.waiting().size() > WAITING) {
      write(part);
    }
  }

  /** The readings of a device in the order they were given; none if there were none. */
  ReadingQueue of(String device) throws IOException {
    Part part = parts.get(device);
    if (part == null) {
      return ReadingQueue.EMPTY;
    }
    write(part);
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(part.file())));
    long length = Files.size(part.file());
    return new ReadingQueue() {
      private long position;

      @Override
      public @Nullable Statement next() throws IOException {
        if (position >= length) {
          return null;
        }
        byte[] json = new byte[in.readInt()];
        in.readFully(json);
        position += json.length + (long) Integer.BYTES;
        return StatementJson.read(json);
      }

      @Override
      public void close() throws IOException {
        in.close();
      }
    };
  }

  private static void write(Part part) throws IOException {
    Files.write(
        part.file(),
        part.waiting().toByteArray(),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    part.waiting().reset();
  }
}
