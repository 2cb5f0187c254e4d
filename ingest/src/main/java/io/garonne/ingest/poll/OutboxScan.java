package io.garonne.ingest.poll;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is left in a file of the outbox. Pure.
 *
 * @param starts where each message begins, by its number from the first one of the file; {@link
 *     #LOST} for one that is damaged
 * @param end where the last good message ends
 * @param damaged whether there is damage; a record that a kill has cut at the end is none, since it
 *     had not been taken over
 */
record OutboxScan(List<Long> starts, int end, boolean damaged) {
  /** In place of a damaged message's beginning. */
  static final long LOST = -1;

  /** Reads a file's bytes, of which the first message has this number. */
  static OutboxScan of(byte[] bytes, long first) {
    List<Long> starts = new ArrayList<>();
    boolean damaged = false;
    int end = 0;
    int at = 0;
    while (at < bytes.length) {
      OutboxRecord record = OutboxRecord.at(bytes, at);
      if (record == null || !follows(record, first + starts.size(), bytes)) {
        int next = next(bytes, at + 1, first + starts.size());
        if (next < 0) {
          break;
        }
        damaged = true;
        at = next;
        continue;
      }
      while (first + starts.size() < record.number()) {
        starts.add(LOST);
      }
      starts.add((long) at);
      at += record.length();
      end = at;
    }
    if (at < bytes.length && !cut(bytes, at)) {
      damaged = true;
      // Their numbers are taken, as far as they can be told.
      do {
        starts.add(LOST);
        int length = OutboxRecord.length(bytes, at);
        at = length < 0 ? bytes.length : at + length;
      } while (at < bytes.length && !cut(bytes, at));
    }
    return new OutboxScan(starts, end, damaged);
  }

  /** Where the next good message begins; -1 if there is none. */
  private static int next(byte[] bytes, int from, long number) {
    for (int at = from; at <= bytes.length - OutboxRecord.HEAD; at++) {
      @Nullable OutboxRecord record = OutboxRecord.at(bytes, at);
      if (record != null && follows(record, number, bytes)) {
        return at;
      }
    }
    return -1;
  }

  /** Whether its number is this one or a later one that the file has room for. */
  private static boolean follows(OutboxRecord record, long number, byte[] bytes) {
    return record.number() >= number && record.number() - number <= bytes.length;
  }

  /** Whether what is left is the beginning of a record, or room that was never written. */
  private static boolean cut(byte[] bytes, int at) {
    int length = OutboxRecord.length(bytes, at);
    if (bytes.length - at < OutboxRecord.HEAD || at + length > bytes.length) {
      return true;
    }
    for (int i = at; i < bytes.length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
