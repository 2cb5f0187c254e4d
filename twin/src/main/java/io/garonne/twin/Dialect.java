package io.garonne.twin;

import java.time.ZoneId;

/** How a make of device puts a sample into a message. Pure. */
interface Dialect {

  /** Milliseconds that the clock in its messages counts in; samples are taken on its beat. */
  long clockStep();

  /**
   * The message, with the reading that it states.
   *
   * @param zone zone of the device's local time
   * @param sentAt when it reaches the broker, milliseconds since 1970 UTC
   */
  TwinMessage message(Point point, Sample sample, ZoneId zone, long sentAt);
}
