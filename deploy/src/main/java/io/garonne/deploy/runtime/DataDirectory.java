package io.garonne.deploy.runtime;

import io.garonne.service.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        channel.close();
        throw new SettingsException(List.of(inUse(root)));
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

  /** Why it could not be taken now, without making or changing anything; empty if it could. */
  public static Optional<String> problem(Path path) {
    Path root = path.toAbsolutePath().normalize();
    Path there = root;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
      return Optional.of(unusable(root, there + " is no directory that can be written to"));
    }
    Path file = root.resolve("garonne.lock");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return lock(channel) == null ? Optional.of(inUse(root)) : Optional.empty();
    } catch (IOException e) {
      return Optional.of(unusable(root, reason(e)));
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
      throw new UncheckedIOException(e);
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

  private static String inUse(Path root) {
    return "The data directory "
        + root
        + " is in use by another Garonne"
        + holder(root)
        + ". Stop that one, or choose another directory with --data DIR.";
  }

  private static SettingsException unusable(Path root, IOException e) {
    return new SettingsException(List.of(unusable(root, reason(e))));
  }

  private static String unusable(Path root, String reason) {
    return "The data directory "
        + root
        + " cannot be used: "
        + reason
        + ". Choose another with --data DIR.";
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "no right to write " + denied.getFile();
      case FileAlreadyExistsException file -> file.getFile() + " is a file";
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }
}
