package io.garonne.model;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One side of the two ledger equations, cumulative since the data directory began.
 *
 * <p>Ingest, in messages: {@code received = stored + Σ ignored + Σ deadLettered}. Streams, in
 * readings: {@code stored = metered + repeated + tooLate + voided}.
 *
 * @param stage {@code ingest} or {@code streams}
 * @param instance client id or partition
 * @param counts counters by name: {@code received}, {@code stored}, {@code readings} (readings in
 *     the stored messages), {@code ignored.REASON}, {@code dead-lettered.REASON}, {@code metered},
 *     {@code repeated}, {@code too-late}, {@code void}
 */
public record Ledger(String stage, String instance, SortedMap<String, Long> counts) {

  public Ledger {
    counts = new TreeMap<>(counts);
  }

  /** The record's key in the ledger topic. */
  public String key() {
    return stage + "/" + instance;
  }

  /** A counter, 0 if absent. */
  public long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** Sum of the counters whose name begins with {@code prefix}. */
  public long sum(String prefix) {
    return counts.entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix))
        .mapToLong(e -> e.getValue())
        .sum();
  }
}
