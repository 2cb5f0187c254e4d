package io.garonne.streams;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link Packer} wrote, in the same order. */
final class Unpacker {
  private final byte[] bytes;
  private int at;

  Unpacker(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean hasMore() {
    return at < bytes.length;
  }

  long number() {
    long rest = 0;
    int shift = 0;
    byte b;
    do {
      b = bytes[at++];
      rest |= (b & 0x7fL) << shift;
      shift += 7;
    } while (b < 0);
    return (rest >>> 1) ^ -(rest & 1);
  }

  int integer() {
    return Math.toIntExact(number());
  }

  byte[] bytes() {
    int length = integer();
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  String text() {
    int length = integer();
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }
}
