package io.garonne.model.metering;

/** Reads what {@link VarintWriter} wrote. */
final class VarintReader {
  private final byte[] bytes;
  private int position;

  VarintReader(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean atEnd() {
    return position == bytes.length;
  }

  /**
   * The next number.
   *
   * @throws IllegalArgumentException if the bytes end within it
   */
  long unsigned() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position == bytes.length) {
        throw new IllegalArgumentException("the bytes end too early");
      }
      byte next = bytes[position++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("not a number at byte " + position);
  }

  long signed() {
    long value = unsigned();
    return (value >>> 1) ^ -(value & 1);
  }

  /**
   * A number of things, each of which takes at least a byte.
   *
   * @throws IllegalArgumentException if there cannot be so many
   */
  int count() {
    long value = unsigned();
    if (value < 0 || value > bytes.length) {
      throw new IllegalArgumentException("no such count: " + value);
    }
    return (int) value;
  }
}
