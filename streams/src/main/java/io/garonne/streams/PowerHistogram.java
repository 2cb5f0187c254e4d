package io.garonne.streams;

import java.util.Map;
import java.util.TreeMap;

/**
 * How often which mean power occurred, in buckets that grow by an eighth of a power of two; adds
 * and subtracts exactly, so that it does not depend on order.
 */
record PowerHistogram(Map<Integer, Long> counts) {
  private static final int BUCKETS_PER_DOUBLING = 8;

  static final PowerHistogram EMPTY = new PowerHistogram(Map.of());

  /** One occurrence of a mean power in milliwatts, at least 0. */
  static PowerHistogram of(long milliwatts) {
    return new PowerHistogram(Map.of(bucket(milliwatts), 1L));
  }

  PowerHistogram plus(PowerHistogram other) {
    return combined(other, 1);
  }

  PowerHistogram minus(PowerHistogram other) {
    return combined(other, -1);
  }

  private PowerHistogram combined(PowerHistogram other, int sign) {
    if (other.counts.isEmpty()) {
      return this;
    }
    Map<Integer, Long> sum = new TreeMap<>(counts);
    other.counts.forEach(
        (bucket, count) -> {
          long left = sum.getOrDefault(bucket, 0L) + sign * count;
          if (left == 0) {
            sum.remove(bucket);
          } else {
            sum.put(bucket, left);
          }
        });
    return new PowerHistogram(sum);
  }

  /**
   * The power in milliwatts that 95 % of the occurrences do not exceed: the upper edge of its
   * bucket; 0 if nothing occurred.
   */
  long percentile95() {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    long below = 0;
    for (Map.Entry<Integer, Long> entry : new TreeMap<>(counts).entrySet()) {
      below += entry.getValue();
      if (below * 100 >= all * 95) {
        return upperEdge(entry.getKey());
      }
    }
    return 0;
  }

  /** Bucket 0 holds 0 to 7 mW; from there eight buckets for each doubling. */
  static int bucket(long milliwatts) {
    if (milliwatts < BUCKETS_PER_DOUBLING) {
      return 0;
    }
    int doubling = 63 - Long.numberOfLeadingZeros(milliwatts);
    int eighth = (int) (milliwatts >>> (doubling - 3)) & (BUCKETS_PER_DOUBLING - 1);
    return (doubling - 3) * BUCKETS_PER_DOUBLING + eighth + 1;
  }

  private static long upperEdge(int bucket) {
    if (bucket == 0) {
      return 7;
    }
    int doubling = (bucket - 1) / BUCKETS_PER_DOUBLING;
    long eighth = (bucket - 1L) % BUCKETS_PER_DOUBLING;
    return ((BUCKETS_PER_DOUBLING + 1L + eighth) << doubling) - 1;
  }

  void pack(Packer out) {
    out.number(counts.size());
    new TreeMap<>(counts).forEach((bucket, count) -> out.number(bucket).number(count));
  }

  /**
   * The reverse of {@link #pack}.
   *
   * @param size the number it begins with
   * @param in the rest
   */
  static PowerHistogram unpack(int size, Unpacker in) {
    if (size == 0) {
      return EMPTY;
    }
    Map<Integer, Long> counts = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      counts.put(in.integer(), in.number());
    }
    return new PowerHistogram(counts);
  }
}
