package io.garonne.deploy.replay;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts rebuilt data in the place of the old ones: all or nothing, whatever dies meanwhile. Until
 * the marker is there the old data count and the rebuilt ones are rubbish; from then on the swap is
 * finished at the next start, if not before.
 */
final class DirectorySwap {
  /** Not the broker's: nothing waits there, and what it retains is as true as before. */
  private static final List<String> PARTS = List.of("kafka", "streams", "replay");

  private static final String MARKER = "complete";

  private final Path data;
  private final Path rebuilt;
  private final Path before;

  DirectorySwap(Path data) {
    this.data = data;
    this.rebuilt = data.resolve("rebuild");
    this.before = data.resolve("before-rebuild");
  }

  /** An empty directory to rebuild in. */
  Path begin() throws IOException {
    delete(rebuilt);
    return Files.createDirectories(rebuilt);
  }

  /** The rebuilt data are whole and nobody uses them or the old ones. */
  void complete() throws IOException {
    Files.writeString(rebuilt.resolve(MARKER), "");
    finish();
  }

  /** Finishes what was complete; removes what was not. */
  void finish() throws IOException {
    if (Files.exists(rebuilt.resolve(MARKER))) {
      Files.createDirectories(before);
      for (String part : PARTS) {
        Path fresh = rebuilt.resolve(part);
        if (Files.exists(fresh)) {
          if (Files.exists(data.resolve(part))) {
            move(data.resolve(part), before.resolve(part));
          }
          move(fresh, data.resolve(part));
        }
      }
    }
    delete(rebuilt);
    delete(before);
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
