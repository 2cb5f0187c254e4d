package io.garonne.ingest.decode;

import io.garonne.model.Reading;
import java.util.List;

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
