package io.garonne.deploy.runtime;

import io.garonne.service.SettingsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The directory with everything that survives a restart. One process holds it at a time; the
 * operating system releases it when that process dies, however it dies.
 */
public final class DataDirectory implements AutoCloseable {
  private final Path root;
  private final FileChannel channel;

  private DataDirectory(Path root, FileChannel channel) {
    this.root = root;
    this.channel = channel;
  }

  /** Where data live unless somebody says otherwise: {@code $XDG_DATA_HOME/garonne} or so. */
  public static Path standard(Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
    if (!xdg.isBlank() && Path.of(xdg).isAbsolute()) {
      return Path.of(xdg, "garonne");
    }
    return Path.of(System.getProperty("user.home", "."), ".local", "share", "garonne");
  }

  /**
   * Takes the directory for this process; makes it if it is not there.
   *
   * @throws SettingsException if it cannot be written or another process holds it
   */
  public static DataDirectory take(Path path) {
    Path root = path.toAbsolutePath().normalize();
    FileChannel channel = openLockFile(root);
    try {
      if (lock(channel) == null) {
        String holder = holder(root);
        channel.close();
        throw new SettingsException(
            List.of(
                "The data directory "
                    + root
                    + " is in use by another Garonne"
                    + holder
                    + ". Stop that one, or choose another directory with --data DIR."));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
      return new DataDirectory(root, channel);
    } catch (IOException e) {
      throw unusable(root, e);
    }
  }

  public Path root() {
    return root;
  }

  /** A directory of one part; made if it is not there. */
  public Path of(String part) {
    try {
      return Files.createDirectories(root.resolve(part));
    } catch (IOException e) {
      throw unusable(root, e);
    }
  }

  /** Releases it. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static FileChannel openLockFile(Path root) {
    try {
      Files.createDirectories(root);
      return FileChannel.open(
          root.resolve("garonne.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw unusable(root, e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static String holder(Path root) {
    try {
      String pid = Files.readString(root.resolve("garonne.lock")).strip();
      return pid.isEmpty() ? "" : " (process " + pid + ")";
    } catch (IOException e) {
      return "";
    }
  }

  private static SettingsException unusable(Path root, IOException e) {
    return new SettingsException(
        List.of(
            "The data directory "
                + root
                + " cannot be used: "
                + e.getClass().getSimpleName()
                + " "
                + e.getMessage()
                + ". Choose another with --data DIR."));
  }
}
