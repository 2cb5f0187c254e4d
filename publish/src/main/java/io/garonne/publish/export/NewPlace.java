package io.garonne.publish.export;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file or directory that appears as a whole or not at all: it is made in a hidden directory
 * beside its place and moved there at the end. What a killed process leaves is that directory.
 */
public final class NewPlace implements Closeable {
  private final Path target;
  private final Path workshop;

  private NewPlace(Path target, Path workshop) {
    this.target = target;
    this.workshop = workshop;
  }

  /**
   * Prepares it.
   *
   * @throws UnusablePlaceException if something is there already, or nothing can be written there
   */
  public static NewPlace at(Path target) {
    Path absolute = target.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    Path name = absolute.getFileName();
    if (parent == null || name == null || Files.isDirectory(absolute)) {
      throw new UnusablePlaceException(target + " is a directory");
    }
    if (Files.exists(absolute, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      throw new UnusablePlaceException(target + " is there already; nothing is overwritten");
    }
    if (!Files.isDirectory(parent)) {
      throw new UnusablePlaceException("there is no directory " + parent);
    }
    try {
      return new NewPlace(absolute, Files.createTempDirectory(parent, "." + name + "."));
    } catch (IOException e) {
      throw new UnusablePlaceException(
          "nothing can be written in " + parent + ": " + e.getMessage());
    }
  }

  /** Where to make it: nothing is there yet. */
  public Path draft() {
    return workshop.resolve("draft");
  }

  /** Where there is room beside it for what is needed on the way. */
  public Path workshop() {
    return workshop;
  }

  /** Its place. */
  public Path target() {
    return target;
  }

  /** Moves what was made to its place. */
  public void finish() throws IOException {
    if (Files.isRegularFile(draft())) {
      try (FileChannel file = FileChannel.open(draft(), StandardOpenOption.WRITE)) {
        file.force(true);
      }
    }
    // Of a name that somebody has taken in the meantime it is refused.
    Files.move(draft(), target);
  }

  /** Removes what is left of the work. */
  @Override
  public void close() throws IOException {
    Files.walkFileTree(
        workshop,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path directory, java.io.@org.jspecify.annotations.Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
