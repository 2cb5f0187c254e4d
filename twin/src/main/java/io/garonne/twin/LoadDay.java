package io.garonne.twin;

import io.garonne.model.Reading;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The true power of one metering point over one local day: pieces of whole minutes with one level
 * each, and in every minute a seeded unrest that lifts the first half by as much as it lowers the
 * second. So power is constant over half-minutes and energy at any millisecond is exact in
 * microjoules (1 mW for 1 ms). Reused from day to day; not for several threads.
 */
final class LoadDay {
  private static final long MINUTE = 60_000L;

  private int[] starts = new int[32];
  private long[] levels = new long[32];
  private int[] pages = new int[32];
  private Reading.@Nullable State[] states = new Reading.State[32];
  private long[] energyBefore = new long[32];
  private long[] pagesBefore = new long[32];
  private int size;
  private int minutes;
  private long firstMinute;
  private long unrestSeed;
  private int unrestPermille;

  /**
   * Begins a new day.
   *
   * @param unrestPermille greatest unrest, in thousandths of the level; below 1000
   */
  void begin(Days.Day day, long unrestSeed, int unrestPermille) {
    this.size = 0;
    this.minutes = day.minutes();
    this.firstMinute = day.start() / MINUTE;
    this.unrestSeed = unrestSeed;
    this.unrestPermille = unrestPermille;
  }

  /** From this minute of the day on, this level in milliwatts; minutes must not fall. */
  void from(int minute, long milliwatts) {
    from(minute, milliwatts, null, 0);
  }

  /** As {@link #from(int, long)}, with what the device says of itself and pages per minute. */
  void from(int minute, long milliwatts, Reading.@Nullable State state, int pagesPerMinute) {
    int start = size == 0 ? 0 : minute;
    if (start >= minutes) {
      return;
    }
    if (size > 0 && starts[size - 1] >= start) {
      size--;
      start = starts[size];
    }
    insert(size, start, milliwatts, state, pagesPerMinute);
  }

  /** No current from one minute to another, the last exclusive. */
  void cut(int from, int to) {
    int after = find(to);
    if (starts[after] != to && to < minutes) {
      insert(after + 1, to, levels[after], states[after], pages[after]);
    }
    int first = 0;
    while (first < size && starts[first] < from) {
      first++;
    }
    int next = first;
    while (next < size && starts[next] < to) {
      next++;
    }
    copy(next, first, size - next);
    size -= next - first;
    insert(first, from, 0, null, 0);
  }

  /** Ends the day's description; only now may it be asked. */
  void end() {
    long energy = 0;
    long printed = 0;
    for (int i = 0; i < size; i++) {
      energyBefore[i] = energy;
      pagesBefore[i] = printed;
      int piece = (i + 1 < size ? starts[i + 1] : minutes) - starts[i];
      energy += levels[i] * piece * MINUTE;
      printed += (long) pages[i] * piece;
    }
    if (size == energyBefore.length) {
      grow();
    }
    energyBefore[size] = energy;
    pagesBefore[size] = printed;
  }

  /** Energy of the whole day in microjoules. */
  long energy() {
    return energyBefore[size];
  }

  /** Pages of the whole day. */
  long pages() {
    return pagesBefore[size];
  }

  /** Energy in microjoules up to this many milliseconds after the day's start. */
  long energyUntil(long millis) {
    int minute = (int) (millis / MINUTE);
    int i = find(minute);
    long within = millis % MINUTE;
    long unrest = unrest(i, minute) * Math.min(within, MINUTE - within);
    return energyBefore[i] + levels[i] * (millis - starts[i] * MINUTE) + unrest;
  }

  /** Milliwatts. */
  long powerAt(long millis) {
    int minute = (int) (millis / MINUTE);
    int i = find(minute);
    long unrest = unrest(i, minute);
    return millis % MINUTE < MINUTE / 2 ? levels[i] + unrest : levels[i] - unrest;
  }

  /** Pages finished up to then; a minute's pages are out when the minute is over. */
  long pagesUntil(long millis) {
    int minute = (int) (millis / MINUTE);
    int i = find(minute);
    return pagesBefore[i] + (long) pages[i] * (minute - starts[i]);
  }

  Reading.@Nullable State stateAt(long millis) {
    return states[find((int) (millis / MINUTE))];
  }

  private long unrest(int i, int minute) {
    long drawn = Draw.hash(unrestSeed, firstMinute + minute) >> 32;
    return (levels[i] * unrestPermille / 1000 * drawn) >> 31;
  }

  private int find(int minute) {
    int found = Arrays.binarySearch(starts, 0, size, minute);
    return found >= 0 ? found : -found - 2;
  }

  private void insert(
      int index, int start, long milliwatts, Reading.@Nullable State state, int pagesPerMinute) {
    if (size == starts.length) {
      grow();
    }
    copy(index, index + 1, size - index);
    starts[index] = start;
    levels[index] = milliwatts;
    states[index] = state;
    pages[index] = pagesPerMinute;
    size++;
  }

  private void copy(int from, int to, int length) {
    System.arraycopy(starts, from, starts, to, length);
    System.arraycopy(levels, from, levels, to, length);
    System.arraycopy(states, from, states, to, length);
    System.arraycopy(pages, from, pages, to, length);
  }

  private void grow() {
    int capacity = starts.length * 2;
    starts = Arrays.copyOf(starts, capacity);
    levels = Arrays.copyOf(levels, capacity);
    states = Arrays.copyOf(states, capacity);
    pages = Arrays.copyOf(pages, capacity);
    energyBefore = Arrays.copyOf(energyBefore, capacity);
    pagesBefore = Arrays.copyOf(pagesBefore, capacity);
  }
}
