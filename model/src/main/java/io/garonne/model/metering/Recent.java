package io.garonne.model.metering;

import java.util.Arrays;

/**
 * The readings of a segment that the second test of M3 may need: of the last two intervals, and the
 * newest one before them. Of several within a thirty-second part of two intervals only the newest
 * is remembered, so that a burst cannot fill the memory; the segment's first reading always is
 * while it can be asked for.
 *
 * <p>Each has the energy that the segment had booked by then, on a scale whose origin does not
 * matter; it only grows, over jitter and rollover too.
 */
final class Recent {
  /** Cells of memory in two intervals. */
  static final int CELLS = 32;

  private final long window;
  private final long cell;
  private long[] at = new long[4];
  private long[] sum = new long[4];
  private int start;
  private int end;
  private boolean startsWithFirst;

  Recent(long interval) {
    window = 2 * interval;
    cell = cell(interval);
  }

  /** Milliseconds of a cell of memory. */
  static long cell(long interval) {
    return Math.max(1, 2 * interval / CELLS);
  }

  /** Begins with a segment's first reading. */
  void begin(long firstAt) {
    add(firstAt, 0);
    startsWithFirst = true;
  }

  /** Remembers a reading that continued the segment by so many millijoules. */
  void step(long newAt, long energy) {
    int newest = end - 1;
    long newSum = sum[newest] + energy;
    if (Math.floorDiv(at[newest], cell) == Math.floorDiv(newAt, cell)
        && !(startsWithFirst && newest == start)) {
      at[newest] = newAt;
      sum[newest] = newSum;
    } else {
      add(newAt, newSum);
    }
    forget(newAt);
  }

  /** Forgets what no reading newer than {@code now} can ask for. */
  void forget(long now) {
    long cutoff = now - window;
    while (end - start > 1 && at[start + 1] <= cutoff) {
      start++;
      startsWithFirst = false;
    }
    startsWithFirst &= at[start] > cutoff;
  }

  /** Index of the newest reading at least two intervals before, else of the oldest remembered. */
  int referenceFor(long newAt) {
    int i = end - 1;
    while (i > start && at[i] > newAt - window) {
      i--;
    }
    return i;
  }

  long at(int index) {
    return at[index];
  }

  /** Millijoules booked since the reading of this index. */
  long bookedSince(int index) {
    return sum[end - 1] - sum[index];
  }

  private void add(long newAt, long newSum) {
    if (end == at.length) {
      int size = end - start;
      if (size > at.length / 2) {
        at = Arrays.copyOf(at, at.length * 2);
        sum = Arrays.copyOf(sum, sum.length * 2);
      }
      System.arraycopy(at, start, at, 0, size);
      System.arraycopy(sum, start, sum, 0, size);
      start = 0;
      end = size;
    }
    at[end] = newAt;
    sum[end] = newSum;
    end++;
  }

  /** Writes all but the newest, whose instant the segment knows. */
  void writeTo(VarintWriter out) {
    out.unsigned((end - start - 1L) << 1 | (startsWithFirst ? 1 : 0));
    for (int i = end - 2; i >= start; i--) {
      out.unsigned(at[i + 1] - at[i]);
      out.unsigned(sum[i + 1] - sum[i]);
    }
  }

  static Recent readFrom(VarintReader in, long lastAt, long interval) {
    Recent recent = new Recent(interval);
    long head = in.unsigned();
    int older = (int) (head >>> 1);
    recent.at = new long[older + 4];
    recent.sum = new long[older + 4];
    recent.end = older + 1;
    recent.at[older] = lastAt;
    for (int i = older - 1; i >= 0; i--) {
      recent.at[i] = recent.at[i + 1] - in.unsigned();
      recent.sum[i] = recent.sum[i + 1] - in.unsigned();
    }
    recent.startsWithFirst = (head & 1) == 1;
    return recent;
  }
}
