package io.garonne.streams;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the compact values of our own stores: signed variable-length numbers, texts, bytes. */
final class Packer {
  private byte[] bytes = new byte[64];
  private int size;

  /** A signed number; small magnitudes take one byte. */
  Packer number(long value) {
    long rest = (value << 1) ^ (value >> 63);
    ensure(10);
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  Packer bytes(byte[] value) {
    number(value.length);
    ensure(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  Packer text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
