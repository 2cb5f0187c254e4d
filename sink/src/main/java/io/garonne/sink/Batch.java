package io.garonne.sink;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Lines that are written together. Of two with one identity only the last is kept: InfluxDB does
 * not say which of them wins in one request. Not for several threads.
 */
final class Batch {
  private final Map<Line.Identity, Entry> entries = new LinkedHashMap<>();
  private long bytes;
  private long since;

  /**
   * Adds a line.
   *
   * @param now milliseconds of any steady clock
   * @return whether it replaced an earlier line
   */
  boolean add(Entry entry, long now) {
    if (entries.isEmpty()) {
      since = now;
    }
    Entry before = entries.put(entry.line().identity(), entry);
    bytes += entry.line().text().length() + 1L;
    if (before != null) {
      bytes -= before.line().text().length() + 1L;
    }
    return before != null;
  }

  int size() {
    return entries.size();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** About the size of the request, in bytes. */
  long bytes() {
    return bytes;
  }

  /** How long the oldest line has waited, in milliseconds of the clock given to add. */
  long age(long now) {
    return entries.isEmpty() ? 0 : now - since;
  }

  /** Takes everything out. */
  List<Entry> drain() {
    List<Entry> all = new ArrayList<>(entries.values());
    entries.clear();
    bytes = 0;
    return all;
  }

  /** Forgets lines; returns how many. */
  int remove(Predicate<Entry> which) {
    int before = entries.size();
    entries.values().removeIf(which);
    bytes = entries.values().stream().mapToLong(e -> e.line().text().length() + 1L).sum();
    return before - entries.size();
  }
}
