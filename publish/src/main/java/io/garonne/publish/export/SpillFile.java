package io.garonne.publish.export;

import com.github.luben.zstd.Zstd;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of sorted runs, in compressed blocks; there once something is written, and deleted when it
 * is closed.
 */
final class SpillFile implements Closeable {
  private static final int BLOCK = 64 * 1024;
  private static final int LEVEL = 1;
  private static final int NO_VALUE = -1;

  private final Path directory;
  private @Nullable FileChannel channel;
  private long end;

  SpillFile(Path directory) {
    this.directory = directory;
  }

  /** Writes a run, to be read once. */
  Run write(List<NewestPerKey.Entry> entries) throws IOException {
    FileChannel to = open();
    long start = end;
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    for (NewestPerKey.Entry entry : entries) {
      byte[] value = entry.value();
      int size = 2 * Integer.BYTES + entry.key().length + (value == null ? 0 : value.length);
      if (size > block.remaining()) {
        flush(to, block);
        block = ByteBuffer.allocate(Math.max(size, BLOCK));
      }
      block.putInt(entry.key().length).put(entry.key());
      block.putInt(value == null ? NO_VALUE : value.length);
      if (value != null) {
        block.put(value);
      }
    }
    flush(to, block);
    return new Run(to, start, end);
  }

  private FileChannel open() throws IOException {
    FileChannel opened = channel;
    if (opened == null) {
      Path file = Files.createTempFile(directory, ".garonne-export-", ".sort");
      opened =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      channel = opened;
    }
    return opened;
  }

  private void flush(FileChannel to, ByteBuffer block) throws IOException {
    if (block.position() == 0) {
      return;
    }
    byte[] raw = new byte[block.position()];
    block.flip().get(raw);
    byte[] compressed = Zstd.compress(raw, LEVEL);
    ByteBuffer out = ByteBuffer.allocate(2 * Integer.BYTES + compressed.length);
    out.putInt(compressed.length).putInt(raw.length).put(compressed).flip();
    while (out.hasRemaining()) {
      end += to.write(out, end);
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  /** A run that is read from its beginning to its end. */
  static final class Run {
    private final FileChannel channel;
    private final long end;
    private long at;
    private ByteBuffer block = ByteBuffer.allocate(0);

    private Run(FileChannel channel, long start, long end) {
      this.channel = channel;
      this.at = start;
      this.end = end;
    }

    /** The next entry, or null at the end. */
    NewestPerKey.@Nullable Entry next() throws IOException {
      if (!block.hasRemaining()) {
        if (at >= end) {
          return null;
        }
        ByteBuffer sizes = read(2 * Integer.BYTES);
        byte[] compressed = new byte[sizes.getInt()];
        read(compressed.length).get(compressed);
        block = ByteBuffer.wrap(Zstd.decompress(compressed, sizes.getInt()));
      }
      byte[] key = new byte[block.getInt()];
      block.get(key);
      int length = block.getInt();
      byte[] value = length == NO_VALUE ? null : new byte[length];
      if (value != null) {
        block.get(value);
      }
      return new NewestPerKey.Entry(key, value);
    }

    private ByteBuffer read(int bytes) throws IOException {
      ByteBuffer into = ByteBuffer.allocate(bytes);
      while (into.hasRemaining()) {
        int read = channel.read(into, at);
        if (read < 0) {
          throw new EOFException("the file of what is sorted has been cut off");
        }
        at += read;
      }
      return into.flip();
    }
  }
}
