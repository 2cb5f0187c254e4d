package io.garonne.ingest.decode;

/** Which names of devices and channels are taken from topics. */
final class Names {
  /** Characters; longer names would grow keys, stores and tags without end. */
  static final int MAX_LENGTH = 128;

  private Names() {}

  /** Whether a name can be a device's or a channel's. */
  static boolean acceptable(String name) {
    if (name.isBlank() || name.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isISOControl(c) || Character.isSurrogate(c) || c == '\uFFFD') {
        return false;
      }
    }
    return true;
  }

  static Decoding refused() {
    return new Decoding.Rejected(
        Reason.BAD_NAME, "names have 1 to " + MAX_LENGTH + " printable characters");
  }
}
