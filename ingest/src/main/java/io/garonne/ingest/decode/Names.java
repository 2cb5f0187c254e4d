package io.garonne.ingest.decode;

import io.garonne.model.PointRef;

/** Which names of devices and channels are taken from topics. */
final class Names {
  static final int MAX_LENGTH = PointRef.LONGEST_NAME;

  private Names() {}

  /** Whether a name can be a device's or a channel's. */
  static boolean acceptable(String name) {
    return PointRef.isName(name);
  }

  static Decoding refused() {
    return new Decoding.Rejected(
        Reason.BAD_NAME,
        "names have 1 to " + MAX_LENGTH + " printable characters, no emoji among them");
  }
}
