package io.garonne.model;

import java.time.LocalDate;
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
 *     {@code repeated}, {@code too-late}, {@code void}; of streams also {@code registers.…} and
 *     {@code corrections…}, see {@link LedgerBalance}
 * @param days the same counters of single days, at most the last {@value #MOST_DAYS}. A day is that
 *     of UTC in which Kafka took a reading or dead letter, by its own stamp, so that both stages
 *     count a reading in the same day; what leaves no record, in which ingest counted it. {@value
 *     #PARTIAL} is 1 where counting by days began within the day.
 */
public record Ledger(
    String stage,
    String instance,
    SortedMap<String, Long> counts,
    SortedMap<LocalDate, SortedMap<String, Long>> days) {

  /** So many days are kept; the measurement {@code ledger} in InfluxDB goes further back. */
  public static final int MOST_DAYS = 14;

  /** Counter of a day that is not whole. */
  public static final String PARTIAL = "partial";

  public Ledger {
    counts = new TreeMap<>(counts);
    TreeMap<LocalDate, SortedMap<String, Long>> copy = new TreeMap<>();
    days.forEach((day, ofDay) -> copy.put(day, new TreeMap<>(ofDay)));
    while (copy.size() > MOST_DAYS) {
      copy.pollFirstEntry();
    }
    days = copy;
  }

  /** Without days. */
  public Ledger(String stage, String instance, SortedMap<String, Long> counts) {
    this(stage, instance, counts, new TreeMap<>());
  }

  /** What it counted in one day, as a ledger of its own. */
  public Ledger of(LocalDate day) {
    return new Ledger(stage, instance, days.getOrDefault(day, new TreeMap<>()));
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
