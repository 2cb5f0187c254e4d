package io.garonne.ingest.poll;

import java.io.IOException;

/** Asks a device what it measures. Reads only. */
interface Asker {
  /**
   * Asks once; blocks, at most some seconds for each question of a device that does not answer.
   *
   * @throws IOException if it does not answer, or not in its protocol: that says nothing of its
   *     state
   */
  Findings ask(Target target) throws IOException, InterruptedException;
}
