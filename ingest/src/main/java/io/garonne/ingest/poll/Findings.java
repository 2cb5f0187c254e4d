package io.garonne.ingest.poll;

import io.garonne.ingest.decode.Reason;
import java.util.List;

/**
 * What a device's answers come to.
 *
 * @param family the device's make, as its table names it
 * @param measured one for each channel; none of them is the sum of others
 * @param refused what looked like a measurement and is not used
 */
record Findings(String family, List<Measured> measured, List<Refused> refused) {

  /** Nothing known was found. */
  static final String UNKNOWN = "unknown";

  Findings {
    measured = List.copyOf(measured);
    refused = List.copyOf(refused);
  }

  /**
   * Something that is not used.
   *
   * @param what for people: {@code phase.energy}
   */
  record Refused(String what, Reason reason, String detail) {}
}
