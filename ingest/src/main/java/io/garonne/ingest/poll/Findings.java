package io.garonne.ingest.poll;

import io.garonne.ingest.decode.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device's answers come to.
 *
 * @param family the device's make, as its table names it
 * @param measured one for each channel; none of them is the sum of others
 * @param refused what looked like a measurement and is not used
 * @param counts by what the device is counted; null while it tells nothing that decides it
 */
record Findings(
    String family, List<Measured> measured, List<Refused> refused, @Nullable Basis counts) {

  /** Nothing known was found. */
  static final String UNKNOWN = "unknown";

  Findings {
    measured = List.copyOf(measured);
    refused = List.copyOf(refused);
  }

  /** Nothing of it decides by what the device is counted. */
  Findings(String family, List<Measured> measured, List<Refused> refused) {
    this(family, measured, refused, null);
  }

  /**
   * Something that is not used.
   *
   * @param what for people: {@code phase.energy}
   * @param doubtful whether the owner should look: what is used is much less than this
   */
  record Refused(String what, Reason reason, String detail, boolean doubtful) {
    Refused(String what, Reason reason, String detail) {
      this(what, reason, detail, false);
    }

    /** What counts is not in this answer. */
    static Refused missing(String what) {
      return new Refused(
          what,
          Reason.NO_USABLE_VALUE,
          "this is what counts, and this answer lacks it; nothing else takes its place");
    }
  }
}
