package io.garonne.publish.export;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The newest value of each key, in the order of the keys' bytes, of more than fits into memory:
 * what comes in is sorted in pieces, pieces lie on disk, and the end merges them. For one thread.
 *
 * <p>The file is gone from its directory as soon as it is open, where the system can do that: a
 * killed process leaves nothing.
 */
final class NewestPerKey implements Closeable {
  /** Bytes of a key and value in objects, beside their content. */
  private static final int OVERHEAD = 96;

  private static final Comparator<Entry> BY_KEY = (a, b) -> Arrays.compareUnsigned(a.key, b.key);

  private final SpillFile spill;
  private final long budget;
  private final List<SpillFile.Run> runs = new ArrayList<>();
  private List<Entry> held = new ArrayList<>();
  private long heldBytes;

  /** A key with its newest value, or null: it was deleted. */
  static final class Entry {
    private final byte[] key;
    private final byte @Nullable [] value;

    Entry(byte[] key, byte @Nullable [] value) {
      this.key = key;
      this.value = value;
    }

    byte[] key() {
      return key;
    }

    byte @Nullable [] value() {
      return value;
    }
  }

  /** Takes what is left. */
  interface Taker {
    /** One key; in order. */
    void take(byte[] key, byte[] value) throws IOException;
  }

  /**
   * Nothing yet.
   *
   * @param directory where there is room for what does not fit
   * @param budget bytes of heap that may be held before they go to disk
   */
  NewestPerKey(Path directory, long budget) {
    this.spill = new SpillFile(directory);
    this.budget = budget;
  }

  /** A value of a key, newer than all before; null deletes it. The arrays are not to change. */
  void put(byte[] key, byte @Nullable [] value) throws IOException {
    held.add(new Entry(key, value));
    heldBytes += OVERHEAD + key.length + (value == null ? 0 : value.length);
    if (heldBytes >= budget) {
      runs.add(spill.write(sorted()));
      held = new ArrayList<>();
      heldBytes = 0;
    }
  }

  /** Every key that was not deleted, in order. To be called once. */
  void forEach(Taker taker) throws IOException {
    PriorityQueue<Cursor> cursors =
        new PriorityQueue<>(
            Comparator.comparing(Cursor::entry, BY_KEY)
                // Of one key the newest run comes first.
                .thenComparing(Cursor::age, Comparator.reverseOrder()));
    for (int age = 0; age < runs.size(); age++) {
      add(cursors, new Cursor(runs.get(age)::next, age));
    }
    java.util.Iterator<Entry> last = sorted().iterator();
    add(cursors, new Cursor(() -> last.hasNext() ? last.next() : null, runs.size()));
    byte[] before = null;
    while (!cursors.isEmpty()) {
      Cursor cursor = cursors.remove();
      Entry entry = cursor.entry();
      add(cursors, cursor);
      if (before == null || !Arrays.equals(before, entry.key)) {
        before = entry.key;
        if (entry.value != null) {
          taker.take(entry.key, entry.value);
        }
      }
    }
  }

  private static void add(PriorityQueue<Cursor> cursors, Cursor cursor) throws IOException {
    if (cursor.advance()) {
      cursors.add(cursor);
    }
  }

  /** What is held, in order, each key once with its newest value. */
  private List<Entry> sorted() {
    // Stable: of one key the newest stays last.
    held.sort(BY_KEY);
    List<Entry> newest = new ArrayList<>(held.size());
    for (Entry entry : held) {
      int last = newest.size() - 1;
      if (last >= 0 && Arrays.equals(newest.get(last).key, entry.key)) {
        newest.set(last, entry);
      } else {
        newest.add(entry);
      }
    }
    return newest;
  }

  @Override
  public void close() throws IOException {
    spill.close();
  }

  private interface Source {
    @Nullable Entry next() throws IOException;
  }

  private static final class Cursor {
    private final Source source;
    private final int age;
    private @Nullable Entry entry;

    Cursor(Source source, int age) {
      this.source = source;
      this.age = age;
    }

    boolean advance() throws IOException {
      entry = source.next();
      return entry != null;
    }

    Entry entry() {
      if (entry == null) {
        throw new IllegalStateException("at its end");
      }
      return entry;
    }

    int age() {
      return age;
    }
  }
}
