package io.garonne.deploy.replay;

import java.io.IOException;
import java.time.Duration;

/** A way into the chain that keeps the order of each device. */
interface Outlet extends AutoCloseable {

  /**
   * Publishes; blocks while too much is unacknowledged.
   *
   * @param acknowledged called once, in order of publication within a series
   * @throws IOException if it will never work
   */
  void publish(Series series, SourceReading reading, Runnable acknowledged)
      throws IOException, InterruptedException;

  /**
   * Waits until all is acknowledged.
   *
   * @return false if it is not by then
   * @throws IOException if it will never be
   */
  boolean flush(Duration atMost) throws IOException, InterruptedException;

  @Override
  void close();
}
