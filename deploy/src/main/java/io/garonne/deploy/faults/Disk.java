package io.garonne.deploy.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A small file system of its own, which can be filled. Needs root on Linux. */
final class Disk implements AutoCloseable {
  private static final int MIB = 1024 * 1024;

  private final Path directory;

  private Disk(Path directory) {
    this.directory = directory;
  }

  /** Mounts it over the directory, if this machine lets us. */
  static Optional<Disk> mount(Path directory, int mebibytes) {
    return Commands.attempt(
            List.of(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=" + mebibytes + "m",
                "garonne",
                directory.toString()))
        ? Optional.of(new Disk(directory))
        : Optional.empty();
  }

  /** Leaves no room meanwhile. */
  void fill(Child.Meanwhile meanwhile) throws IOException, InterruptedException {
    Path filling = directory.resolve("filling");
    try {
      fillUp(filling);
      meanwhile.pass();
    } finally {
      Files.deleteIfExists(filling);
    }
  }

  private static void fillUp(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] block = new byte[MIB];
      for (int size = MIB; size >= 1; size /= 4) {
        try {
          while (true) {
            out.write(block, 0, size);
          }
        } catch (IOException full) {
          // Smaller pieces may still find room.
        }
      }
    }
  }

  @Override
  public void close() {
    Commands.attempt(List.of("umount", "-l", directory.toString()));
  }
}
