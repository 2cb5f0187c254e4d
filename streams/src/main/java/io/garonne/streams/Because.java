package io.garonne.streams;

import io.garonne.model.Causes;

/** {@link Causes} in the compact values of our own stores: some bytes behind everything else. */
final class Because {
  private Because() {}

  static void pack(Causes causes, Packer out) {
    out.number(causes.bits());
    if (causes.has(Causes.Cause.CORRECTION)) {
      out.number(causes.correctedAt());
    }
  }

  /** Bytes of nothing else. */
  static byte[] bytes(Causes causes) {
    Packer out = new Packer();
    pack(causes, out);
    return out.toBytes();
  }

  /** What is left; not known where a version of before wrote nothing. */
  static Causes unpack(Unpacker in) {
    if (!in.hasMore()) {
      return Causes.UNKNOWN;
    }
    Causes causes = new Causes(in.integer(), Long.MIN_VALUE);
    return causes.has(Causes.Cause.CORRECTION) ? new Causes(causes.bits(), in.number()) : causes;
  }

  /** Of a value that holds nothing else, or is not there. */
  static Causes of(byte @org.jspecify.annotations.Nullable [] bytes) {
    return bytes == null ? Causes.UNKNOWN : unpack(new Unpacker(bytes));
  }
}
