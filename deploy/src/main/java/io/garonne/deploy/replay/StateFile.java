package io.garonne.deploy.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Keeps a {@link ReplayState} in a file: the old one or the new one, whatever dies meanwhile. */
final class StateFile {
  private final Path file;

  StateFile(Path file) {
    this.file = file;
  }

  /**
   * What was kept last; {@link ReplayState#NONE} if nothing was.
   *
   * @throws IOException if it cannot be read or is none of ours
   */
  ReplayState read() throws IOException {
    try {
      return ReplayState.parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      return ReplayState.NONE;
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** On the disk when it returns. */
  void write(ReplayState state) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException(file + " is not in a directory");
    }
    Files.createDirectories(directory);
    Path fresh = directory.resolve(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(state.format());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel renamed = FileChannel.open(directory, StandardOpenOption.READ)) {
      renamed.force(true);
    }
  }
}
