package io.garonne.deploy.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A kill of a broker that saves its sessions at intervals, as mosquitto does: what it acknowledged
 * after its last save it no longer has. Both in milliseconds since 1970 UTC.
 *
 * @param saved when the last save was written that was finished before the kill. The broker serves
 *     nobody meanwhile, so what it acknowledged before is in it.
 * @param killed when the broker was dead
 */
record BrokerKill(long saved, long killed) {

  BrokerKill {
    if (saved > killed) {
      throw new IllegalArgumentException(
          "saved after it was killed: %d, %d".formatted(saved, killed));
    }
  }

  /**
   * Of a broker that has just died.
   *
   * @param file what the broker saves to: written beside it and renamed when it is whole, so its
   *     time is that of the last save that was finished
   * @throws IOException if the broker has never saved
   */
  static BrokerKill now(Path file) throws IOException {
    long killed = System.currentTimeMillis();
    return new BrokerKill(Files.getLastModifiedTime(file).toMillis(), killed);
  }

  /**
   * Whether the broker may have lost this: it acknowledged it before the kill (the twin may have
   * read that later) and not before the save.
   */
  boolean excuses(Acknowledged message) {
    return saved <= message.at() && message.connectedSince() < killed;
  }
}
