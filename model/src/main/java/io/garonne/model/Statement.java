package io.garonne.model;

/**
 * What was said of a channel at an instant, by the device or by a person: the records of {@code
 * energy.readings.v1}. Totals are a function of the set of them.
 */
public sealed interface Statement permits Reading, Correction {

  /** Stable name of the device; the record's key. */
  String device();

  /** Channel of the device. */
  String channel();

  /** Event time, milliseconds since 1970 UTC. */
  long at();
}
