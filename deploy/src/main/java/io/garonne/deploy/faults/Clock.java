package io.garonne.deploy.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The wall clock of one process, by Debian's package faketime: a library that is loaded first. */
final class Clock {
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
          Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

  private final Path library;
  private final Path offset;

  private Clock(Path library, Path offset) {
    this.library = library;
    this.offset = offset;
  }

  /** Whether this machine has what it takes. */
  static boolean canBeSet() {
    return library().isPresent();
  }

  /** A clock that goes right; none if it could not be set. The file says by how much it is off. */
  static Optional<Clock> kept(Path offset) throws IOException {
    Optional<Path> library = library();
    if (library.isEmpty()) {
      return Optional.empty();
    }
    Clock clock = new Clock(library.get(), offset);
    clock.set("+0");
    return Optional.of(clock);
  }

  private static Optional<Path> library() {
    return PLACES.stream().filter(Files::exists).findFirst();
  }

  /** What a process must have in its environment to go by this clock. */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "FAKETIME_TIMESTAMP_FILE",
        offset.toString(),
        "FAKETIME_CACHE_DURATION",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        // Otherwise waits of the JVM end at once.
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0");
  }

  /** Sets it forward or back by half a minute, and right again after so long. */
  void step(boolean forward, long millis) throws IOException, InterruptedException {
    set(forward ? "+30" : "-30");
    try {
      Thread.sleep(millis);
    } finally {
      set("+0");
    }
  }

  private void set(String seconds) throws IOException {
    Files.writeString(offset, seconds + "\n");
  }
}
