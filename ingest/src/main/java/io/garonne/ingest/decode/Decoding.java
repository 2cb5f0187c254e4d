package io.garonne.ingest.decode;

import io.garonne.model.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message turned out to be. */
public sealed interface Decoding {

  /**
   * It holds readings.
   *
   * @param readings at least one
   */
  record Readings(List<Reading> readings) implements Decoding {
    public Readings {
      readings = List.copyOf(readings);
      if (readings.isEmpty()) {
        throw new IllegalArgumentException("no readings");
      }
    }
  }

  /**
   * A device describes itself: to be kept, and to be learned before the next message is decoded.
   *
   * @param refused why some of it cannot be used; a person should look at it. Null: nothing
   */
  record Announced(Announcement announcement, @Nullable Rejected refused) implements Decoding {}

  /**
   * It is understood, and nothing to store.
   *
   * @param reason one whose fate is to be ignored
   */
  record Ignored(Reason reason) implements Decoding {
    public Ignored {
      if (reason.fate() != Reason.Fate.IGNORED) {
        throw new IllegalArgumentException(reason + " is not ignored");
      }
    }
  }

  /**
   * It cannot be used; a person should look at it.
   *
   * @param reason one whose fate is the dead-letter topic
   * @param detail one short line for that person
   */
  record Rejected(Reason reason, String detail) implements Decoding {
    public Rejected {
      if (reason.fate() != Reason.Fate.DEAD_LETTERED) {
        throw new IllegalArgumentException(reason + " is not dead-lettered");
      }
    }
  }
}
