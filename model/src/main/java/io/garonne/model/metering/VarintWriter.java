package io.garonne.model.metering;

import java.util.Arrays;

/** Whole numbers as few bytes: seven bits each, the smallest first. */
final class VarintWriter {
  private byte[] bytes = new byte[64];
  private int length;

  /** A number from 0 up is short; a negative one takes ten bytes. */
  void unsigned(long value) {
    if (length + 10 > bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** A number near 0 is short, whatever its sign. */
  void signed(long value) {
    unsigned((value << 1) ^ (value >> 63));
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
